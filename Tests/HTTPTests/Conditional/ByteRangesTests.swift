import XCTest
@testable import HTTP

/// RFC 9110 §14.1.2, §14.2, §15.3.7 and §15.5.17, on content of 10,000 bytes as in the RFC's own examples.
final class ByteRangesTests: XCTestCase {
    private func ranges(_ field: String, size: Int = 10_000) -> ByteRanges { ByteRanges(field, size: size) }

    func testInit_readsOneRange() {
        let table: [(String, Range<Int>)] = [
            ("bytes=0-499", 0..<500), ("bytes=500-999", 500..<1_000), ("bytes=-500", 9_500..<10_000), ("bytes=9500-", 9_500..<10_000), ("bytes=0-0", 0..<1),
            ("bytes=-1", 9_999..<10_000), ("bytes=9999-9999", 9_999..<10_000), ("bytes=0-", 0..<10_000), ("bytes=0-9999", 0..<10_000), ("bytes=0-10000", 0..<10_000),
            ("bytes=5-99999999999999999999999", 5..<10_000), ("bytes=-10000", 0..<10_000), ("bytes=-10001", 0..<10_000), ("bytes=-99999999999999999999999", 0..<10_000),
            ("BYTES=0-1", 0..<2), ("bytes= 0-1 ", 0..<2), ("bytes=,0-1,", 0..<2), ("bytes=007-0009", 7..<10),
        ]
        for (field, range) in table { XCTAssertEqual(ranges(field), .parts([range]), field) }
    }

    func testInit_findsNothingBeyondTheEnd() {
        for field in ["bytes=10000-", "bytes=10000-10001", "bytes=99999999999999999999999-", "bytes=-0", "bytes=-0, 10000-"] {
            XCTAssertEqual(ranges(field), .unsatisfiable, field)
        }
    }

    func testInit_ignoresWhatIsMalformedOrOfAnotherUnit() {
        for field in [
            "", "bytes", "bytes=", "bytes=,", "bytes 0-1", "bytes =0-1", "0-1", "lines=0-1", "bytes=1-0", "bytes=a-b", "bytes=0x0-1", "bytes=-", "bytes=--1", "bytes=1--2", "bytes=0-1-2",
            "bytes=+1-2", "bytes=1 - 2", "bytes=0-1;2-3", "bytes=0-1, x", "bytes=0-1, 3-2", "bytes=１-２",
        ] { XCTAssertEqual(ranges(field), .whole, field) }
    }

    func testInit_ignoresRangesOfNothing() {
        for field in ["bytes=0-", "bytes=-5", "bytes=0-0"] { XCTAssertEqual(ranges(field, size: 0), .whole, field) }
    }

    func testInit_keepsTheOrderOfSeveral() {
        XCTAssertEqual(ranges("bytes=500-600, 8000-8100 ,0-99"), .parts([500..<601, 8_000..<8_101, 0..<100]))
        XCTAssertEqual(ranges("bytes=0-0,-1"), .parts([0..<1, 9_999..<10_000]), "the RFC's own example")
        XCTAssertEqual(ranges("bytes=0-1,20000-,-1"), .parts([0..<2, 9_999..<10_000]), "what can't be satisfied is left out")
    }

    func testInit_joinsWhatOverlapsOrNearlyTouches() {
        XCTAssertEqual(ranges("bytes=500-700,601-999"), .parts([500..<1_000]), "the RFC's own example")
        XCTAssertEqual(ranges("bytes=0-99,100-199"), .parts([0..<200]))
        XCTAssertEqual(ranges("bytes=0-99,179-199"), .parts([0..<200]), "a gap of 79")
        XCTAssertEqual(ranges("bytes=0-99,180-199"), .parts([0..<100, 180..<200]), "a gap of 80")
        XCTAssertEqual(ranges("bytes=0-99,5000-5099,150-4950"), .parts([0..<5_100]), "one that bridges two")
        XCTAssertEqual(ranges("bytes=9000-9010,300-310,9005-9020"), .parts([9_000..<9_021, 300..<311]))
        XCTAssertEqual(ranges("bytes=0-,0-,0-,0-"), .parts([0..<10_000]), "never more than the content")
    }

    func testInit_ignoresMoreThanSixteen() {
        let many = (0..<17).map { "\($0 * 200)-\($0 * 200 + 1)" }
        guard case .parts(let parts) = ranges("bytes=" + many.prefix(16).joined(separator: ",")) else { return XCTFail("ignored") }
        XCTAssertEqual(parts.count, 16)
        XCTAssertEqual(ranges("bytes=" + many.joined(separator: ",")), .whole)
    }

    /// Whatever is asked for, what is given lies within the content, is apart, and is together no more than the whole.
    func testInit_staysWithinTheContent() {
        var random = SplitMix(state: 7)
        let words = ["0", "1", "99", "100", "150", "9223372036854775807", "9223372036854775808", "-", "-", "-", ",", " ", "x"]
        for _ in 0..<20_000 {
            let field = "bytes=" + (0..<Int.random(in: 1..<12, using: &random)).compactMap { _ in words.randomElement(using: &random) }.joined()
            let size = [0, 1, 100, 101, .max].randomElement(using: &random) ?? 0
            guard case .parts(let parts) = ranges(field, size: size) else { continue }
            XCTAssertTrue(parts.allSatisfy { !$0.isEmpty && $0.lowerBound >= 0 && $0.upperBound <= size }, field)
            let sorted = parts.sorted { $0.lowerBound < $1.lowerBound }
            for (one, next) in zip(sorted, sorted.dropFirst()) { XCTAssertLessThanOrEqual(one.upperBound, next.lowerBound, field) }
        }
    }
}
