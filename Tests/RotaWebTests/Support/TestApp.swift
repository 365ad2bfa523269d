import Civil
import Foundation
import HTTP
import RotaDomain
import RotaStore
import SQLite
import Secrets
import Synchronization
import TestSupport

@testable import RotaWeb

/// The whole program on a real database, with a clock that stands where a test puts it. `browser` is signed out until `signIn`.
///
///     let app = try TestApp()
///     try app.signIn(as: .manager)
///     let page = try app.get("/clinicians/new")
///     let saved = try app.post("/clinicians", ["name": "Dr Amara Okafor"])      // csrf and once are added
///     XCTAssertEqual(saved.location, "/clinicians/1")
final class TestApp {
    static let password = "a long pass phrase 9"

    let practice: Practice
    let app: App
    private let temporary: TemporaryStore
    private let clock: FakeClock
    private let lines: LogLines
    private(set) lazy var browser = TestBrowser(self)

    /// - Parameters:
    ///   - isSetUp: the practice "Elm Surgery" with "Main Surgery", open Monday to Friday; else an empty database.
    ///   - patience: milliseconds that a write waits for one of another process.
    ///   - lastMigration: the number of the last that the program knows.
    ///   - settings: to change the settings.
    init(isSetUp: Bool = true, patience: Int = 5_000, lastMigration: Int? = nil, settings change: (inout Settings) -> Void = { _ in }) throws {
        var settings = Settings()
        change(&settings)
        let clock = FakeClock(TestApp.start)
        let lines = LogLines()
        temporary = try TemporaryStore(patience: patience)
        practice = Practice(
            store: temporary.store, clock: Clock { clock.now }, random: .seeded(1), settings: settings,
            assets: try Assets(folder: PackageFolder.url.appending(path: "Public")), version: "0.0.1", lastMigration: lastMigration, passwordCost: PasswordHash.Parameters(logN: 2, r: 1, p: 1))
        // A test starts the thread that generates only where it is about it.
        practice.readiness.generating(true)
        app = try App(practice: practice, log: Log(format: settings.logFormat, level: settings.logLevel) { lines.add($0.text) })
        self.clock = clock
        self.lines = lines
        if isSetUp { try setUpPractice() }
    }

    /// Monday 23 November 2026, 8:30am.
    static let start = Instant(iso: "2026-11-23T08:30:00Z") ?? Instant(seconds: 0)

    var now: Instant {
        get { clock.now }
        set { clock.now = newValue }
    }

    var store: Store { practice.store }
    /// What the program logged.
    var log: [String] { lines.all }

    func get(_ target: String, headers: KeyValuePairs<String, String> = [:]) throws -> TestResponse { try browser.get(target, headers: headers) }

    func post(_ target: String, _ fields: KeyValuePairs<String, String> = [:]) throws -> TestResponse { try browser.post(target, fields) }

    /// Makes the role's account, if it is not there yet, and signs the browser in.
    @discardableResult
    func signIn(as role: Role) throws -> Account { try browser.signIn(as: role) }

    /// An account with the password `TestApp.password`; its username is the role's unless another is given.
    /// - Parameter permissions: where they are others than the role's.
    @discardableResult
    func makeAccount(role: Role, username: String? = nil, name: String? = nil, active: Bool = true, permissions: Set<Permission>? = nil) throws -> Account {
        let username = username ?? role.rawValue
        let hash = try practice.passwords.hash(TestApp.password)
        return try store.write { db in
            let accounts = AccountRepository(db)
            var account = try accounts.insert(
                username: username, name: name ?? "The \(username)", email: "\(username)@example.com", role: role, passwordHash: hash, at: now.iso)
            account.active = active
            account.permissions = permissions ?? role.permissions
            if !active || permissions != nil { _ = try accounts.update(account) }
            return try accounts.find(account.id) ?? account
        }
    }

    /// The account of this username.
    func account(_ username: String) throws -> Account? { try store.read { db in try AccountRepository(db).find(signingInAs: username) } }

    /// The audit log, newest first.
    func auditLog() throws -> [AuditEntry] { try store.read { db in try AuditLog(db).page(limit: 1_000).entries } }

    private func setUpPractice() throws {
        try PracticeSetUp(practice).save(name: "Elm Surgery", nation: .englandAndWales, by: .commandLine)
        try store.write { db in
            _ = try LocationRepository(db).insert(name: "Main Surgery")
            let practices = PracticeRepository(db)
            let weekdays: [Weekday] = [.mon, .tue, .wed, .thu, .fri]
            try practices.setOpening(Dictionary(uniqueKeysWithValues: weekdays.map { ($0, Set(Part.allCases)) }))
            try practices.completeCover()
        }
    }
}

/// A clock that stands still until it is set.
final class FakeClock: Sendable {
    private let instant: Mutex<Instant>

    init(_ instant: Instant) { self.instant = Mutex(instant) }

    var now: Instant {
        get { instant.withLock { $0 } }
        set { instant.withLock { $0 = newValue } }
    }
}

final class LogLines: Sendable {
    private let lines = Mutex<[String]>([])

    func add(_ line: String) { lines.withLock { $0.append(line) } }
    var all: [String] { lines.withLock { $0 } }
}
