import Civil
import XCTest

@testable import RotaBackups

final class BackupNameTests: XCTestCase {
    func testName_isTheMomentInUTC() throws {
        let name = BackupName(try XCTUnwrap(Instant(iso: "2026-11-21T02:30:05Z")))
        XCTAssertEqual(name.file, "rota-20261121T023005Z.db")
        XCTAssertEqual(BackupName(file: name.file), name)
    }

    func testName_ofAnythingElse() {
        for file in [
            "rota.db", "rota-20261121T023005Z.db.sha256", "rota-20261121T023005Z.db-wal", ".rota-20261121T023005Z.db", "rota-20261321T023005Z.db",
            "rota-20261121T246005Z.db", "rota-20261121t023005Z.db", "rota-2026112aT023005Z.db", "Rota-20261121T023005Z.db", "rota-20261121T023005Z.dbx", "",
        ] { XCTAssertNil(BackupName(file: file), file) }
    }

    func testName_ordersByMoment() {
        XCTAssertLessThan(BackupName(Instant(seconds: 999_999_999)), BackupName(Instant(seconds: 1_000_000_000)))
    }
}
