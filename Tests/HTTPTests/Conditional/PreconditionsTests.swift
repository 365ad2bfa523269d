import XCTest
@testable import HTTP

/// RFC 9110 §13. The content has the tag "t" and was changed at 10:00:00.
final class PreconditionsTests: XCTestCase {
    private let modified = 784_116_000
    private var before: String { HTTPDate.format(modified - 1) }
    private var at: String { HTTPDate.format(modified) }
    private var after: String { HTTPDate.format(modified + 1) }

    private func outcome(_ headers: KeyValuePairs<String, String>, _ method: Method = .get, tag: String? = "t", dated: Bool = true, now: Int? = nil) throws -> Preconditions {
        var fields = Headers()
        for (name, value) in headers { fields.add(name, value) }
        let validators = Validators(tag: tag.flatMap { EntityTag($0) }, modified: dated ? modified : nil)
        return Preconditions(try Request(method, "/", headers: fields), validators, now: now ?? modified + 3_600)
    }

    private func check(_ table: [(KeyValuePairs<String, String>, Preconditions)], _ method: Method = .get, line: UInt = #line) throws {
        for (headers, wanted) in table { XCTAssertEqual(try outcome(headers, method), wanted, "\(headers)", line: line) }
    }

    func testNone_areMet() throws {
        try check([([:], .met(range: false)), (["Range": "bytes=0-1"], .met(range: true))])
        XCTAssertEqual(try outcome(["Range": "bytes=0-1"], .head), .met(range: false), "§14.2: for GET alone")
        XCTAssertEqual(try outcome(["Range": "bytes=0-1"], .post), .met(range: false))
    }

    func testIfNoneMatch_comparesWeakly() throws {
        try check([
            (["If-None-Match": "\"t\""], .notModified), (["If-None-Match": "W/\"t\""], .notModified), (["If-None-Match": "\"x\", \"t\""], .notModified),
            (["If-None-Match": "*"], .notModified), (["If-None-Match": "\"x\""], .met(range: false)), (["If-None-Match": "t"], .met(range: false)),
            (["If-None-Match": "\"x\"", "if-none-match": "\"t\""], .notModified),
        ])
        XCTAssertEqual(try outcome(["If-None-Match": "\"t\""], .head), .notModified)
        XCTAssertEqual(
            try outcome(["If-None-Match": String(repeating: "\"x\",", count: 1_024) + "\"t\""]), .met(range: false), "thousands of tags cost more than the content")
        XCTAssertEqual(try outcome(["If-None-Match": "*"], .put), .failed, "§13.1.2: other methods get 412")
        XCTAssertEqual(try outcome(["If-None-Match": "\"t\""], tag: nil), .met(range: false))
    }

    func testIfModifiedSince_countsWithoutIfNoneMatch() throws {
        try check([
            (["If-Modified-Since": at], .notModified), (["If-Modified-Since": after], .notModified), (["If-Modified-Since": before], .met(range: false)),
            (["If-Modified-Since": "yesterday"], .met(range: false)), (["If-Modified-Since": at, "If-modified-since": at], .met(range: false)),
            (["If-Modified-Since": after, "If-None-Match": "\"x\""], .met(range: false)), (["If-Modified-Since": before, "If-None-Match": "\"t\""], .notModified),
            (["If-Modified-Since": "Sunday, 06-Nov-94 10:00:00 GMT"], .notModified), (["If-Modified-Since": "Sun Nov  6 10:00:00 1994"], .notModified),
        ])
        XCTAssertEqual(try outcome(["If-Modified-Since": at], .post), .met(range: false), "§13.1.3: for GET and HEAD")
        XCTAssertEqual(try outcome(["If-Modified-Since": at], dated: false), .met(range: false))
    }

    func testIfMatch_comparesStrongly() throws {
        try check([
            (["If-Match": "\"t\""], .met(range: false)), (["If-Match": "*"], .met(range: false)), (["If-Match": "\"x\", \"t\""], .met(range: false)),
            (["If-Match": "W/\"t\""], .failed), (["If-Match": "\"x\""], .failed), (["If-Match": "t"], .failed), (["If-Match": ""], .failed),
            (["If-Match": "\"t\"", "If-None-Match": "\"t\""], .notModified), (["If-Match": "\"x\"", "If-None-Match": "\"t\""], .failed),
        ])
    }

    func testIfUnmodifiedSince_countsWithoutIfMatch() throws {
        try check([
            (["If-Unmodified-Since": at], .met(range: false)), (["If-Unmodified-Since": after], .met(range: false)), (["If-Unmodified-Since": before], .failed),
            (["If-Unmodified-Since": "yesterday"], .met(range: false)), (["If-Unmodified-Since": before, "If-Match": "\"t\""], .met(range: false)),
            (["If-Unmodified-Since": before, "If-None-Match": "\"t\""], .failed),
        ])
        XCTAssertEqual(try outcome(["If-Unmodified-Since": before], dated: false), .met(range: false))
    }

    func testIfRange_decidesWhetherTheRangeCounts() throws {
        let table: [(String, Bool)] = [
            ("\"t\"", true), ("W/\"t\"", false), ("\"x\"", false), ("\"t\", \"t\"", false), ("*", false), (at, true), (after, false), (before, false), ("yesterday", false),
        ]
        for (value, counts) in table {
            XCTAssertEqual(try outcome(["Range": "bytes=0-1", "If-Range": value]), .met(range: counts), value)
            XCTAssertEqual(try outcome(["If-Range": value]), .met(range: false), "§13.1.5: nothing without Range")
        }
        XCTAssertEqual(try outcome(["Range": "bytes=0-1", "If-Range": "\"t\"", "if-range": "\"t\""]), .met(range: false))
        XCTAssertEqual(try outcome(["Range": "bytes=0-1", "If-Range": "\"t\""], tag: nil), .met(range: false))
        XCTAssertEqual(try outcome(["Range": "bytes=0-1", "If-Range": at], now: modified), .met(range: false), "§8.8.2.2: it may change again within this second")
        XCTAssertEqual(try outcome(["Range": "bytes=0-1", "If-None-Match": "\"t\""]), .notModified, "§13.2.2: conditions come first")
    }
}
