import XCTest

@testable import SQLite

final class MigratorTests: XCTestCase {
    private var scratch: Scratch!
    private let people = Migration(
        number: 1, name: "people",
        sql: """
            CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
            CREATE TABLE pet (id INTEGER PRIMARY KEY, person INTEGER NOT NULL REFERENCES person(id) ON DELETE CASCADE) STRICT;
            INSERT INTO person VALUES (1, 'Ann');
            INSERT INTO pet VALUES (1, 1);
            """)
    private let email = Migration(number: 2, name: "email", sql: "ALTER TABLE person ADD COLUMN email TEXT;")

    override func setUpWithError() throws {
        scratch = try Scratch()
    }

    override func tearDown() {
        scratch = nil
    }

    private func migrator(_ migrations: Migration...) throws -> Migrator {
        // Stands in for SHA-256, which lives in another module.
        try Migrator(migrations) { bytes in bytes.reduce(UInt64(5381)) { ($0 &* 33) ^ UInt64($1) }.description }
    }

    @discardableResult
    private func migrate(_ migrations: Migration...) throws -> [Int] {
        let list = migrations
        return try Migrator(list) { bytes in bytes.reduce(UInt64(5381)) { ($0 &* 33) ^ UInt64($1) }.description }
            .migrate(path: scratch.path(), at: "2026-11-21T09:00:00Z").map(\.number)
    }

    private func refusal(_ body: () throws -> Void) throws -> MigrationError {
        do {
            try body()
        } catch let error as MigrationError {
            return error
        }
        XCTFail("nothing was refused")
        throw Missing()
    }

    private func open(_ name: String = "rota.db") throws -> Connection {
        try Connection(path: scratch.path(name), mode: .readWrite)
    }

    func testMigrate_runsWhatIsMissingOnce() throws {
        XCTAssertEqual(try migrate(people), [1])
        XCTAssertEqual(try migrate(people), [])
        XCTAssertEqual(try migrate(people, email), [2])
        let rows = try open().all("SELECT number, name, applied_at FROM schema_migrations ORDER BY number") {
            "\($0.int(0)) \($0.text(1)) \($0.text(2))"
        }
        XCTAssertEqual(rows, ["1 people 2026-11-21T09:00:00Z", "2 email 2026-11-21T09:00:00Z"])
        XCTAssertNoThrow(try Database(path: scratch.path()).close())
    }

    func testMigrate_keepsACopyBeforeChangingData() throws {
        try migrate(people)
        XCTAssertEqual(scratch.files, ["rota.db"], "an empty database needs no copy")
        try migrate(people, email)
        XCTAssertEqual(scratch.files, ["rota.db", "rota.db.before-0002"])
        let copy = try open("rota.db.before-0002")
        XCTAssertEqual(try copy.first("SELECT max(number) FROM schema_migrations") { $0.int(0) }, 1)
        XCTAssertEqual(try copy.first("SELECT name FROM person") { $0.text(0) }, "Ann")
    }

    func testPending_tellsAndChangesNothing() throws {
        XCTAssertEqual(try migrator(people, email).pending(path: scratch.path()), [people, email])
        XCTAssertEqual(scratch.files, [])
        try migrate(people)
        XCTAssertEqual(try migrator(people, email).pending(path: scratch.path()), [email])
        XCTAssertEqual(try migrator(people).pending(path: scratch.path()), [])
        XCTAssertEqual(scratch.files, ["rota.db"])
    }

    func testMigrate_failureTakesTheWholeStepBack() throws {
        try migrate(people)
        let bad = Migration(number: 2, name: "bad", sql: "DELETE FROM pet; INSERT INTO nowhere VALUES (1);")
        let error = try refusal { try migrate(people, bad) }
        guard case .failed(_, "0002_bad", let cause) = error else { return XCTFail("\(error)") }
        XCTAssertTrue(cause.message.contains("nowhere"))
        XCTAssertEqual(try open().first("SELECT count(*) FROM pet") { $0.int(0) }, 1)
        XCTAssertEqual(try migrate(people, email), [2], "a repaired program can go on, and the copy is taken afresh")
    }

    func testMigrate_stepsBeforeAFailureStay() throws {
        let bad = Migration(number: 2, name: "bad", sql: "NONSENSE;")
        _ = try refusal { try migrate(people, bad) }
        XCTAssertEqual(try migrate(people, email), [2])
    }

    func testMigrate_scriptCannotEndItsTransaction() throws {
        try migrate(people)
        for word in ["COMMIT", "ROLLBACK", "SAVEPOINT a", "ATTACH 'other.db' AS other"] {
            let sneaky = Migration(number: 2, name: "sneaky", sql: "DELETE FROM pet; \(word); SELECT 1;")
            guard case .failed = try refusal({ try migrate(people, sneaky) }) else { return XCTFail(word) }
            XCTAssertEqual(try open().first("SELECT count(*) FROM pet") { $0.int(0) }, 1, word)
        }
    }

    func testMigrate_rebuildingATableDoesNotCascade() throws {
        try migrate(people)
        let rebuild = Migration(
            number: 2, name: "rebuild",
            sql: """
                CREATE TABLE person_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT) STRICT;
                INSERT INTO person_new (id, name) SELECT id, name FROM person;
                DROP TABLE person;
                ALTER TABLE person_new RENAME TO person;
                """)
        try migrate(people, rebuild)
        XCTAssertEqual(try open().first("SELECT count(*) FROM pet") { $0.int(0) }, 1)
        XCTAssertEqual(try Database(path: scratch.path()).integrityCheck(), [])
    }

    func testMigrate_refusesToLeaveRowsThatPointAtNothing() throws {
        try migrate(people)
        let careless = Migration(number: 2, name: "careless", sql: "DELETE FROM person;")
        guard case .brokenForeignKeys(_, "0002_careless", let rows) = try refusal({ try migrate(people, careless) })
        else { return XCTFail("wrong error") }
        XCTAssertEqual(rows.count, 1)
        XCTAssertEqual(try open().first("SELECT count(*) FROM person") { $0.int(0) }, 1)
    }

    func testMigrate_refusesAnEditedOldFile() throws {
        try migrate(people)
        let edited = Migration(number: 1, name: "people", sql: people.sql + " ")
        XCTAssertEqual(
            try refusal { try migrate(edited, email) },
            .editedAfterwards(path: scratch.path(), migration: "0001_people"))
        XCTAssertEqual(scratch.files, ["rota.db"], "nothing was begun")
    }

    func testMigrate_refusesANewerDatabase() throws {
        try migrate(people, email)
        let error = try refusal { try migrate(people) }
        XCTAssertEqual(error, .databaseIsNewer(path: scratch.path(), database: 2, program: 1))
        XCTAssertTrue(error.description.contains("Install the newer version"))
    }

    func testMigrate_refusesGaps() throws {
        XCTAssertEqual(try refusal { _ = try migrator(people, Migration(number: 3, name: "c", sql: "")) },
                       .programHasGap(expected: 2, found: 3))
        XCTAssertEqual(try refusal { _ = try migrator(people, people) }, .programHasGap(expected: 2, found: 1))
        try migrate(people, email)
        try open().run("DELETE FROM schema_migrations WHERE number = 1")
        XCTAssertEqual(
            try refusal { try migrate(people, email) },
            .databaseHasGap(path: scratch.path(), expected: 1, found: 2))
    }

    func testMigrate_refusesAnotherProgramsDatabase() throws {
        let other = try Connection(path: scratch.path(), mode: .readWriteCreate)
        try other.run("CREATE TABLE photo (id INTEGER)")
        other.close()
        XCTAssertEqual(try refusal { try migrate(people) }, .foreignDatabase(path: scratch.path()))
    }

    func testMigrate_refusesWhatIsNoDatabase() throws {
        try scratch.write(Array(repeating: 65, count: 8192), to: "rota.db")
        let error = try refusal { try migrate(people) }
        guard case .unreadable(_, let cause) = error else { return XCTFail("\(error)") }
        XCTAssertTrue(cause.isCorrupt)
        XCTAssertTrue(error.description.contains("Restore the last backup"))
    }

    func testMigrate_withoutRoomForTheCopyChangesNothing() throws {
        try migrate(people)
        // A folder in the copy's place stands for every reason why it can't be written.
        try FileManager.default.createDirectory(
            atPath: scratch.path("rota.db.before-0002/x"), withIntermediateDirectories: true)
        let error = try refusal { try migrate(people, email) }
        guard case .backupFailed = error else { return XCTFail("\(error)") }
        XCTAssertEqual(try migrator(people, email).pending(path: scratch.path()), [email])
    }

    func testRead_takesNumberedFilesInOrder() throws {
        try scratch.write(Array("SELECT 2;".utf8), to: "0002_second.sql")
        try scratch.write(Array("SELECT 1;".utf8), to: "0001_first_one.sql")
        try scratch.write([], to: "notes.txt")
        let read = try Migration.read(folder: scratch.folder)
        XCTAssertEqual(read.map(\.label), ["0001_first_one", "0002_second"])
        XCTAssertEqual(read.map(\.sql), ["SELECT 1;", "SELECT 2;"])
    }

    func testRead_refusesOtherNames() throws {
        for name in ["1_first.sql", "0001-first.sql", "0001_.sql", "0001_First.sql", "first.sql", "٠٠٠١_first.sql"] {
            let folder = try Scratch()
            try folder.write([], to: name)
            XCTAssertEqual(try refusal { _ = try Migration.read(folder: folder.folder) }, .badFileName(name))
        }
        let missing = scratch.path("missing")
        XCTAssertEqual(try refusal { _ = try Migration.read(folder: missing) }, .folderUnreadable(missing))
    }
}
