import XCTest

@testable import RotaDomain

/// A file's problems as a practice manager reads them.
final class FilePlacesTests: XCTestCase {
    private func words(_ bytes: [UInt8]) throws -> [String] {
        let places = FilePlaces(bytes)
        do {
            _ = try PracticeFileReader.read(bytes)
            return []
        } catch {
            return error.listed.map { "\(places.place($0)) | \(places.sentence($0))" }
        }
    }

    func testSentence_namesThePersonAndThePlaceTheEntry() throws {
        XCTAssertEqual(
            try words(PracticeFileFixture.spoilt("\"end\": \"2026-12-01\"", "\"end\": null")),
            ["line 23, terms, entry 3 | Dr Zoë \"Zo\" Mbeki: overlaps the clinician’s term from 5 August 2026 (terms, entry 2)"])
        XCTAssertEqual(
            try words(PracticeFileFixture.spoilt("\"Dr Tariq Lowe\", \"active\": false", "\"Dr Tariq Lowe\", \"active\": 5")).first,
            "line 18, clinicians, entry 3 | Dr Tariq Lowe: active must be true or false, not 5")
    }

    func testPlace_namesALineOnlyWhereThereAreSeveral() throws {
        let one = PracticeFileFixture.spoilt("\"end\": \"2026-12-01\"", "\"end\": 7").map { $0 == 0x0A ? 0x20 : $0 }
        XCTAssertEqual(try words(one).first, "terms, entry 2 | Dr Zoë \"Zo\" Mbeki: end must be a date YYYY-MM-DD, not 7")
    }

    func testSentence_ofWhatIsNoPracticeFile() throws {
        XCTAssertEqual(try words(Array("name,active\nAda,yes".utf8)), ["The whole file | This file is not a practice file: it does not begin with {"])
        XCTAssertEqual(try words([0x00, 0x01, 0x02]), ["The whole file | This file is not a practice file: it does not begin with {"])
        let broken = try words(Array("{\"locations\": [".utf8)).first ?? ""
        XCTAssertTrue(broken.hasPrefix("column 16 | It is not JSON: the file ends"), broken)
    }
}
