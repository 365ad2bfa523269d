import Civil
import RotaDomain
import RotaStore
import SQLite
import Secrets
import XCTest

@testable import RotaWeb

/// What the tests of two-step verification stand on.
extension TestApp {
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
