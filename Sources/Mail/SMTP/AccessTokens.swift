import Foundation
import Locks

/// Where tokens for XOAUTH2 come from: the client credentials grant (RFC 6749 §4.4), as Microsoft 365 has it.
package struct TokenSettings: Sendable, Equatable {
    /// An https address.
    package var url: String
    package var clientID: String
    package var clientSecret: String
    package var scope: String

    package init(url: String, clientID: String, clientSecret: String, scope: String) {
        (self.url, self.clientID, self.clientSecret, self.scope) = (url, clientID, clientSecret, scope)
    }
}

/// Gets a token when one is needed, and keeps it until shortly before it ends.
final class AccessTokens: Sendable {
    private struct Kept {
        let token: String
        /// By the clock that never runs backwards, in milliseconds.
        let until: Int
    }

    private struct Answer: Decodable {
        let access_token: String?
        let expires_in: Lenient?
        let error: String?
        let error_description: String?
    }

    /// A number, which some endpoints write as text.
    private struct Lenient: Decodable {
        let value: Int

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            value = try (try? container.decode(Int.self)) ?? (Int(try container.decode(String.self)) ?? 0)
        }
    }

    private let settings: TokenSettings
    private let milliseconds: Int
    private let kept = Monitor<Kept?>(nil)

    init(_ settings: TokenSettings, milliseconds: Int) {
        self.settings = settings
        self.milliseconds = milliseconds
    }

    func token(_ watch: Watch) throws(MailError) -> String {
        if let kept = kept.withLock({ $0 }), kept.until > Deadline.now { return kept.token }
        watch.tell("Getting a token from \(settings.url).")
        let fields = [
            ("grant_type", "client_credentials"), ("client_id", settings.clientID), ("client_secret", settings.clientSecret), ("scope", settings.scope),
        ]
        let body = fields.map { "\($0.0)=\(AccessTokens.encoded($0.1))" }.joined(separator: "&")
        let response = try HTTPSExchange.post(settings.url, body, milliseconds: milliseconds, watch)
        guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(response.body)) else {
            throw MailError(.token, "\(settings.url) answered \(response.status) with something that is no token.")
        }
        guard response.status == 200, let token = answer.access_token, AccessTokens.isToken(token) else {
            let words = [answer.error, answer.error_description].compactMap { $0 }.joined(separator: ": ")
            throw MailError(.token, "\(settings.url) answered \(response.status): \(SMTPReply.shown(words))")
        }
        // A minute before the end at least: signing in takes its time too.
        let seconds = min(max(answer.expires_in?.value ?? 0, 0), 86_400)
        let until = Deadline.now + max(0, seconds - max(60, seconds / 10)) * 1_000
        kept.withLock { $0 = Kept(token: token, until: until) }
        return token
    }

    /// The server did not want it.
    func forget() { kept.withLock { $0 = nil } }

    /// RFC 6750 §2.1: what could end the answer to the server is none.
    private static func isToken(_ text: String) -> Bool { !text.isEmpty && text.utf8.count <= 8_000 && text.utf8.allSatisfy { (0x21...0x7E).contains($0) } }

    private static func encoded(_ text: String) -> String {
        text.utf8.reduce(into: "") { out, byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: out.unicodeScalars.append(Unicode.Scalar(byte))
            default: out += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
    }
}
