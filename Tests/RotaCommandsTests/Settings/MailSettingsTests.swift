import XCTest

@testable import RotaCommands
@testable import RotaWeb

/// Settings of mail: what is assumed, and what can't stand together.
final class MailSettingsTests: XCTestCase {
    private let enough = ["ROTA_SMTP_HOST": "smtp.elm.example", "ROTA_MAIL_FROM": "Elm Surgery <rota@elm.example>", "ROTA_BASE_URL": "https://rota.elm.example"]

    private func settings(_ environment: [String: String]) throws -> Settings { try SettingsReader(environment: environment, file: nil).configuration.settings }

    private func problem(_ more: [String: String], without: String...) -> String {
        do {
            _ = try settings(enough.filter { !without.contains($0.key) }.merging(more) { $1 })
            return ""
        } catch { return "\(error)" }
    }

    func testMail_isOffUntilAServerIsNamed() throws {
        XCTAssertEqual(try settings([:]).mailTransport, .off)
        XCTAssertEqual(try settings(enough).mailTransport, .smtp)
        XCTAssertEqual(try settings(enough.merging(["ROTA_MAIL_TRANSPORT": "off"]) { $1 }).mailTransport, .off)
        XCTAssertEqual(try settings(enough).smtpSecurity, .starttls)
        XCTAssertTrue(try settings(enough).smtpVerify)
    }

    func testMail_thatCanGo_isAccepted() {
        XCTAssertEqual(problem([:]), "")
        XCTAssertEqual(problem(["ROTA_SMTP_USERNAME": "a", "ROTA_SMTP_PASSWORD": "b", "ROTA_SMTP_AUTH": "login"]), "")
        XCTAssertEqual(problem(["ROTA_SMTP_USERNAME": "a", "ROTA_SMTP_TOKEN_URL": "https://x/t", "ROTA_SMTP_CLIENT_ID": "c", "ROTA_SMTP_CLIENT_SECRET": "s", "ROTA_SMTP_AUTH": "xoauth2"]), "")
        XCTAssertEqual(problem(["ROTA_MAIL_TRANSPORT": "sendmail"], without: "ROTA_SMTP_HOST"), "")
        XCTAssertEqual(problem(["ROTA_MAIL_TRANSPORT": "off"], without: "ROTA_MAIL_FROM", "ROTA_BASE_URL"), "", "where it is off, nothing is wanted")
    }

    /// Each says which setting, and what to do.
    func testMail_thatCantGo_stopsTheStart() {
        for (text, words) in [
            (problem([:], without: "ROTA_BASE_URL"), ["ROTA_BASE_URL is not set", "Set it to"]), (problem([:], without: "ROTA_MAIL_FROM"), ["ROTA_MAIL_FROM is not set", "Set it to"]),
            (problem(["ROTA_MAIL_TRANSPORT": "smtp"], without: "ROTA_SMTP_HOST"), ["ROTA_SMTP_HOST is not set"]), (problem(["ROTA_MAIL_TRANSPORT": "file"]), ["ROTA_MAIL_PATH is not set"]),
            (problem(["ROTA_SMTP_USERNAME": "a"]), ["neither ROTA_SMTP_PASSWORD nor ROTA_SMTP_TOKEN_URL"]), (problem(["ROTA_SMTP_PASSWORD": "a"]), ["ROTA_SMTP_USERNAME is not"]),
            (problem(["ROTA_SMTP_AUTH": "plain"]), ["ROTA_SMTP_USERNAME is not"]), (problem(["ROTA_SMTP_USERNAME": "a", "ROTA_SMTP_PASSWORD": "b", "ROTA_SMTP_AUTH": "xoauth2"]), ["ROTA_SMTP_TOKEN_URL is not set"]),
            (problem(["ROTA_SMTP_USERNAME": "a", "ROTA_SMTP_TOKEN_URL": "https://x/t"]), ["Set all three, or none"]),
        ] {
            for word in words { XCTAssertTrue(text.contains(word), "\(word): \(text)") }
        }
    }

    func testMail_valuesThatAreNone() {
        for (name, value) in [
            ("ROTA_MAIL_FROM", "rota"), ("ROTA_MAIL_FROM", "Elm <rota@elm.example> x"), ("ROTA_MAIL_FROM", ""), ("ROTA_MAIL_PATH", "mail"), ("ROTA_SMTP_HOST", "smtp.elm.example:587"), ("ROTA_SMTP_HOST", "a b"),
            ("ROTA_SMTP_PORT", "65536"), ("ROTA_SMTP_SECURITY", "ssl"), ("ROTA_SMTP_AUTH", "cram-md5"), ("ROTA_SMTP_VERIFY", "no"), ("ROTA_SMTP_TIMEOUT", "0"), ("ROTA_SMTP_TOKEN_URL", "http://x/t"),
            ("ROTA_SMTP_HELO", "a b"), ("ROTA_MAIL_TRANSPORT", "pigeon"), ("ROTA_SMTP_USERNAME", "a\r\nRCPT"), ("ROTA_SMTP_SCOPE", ""),
        ] { XCTAssertTrue(problem([name: value]).contains("It must be "), "\(name)=\(value): \(problem([name: value]))") }
    }

    func testMail_secretsAreNotShown() throws {
        let reader = try SettingsReader(
            environment: enough.merging(["ROTA_SMTP_USERNAME": "a", "ROTA_SMTP_PASSWORD_FILE": "/p"]) { $1 }, file: nil, readFile: { _ in "kettle harbour\n" })
        XCTAssertEqual(reader.configuration.settings.smtpPassword, "kettle harbour")
        XCTAssertFalse("\(SettingsWords.dump(reader))".contains("kettle"))
        XCTAssertFalse(problem(["ROTA_SMTP_PASSWORD": "kett\u{7}le"]).contains("kett"))
    }
}
