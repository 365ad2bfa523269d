import XCTest

@testable import Mail

/// RFC 2045 §6.7.
final class QuotedPrintableTests: XCTestCase {
    private func encode(_ text: String) -> String { String(decoding: QuotedPrintable.encode(text), as: UTF8.self) }

    /// By the standard's rules, without looking at how it was encoded.
    private func decode(_ text: String) throws -> String {
        var bytes: [UInt8] = [], rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == 0x3D else {
                bytes.append(byte)
                continue
            }
            let next = String(decoding: rest.prefix(2), as: UTF8.self)
            rest = rest.dropFirst(2)
            if next != "\r\n" { bytes.append(try XCTUnwrap(UInt8(next, radix: 16))) }
        }
        return try XCTUnwrap(String(bytes: bytes, encoding: .utf8))
    }

    func testEncode_keepsWhatIsPlain_andNamesTheRest() {
        XCTAssertEqual(encode("Hello, world!"), "Hello, world!")
        XCTAssertEqual(encode("1 + 1 = 2"), "1 + 1 =3D 2")
        XCTAssertEqual(encode("Café"), "Caf=C3=A9")
        XCTAssertEqual(encode("a\nb\r\nc\rd"), "a\r\nb\r\nc\r\nd")
        XCTAssertEqual(encode("blank \nends\t\n and "), "blank=20\r\nends=09\r\n and=20")
        XCTAssertEqual(encode(".\n..x\nFrom me\nFrom\nz From"), "=2E\r\n=2E.x\r\n=46rom me\r\nFrom\r\nz From")
        XCTAssertEqual(encode("\u{0}\u{7F}"), "=00=7F")
        XCTAssertEqual(encode(""), "")
    }

    func testEncode_breaksLinesAt76() {
        XCTAssertEqual(encode(String(repeating: "x", count: 76)), String(repeating: "x", count: 76))
        XCTAssertEqual(encode(String(repeating: "x", count: 77)), String(repeating: "x", count: 75) + "=\r\nxx")
        XCTAssertEqual(encode(String(repeating: "x", count: 75) + "é"), String(repeating: "x", count: 75) + "=\r\n=C3=A9")
        XCTAssertEqual(encode(String(repeating: "x", count: 75) + ".y"), String(repeating: "x", count: 75) + "=\r\n=2Ey", "no dot at a line's start, broken by us or not")
    }

    /// Every text comes back, with CRLF for its lines' ends, and no line is longer than 76 or begins with a dot or ends in a blank.
    func testEncode_losesNothing() throws {
        var generator = SystemRandomNumberGenerator()
        let pieces = ["x", " ", "\t", "=", ".", "é", "上", "\n", "From ", "\u{1F600}", "word", "\r\n", "0123456789"]
        for _ in 0..<400 {
            let text = (0..<Int.random(in: 0...200, using: &generator)).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            let encoded = encode(text), lines = encoded.components(separatedBy: "\r\n")
            XCTAssertTrue(lines.allSatisfy { $0.utf8.count <= 76 && !$0.hasPrefix(".") && !$0.hasPrefix("From ") && !$0.hasSuffix(" ") && !$0.hasSuffix("\t") }, text.debugDescription)
            XCTAssertTrue(encoded.utf8.allSatisfy { $0 < 0x7F })
            let expected = text.replacingOccurrences(of: "\r\n", with: "\n").replacingOccurrences(of: "\n", with: "\r\n")
            XCTAssertEqual(try decode(encoded), expected, text.debugDescription)
        }
    }
}
