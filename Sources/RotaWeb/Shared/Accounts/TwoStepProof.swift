import Civil
import RotaDomain
import RotaStore
import SQLite
import Secrets

/// What proves the second step: a code of the app or a recovery code, each taken once (ASVS 6.5.1).
struct TwoStepProof {
    let post: Post
    let account: Account

    /// With so few left the owner is told.
    private static let fewCodes = 2

    func take(code: String, _ db: Connection, at now: Instant) throws -> Bool {
        let repository = TwoStepRepository(db)
        guard let secret = try repository.secret(of: account.id), secret.confirmedAt != nil,
            let step = try TimedCode.matchingStep(code, secret: secret.bytes, at: now.seconds, after: secret.lastStep)
        else { return false }
        return try repository.take(step: step, of: account.id)
    }

    func take(recoveryCode: String, _ db: Connection, at now: Instant) throws -> Bool {
        let repository = TwoStepRepository(db)
        guard try repository.take(recoveryCode: RecoveryCodes.hash(recoveryCode), of: account.id, at: now) else { return false }
        let left = try repository.recoveryCodesLeft(of: account.id)
        try AuditLog(db).record(
            "use recovery code", AuditSubject("account", id: account.id, account.username), by: Actor(accountId: account.id, name: account.name), at: now,
            after: ["left": String(left)])
        if left <= TwoStepProof.fewCodes {
            try AccountMail(post).tell(
                account, "Recovery codes are running low",
                "you signed in with a recovery code, and have \(counted(left, "code")) left. Make new ones on your profile, under two-step verification.", kind: "recovery-codes", db)
        }
        return true
    }
}

/// Ten codes, each of which stands in once for the app. Of 120 random bits, so that a plain hash is enough to keep (ASVS 6.5.2).
struct RecoveryCodes {
    static let count = 10
    private static let byteCount = 15

    /// As they are shown, "ABCD-EFGH-…".
    let shown: [String]

    init(random: RandomSource) throws {
        shown = try (0..<RecoveryCodes.count).map { _ in Base32.grouped(Base32.encode(try random.bytes(RecoveryCodes.byteCount)), by: 4, "-") }
    }

    var hashes: [[UInt8]] { shown.map(RecoveryCodes.hash) }

    static func hash(_ typed: String) -> [UInt8] { SHA256.hash(Array("recovery/\(TypedCode.recovery(typed))".utf8)) }
}
