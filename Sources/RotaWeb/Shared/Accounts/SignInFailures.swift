import Civil
import HTTP
import RotaDomain
import RotaStore
import SQLite
import Secrets

/// Slows guessing down without locking anybody out for good (ASVS 6.1.1, 6.3.1): after the free tries each further one
/// doubles the wait, from 30 seconds to 15 minutes; a day without a try forgets, an hour those of an address.
struct SignInFailures {
    /// What tries are counted by, and how many are free.
    struct Subject {
        let key: String
        let free: Int
        /// Whether it stands for several people.
        var isShared = false

        /// Whoever the tries are at, by what was typed: it waits alike whether there is such an account or not, so that waiting tells nothing.
        /// From one address soon, from all together late: nobody may hold the owner's sign-in shut from elsewhere. The account itself, which
        /// username and email lead to alike, comes only after both have spent their free tries, so that it never tells that they belong together.
        ///
        /// In a browser that the account has signed in with before a try is counted by that alone, so that nothing done elsewhere is held against it.
        /// - Parameter browser: the mark's hash; nil where the browser is not known to be the account's.
        static func signIn(_ account: Account?, typed: String, from address: String, in browser: [UInt8]?) -> [Subject] {
            if let account, let browser { return [known(account, browser, "password", free: 10)] }
            let key = SignInFailures.key(typed: typed)
            let shown = [Subject(key: "\(key) from \(IPAddress.network(of: address))", free: 5), Subject(key: key, free: 50)]
            return shown + (account.map { [Subject(key: SignInFailures.key($0), free: 100)] } ?? []) + [.address(address)]
        }

        private static func known(_ account: Account, _ browser: [UInt8], _ what: String, free: Int) -> Subject {
            Subject(key: "known:\(account.id) \(what) \(Base64URL.encode(browser))", free: free)
        }

        /// A network address, which a whole practice may share; of version 6 its whole network, or whoever has one would have tries without end.
        private static func address(_ address: String) -> Subject { Subject(key: "address:\(IPAddress.network(of: address))", free: 20, isShared: true) }

        /// The second step's codes. As of a password, whoever tries elsewhere can't hold it shut, even one who knows the password.
        static func code(of account: Account, from address: String, in browser: [UInt8]?) -> [Subject] {
            if let browser { return [known(account, browser, "code", free: 5)] }
            return [Subject(key: "code:\(account.id) from \(IPAddress.network(of: address))", free: 5), Subject(key: "code:\(account.id)", free: 50)]
        }

        /// Requests for a new password, whoever for.
        static func resets(from address: String) -> Subject { Subject(key: "reset from \(IPAddress.network(of: address))", free: 10, isShared: true) }

        /// The current password, when it is asked for again.
        static func password(of account: Account) -> Subject { Subject(key: "password:\(account.id)", free: 5) }
    }

    let subjects: [Subject]

    /// What a form says of the seconds to wait.
    static func tooManyTries(_ seconds: Int) -> String { "Too many tries. Wait \(counted((seconds + 59) / 60, "minute")) and try again" }

    /// Counts a try before its password is looked at, so that tries at the same moment can't slip past; or answers the seconds to wait.
    func begin(_ db: Connection, at now: Instant) throws -> Int {
        let failures = SignInFailureRepository(db)
        let pause = try subjects.map { wait(try failures.failures(of: $0.key), $0, now) }.max() ?? 0
        if pause == 0 {
            for subject in subjects { try failures.record(subject.key, at: now, forgettingBefore: now - memory(of: subject)) }
        }
        return pause
    }

    /// The password was right. Of an address only this try is taken back: whoever has one account could else guess at others for ever.
    func clear(_ db: Connection, at now: Instant) throws {
        let failures = SignInFailureRepository(db)
        for subject in subjects {
            if subject.isShared { try failures.takeBack(subject.key) } else { try failures.clear(subject.key) }
        }
        try failures.deleteOlder(than: now - SignInFailures.memory)
    }

    /// The account has a new password: all that was counted against the old one is forgotten.
    static func forget(_ account: Account, _ db: Connection) throws {
        let failures = SignInFailureRepository(db)
        for key in [key(typed: account.username), key(typed: account.email), key(account)] { try failures.clearFromAnywhere(key) }
        try failures.clear(Subject.password(of: account).key)
    }

    private static let memory = 86_400

    private static func key(_ account: Account) -> String { "account:\(account.id)" }

    private static func key(typed: String) -> String { "name:\(Base64URL.encode(SHA256.hash(Array(typed.lowercased().utf8))))" }

    private func memory(of subject: Subject) -> Int { subject.isShared ? 3_600 : SignInFailures.memory }

    private func wait(_ record: (count: Int, lastAt: Instant)?, _ subject: Subject, _ now: Instant) -> Int {
        guard let record, record.count >= subject.free, now - record.lastAt < memory(of: subject) else { return 0 }
        let pause = min(900, 30 << min(record.count - subject.free, 5))
        return max(0, pause - (now - record.lastAt))
    }
}
