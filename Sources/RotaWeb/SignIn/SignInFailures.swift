import Civil
import RotaDomain
import RotaStore
import SQLite
import Secrets

/// Slows guessing down without locking anybody out for good (ASVS 6.1.1, 6.3.1): after the free tries each further one
/// doubles the wait, from 30 seconds to 15 minutes; a day without a try forgets.
struct SignInFailures {
    /// What tries are counted by, and how many are free.
    struct Subject {
        let key: String
        let free: Int

        /// What was typed as username or email. Counted alike whether it is an account's or not, so that waiting tells nothing.
        static func name(_ name: String) -> Subject {
            Subject(key: "name:\(Base64URL.encode(SHA256.hash(Array(name.lowercased().utf8))))", free: 5)
        }

        /// A network address, which a whole practice may share.
        static func address(_ address: String) -> Subject { Subject(key: "address:\(address)", free: 20) }

        /// The current password, when it is asked for again.
        static func password(of account: Account) -> Subject { Subject(key: "password:\(account.id)", free: 5) }
    }

    let subjects: [Subject]

    /// Counts a try before its password is looked at, so that tries at the same moment can't slip past; or answers the seconds to wait.
    func begin(_ db: Connection, at now: Instant) throws -> Int {
        let failures = SignInFailureRepository(db)
        let pause = try subjects.map { wait(try failures.failures(of: $0.key), $0.free, now) }.max() ?? 0
        if pause == 0 {
            for subject in subjects { try failures.record(subject.key, at: now, forgettingBefore: now - SignInFailures.memory) }
        }
        return pause
    }

    /// The password was right.
    func clear(_ db: Connection, at now: Instant) throws {
        let failures = SignInFailureRepository(db)
        for subject in subjects { try failures.clear(subject.key) }
        try failures.deleteOlder(than: now - SignInFailures.memory)
    }

    private static let memory = 86_400

    private func wait(_ record: (count: Int, lastAt: Instant)?, _ free: Int, _ now: Instant) -> Int {
        guard let record, record.count >= free, now - record.lastAt < SignInFailures.memory else { return 0 }
        let pause = min(900, 30 << min(record.count - free, 5))
        return max(0, pause - (now - record.lastAt))
    }
}
