import CSQLite
import SQLite
import XCTest

final class ConnectionTests: XCTestCase {
    private var db: Connection!

    override func setUpWithError() throws {
        db = try Connection(path: "", mode: .memory)
        try db.run(
            """
            CREATE TABLE thing (
                id INTEGER PRIMARY KEY,
                name TEXT NOT NULL UNIQUE CHECK (name <> 'forbidden'),
                size INTEGER CHECK (size >= 0),
                weight REAL,
                picture BLOB,
                parent INTEGER REFERENCES thing(id)
            ) STRICT
            """)
    }

    override func tearDown() {
        db = nil
    }

    private func insert(_ name: String, size: Int? = nil) throws -> Int {
        try db.insert("INSERT INTO thing (name, size) VALUES (:name, :size)", ["name": name, "size": size])
    }

    func testBind_keepsEveryStorageClass() throws {
        let values: [SQLValue] = [
            .null, .integer(.min), .integer(.max), .real(-0.5), .text(""), .text("Zoë\0né"), .blob([]), .blob([0, 255]),
        ]
        for value in values {
            let back = try db.first("SELECT :value", ["value": value]) { $0.value(0) }
            XCTAssertEqual(back, value)
        }
    }

    func testBind_takesSwiftValues() throws {
        let missing: String? = nil
        let present: Int? = 7
        let back = try db.first(
            "SELECT :text, :slice, :int, :int64, :double, :yes, :no, :bytes, :missing, :present, :nothing",
            [
                "text": "a", "slice": "abc".dropFirst(), "int": 1, "int64": Int64(2), "double": 0.25, "yes": true,
                "no": false, "bytes": [UInt8](arrayLiteral: 9), "missing": missing, "present": present, "nothing": nil,
            ]
        ) { row in (0..<11).map { row.value($0) } }
        XCTAssertEqual(
            back,
            [
                .text("a"), .text("bc"), .integer(1), .integer(2), .real(0.25), .integer(1), .integer(0), .blob([9]),
                .null, .integer(7), .null,
            ])
    }

    func testBind_textIsDataNeverSQL() throws {
        let name = "x'); DROP TABLE thing; --"
        _ = try insert(name)
        XCTAssertEqual(try db.first("SELECT name FROM thing") { $0.text(0) }, name)
    }

    func testBind_oneNameUsedTwiceIsGivenOnce() throws {
        let sum = try db.first("SELECT :a + :a + :b", ["b": 1, "a": 20]) { $0.int(0) }
        XCTAssertEqual(sum, 41)
    }

    func testParameters_missingUnknownOrDoubleThrow() throws {
        let missing = try sqliteError { try db.run("SELECT :a, :b", ["a": 1]) }
        XCTAssertEqual(missing.message, "parameter :b is missing")
        let unknown = try sqliteError { try db.run("SELECT :a", ["a": 1, "c": 1]) }
        XCTAssertEqual(unknown.message, "parameter :c is unknown")
        let double = try sqliteError { try db.run("SELECT :a", ["a": 1, "a": 2]) }
        XCTAssertEqual(double.message, "a parameter is given twice")
        let unnamed = try sqliteError { try db.run("SELECT ?", ["a": 1]) }
        XCTAssertEqual(unnamed.message, "parameters are written :name")
        XCTAssertEqual(try db.first("SELECT :a", ["a": 3]) { $0.int(0) }, 3, "a refused call leaves nothing behind")
    }

    func testPrepare_refusesWhatIsNotOneStatement() throws {
        XCTAssertEqual(try sqliteError { try db.run("SELECT 1; SELECT 2") }.message, "more than one statement")
        XCTAssertEqual(try sqliteError { try db.run("  -- nothing") }.message, "there is no statement")
        XCTAssertEqual(try sqliteError { try db.run("") }.message, "there is no statement")
        let syntax = try sqliteError { try db.run("SELEC 1") }
        XCTAssertEqual(syntax.code, 1)
        XCTAssertEqual(syntax.sql, "SELEC 1")
        XCTAssertNoThrow(try db.run("SELECT 1 ; \n"))
    }

    func testPrepare_doubleQuotesAreNotText() throws {
        XCTAssertThrowsError(try db.run("SELECT \"no such column\""))
    }

    func testRow_readsNullAndWrongTypesWithoutTrapping() throws {
        try db.each("SELECT NULL, 'word', 3.9, x'ff'") { row in
            XCTAssertEqual(row.int(0), 0)
            XCTAssertEqual(row.double(0), 0)
            XCTAssertEqual(row.bool(0), false)
            XCTAssertEqual(row.text(0), "")
            XCTAssertEqual(row.blob(0), [])
            XCTAssertNil(row.optionalInt(0))
            XCTAssertNil(row.optionalDouble(0))
            XCTAssertNil(row.optionalText(0))
            XCTAssertEqual(row.int(1), 0)
            XCTAssertEqual(row.optionalText(1), "word")
            XCTAssertEqual(row.int(2), 3)
            XCTAssertEqual(row.text(2), "3.9")
            XCTAssertEqual(row.text(3), "\u{FFFD}")
            XCTAssertEqual(row.withText(1) { Array($0) }, Array("word".utf8))
            XCTAssertEqual(row.withText(0) { $0.count }, 0)
        }
    }

    func testRow_columnThatIsNotThereThrowsAfterwards() throws {
        for column in [1, -1, Int.max] {
            let error = try sqliteError { _ = try db.first("SELECT 5") { $0.int(column) } }
            XCTAssertEqual(error.message, "column \(column) was asked for, of 1")
        }
        XCTAssertThrowsError(try db.all("SELECT 5") { $0.text(1) })
        XCTAssertThrowsError(try db.each("SELECT 5") { _ = $0.isNull(1) })
        XCTAssertEqual(try db.all("SELECT 5") { $0.int(0) }, [5])
    }

    func testRow_keptTooLongReadsNull() throws {
        var kept: Row?
        try db.each("SELECT 5") { kept = $0 }
        db.close()
        XCTAssertEqual(kept?.int(0), 0)
    }

    func testRun_countsItsOwnChangesOnly() throws {
        XCTAssertEqual(try db.run("INSERT INTO thing (name) VALUES ('a'), ('b')"), 2)
        XCTAssertEqual(try db.run("CREATE TABLE other (id INTEGER)"), 0)
        XCTAssertEqual(try db.run("SELECT 1"), 0)
        XCTAssertEqual(try db.run("UPDATE thing SET size = 1 WHERE name = 'z'"), 0)
        XCTAssertEqual(try db.run("DELETE FROM thing"), 2)
    }

    func testInsert_answersTheNewIdOrThrows() throws {
        let first = try insert("a")
        XCTAssertEqual(try insert("b"), first + 1)
        XCTAssertThrowsError(try db.insert("INSERT OR IGNORE INTO thing (name) VALUES ('a')"))
        XCTAssertThrowsError(
            try db.insert("INSERT INTO thing (name) VALUES ('a') ON CONFLICT (name) DO UPDATE SET size = 2"))
    }

    func testFirst_isNilWithoutARow() throws {
        XCTAssertNil(try db.first("SELECT 1 WHERE 0") { $0.int(0) })
    }

    func testErrors_tellWhichRuleWasBroken() throws {
        _ = try insert("a")
        let broken: [() throws -> Void] = [
            { _ = try self.insert("a") }, { _ = try self.insert("forbidden") }, { try self.db.run("INSERT INTO thing (id, name) VALUES (1, 'b')") },
            { try self.db.run("INSERT INTO thing (name, parent) VALUES ('c', 99)") }, { try self.db.run("INSERT INTO thing (name, size) VALUES ('d', 'big')") },
        ]
        let errors = try broken.map { body in try sqliteError { try body() } }
        XCTAssertEqual(errors.map(\.code), Array(repeating: SQLITE_CONSTRAINT, count: 5))
        // UNIQUE, CHECK, PRIMARY KEY, FOREIGN KEY, a STRICT table's type (sqlite.org/rescode.html).
        XCTAssertEqual(errors.map { $0.extendedCode >> 8 }, [8, 1, 6, 3, 12])
        XCTAssertEqual(errors.first?.message, "UNIQUE constraint failed: thing.name")
    }

    func testErrors_carryTheWordOfATrigger() throws {
        try db.executeScript(
            """
            CREATE TRIGGER thing_overlap BEFORE INSERT ON thing WHEN NEW.size = 13
            BEGIN SELECT RAISE(ABORT, 'overlap'); END;
            """)
        let error = try sqliteError { _ = try insert("a", size: 13) }
        XCTAssertEqual(error.message, "overlap")
        XCTAssertEqual(error.extendedCode, SQLITE_CONSTRAINT | (7 << 8))
    }

    func testErrors_neverHoldAValue() throws {
        _ = try insert("Mrs Private")
        let error = try sqliteError { _ = try insert("Mrs Private") }
        XCTAssertFalse(error.description.contains("Private"))
        XCTAssertTrue(error.description.contains("UNIQUE constraint failed: thing.name"))
    }

    func testCache_reentrantUseGetsAStatementOfItsOwn() throws {
        for name in ["a", "b", "c"] { _ = try insert(name) }
        func names(_ depth: Int) throws -> [String] {
            try db.all("SELECT name FROM thing ORDER BY name") { row in
                let inner = depth == 0 ? "" : try names(depth - 1).joined()
                return row.text(0) + inner
            }
        }
        XCTAssertEqual(try names(1), ["aabc", "babc", "cabc"])
        XCTAssertEqual(try names(0), ["a", "b", "c"])
    }

    func testCache_bodyThatThrowsLeavesTheStatementUsable() throws {
        for name in ["a", "b"] { _ = try insert(name) }
        func read(failing: Bool) throws -> [String] {
            try db.all("SELECT name FROM thing ORDER BY name") { row in
                if failing { throw Missing() }
                return row.text(0)
            }
        }
        XCTAssertThrowsError(try read(failing: true))
        XCTAssertEqual(try read(failing: false), ["a", "b"])
        XCTAssertNoThrow(try db.run("DROP TABLE thing"), "no statement holds the table any more")
    }

    func testCache_bindingsDoNotOutliveACall() throws {
        func size(_ value: Int?) throws -> Int? {
            try db.first("SELECT :size", ["size": value]) { $0.optionalInt(0) } ?? nil
        }
        XCTAssertEqual(try size(3), 3)
        XCTAssertNil(try size(nil))
    }

    func testCache_followsAChangeOfSchema() throws {
        func columns() throws -> Int {
            try db.first("SELECT * FROM wide") { row in row.isNull(1) ? 1 : 2 } ?? 0
        }
        try db.executeScript("CREATE TABLE wide (a INTEGER); INSERT INTO wide VALUES (1);")
        XCTAssertThrowsError(try columns())
        try db.executeScript("ALTER TABLE wide ADD COLUMN b INTEGER NOT NULL DEFAULT 0;")
        XCTAssertEqual(try columns(), 2)
    }

    func testClose_laterUseThrows() throws {
        db.close()
        db.close()
        XCTAssertEqual(try sqliteError { try db.run("SELECT 1") }.message, "the connection is closed")
        XCTAssertThrowsError(try db.executeScript("SELECT 1"))
    }
}
