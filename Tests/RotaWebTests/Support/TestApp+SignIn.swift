import Civil
import RotaDomain
import RotaStore
import SQLite
import Secrets
import XCTest

@testable import RotaWeb

/// What the tests of mail and of two-step verification stand on.
extension TestApp {
    /// A mail in the outbox.
    struct Mail: Sendable, Equatable {
        let kind: String
        let to: String
        let subject: String
        let text: String

        /// The path of its first link that holds a token.
        var link: String? { text.firstMatch(of: #/http://rota\.test(/[a-z-]+/[A-Za-z0-9_-]{43})/#).map { String($0.1) } }
    }

    /// With mail on.
    static func mailed(_ change: (inout Settings) -> Void = { _ in }) throws -> TestApp {
        try TestApp { settings in
            settings.mailTransport = .file
            settings.baseURL = "http://rota.test"
            change(&settings)
        }
    }

    /// The outbox, oldest first, after all that requests left behind is done.
    func mails() throws -> [Mail] {
        practice.errands.finish()
        return try store.read { db in
            try db.all("SELECT kind, to_address, subject, text FROM outbox ORDER BY id") { Mail(kind: $0.text(0), to: $0.text(1), subject: $0.text(2), text: $0.text(3)) }
        }
    }

    static let secret = Array("12345678901234567890".utf8)

    /// Two-step verification with `TestApp.secret`.
    /// - Returns: the recovery codes.
    @discardableResult
    func turnOnTwoStep(_ account: Account) throws -> [String] {
        let codes = try RecoveryCodes(random: .seeded(UInt64(account.id)))
        try store.write { db in
            let repository = TwoStepRepository(db)
            try repository.begin(TestApp.secret, of: account.id, login: 0, at: now)
            _ = try repository.confirm(account.id, step: 0, at: now)
            try repository.setRecoveryCodes(codes.hashes, of: account.id)
        }
        return codes.shown
    }

    /// What the app shows now, or so many steps from now.
    func code(_ secret: [UInt8] = TestApp.secret, in steps: Int = 0) throws -> String {
        try TimedCode.code(secret: secret, step: TimedCode.step(at: now.seconds) + steps)
    }

    /// Six figures that are no code around now.
    func wrongCode() throws -> String {
        let right = try (-2...2).map { try code(in: $0) }
        return ["000000", "111111", "222222", "333333", "444444", "555555"].first { !right.contains($0) } ?? ""
    }
}
