import XCTest
@testable import HTTP

final class MultipartTests: XCTestCase {
    private func read(_ text: String, boundary: String = "XX", maximumParts: Int = 10) throws -> (fields: FormFields, files: [UploadedFile]) {
        try Multipart.read(Array(text.utf8), boundary: boundary, maximumParts: maximumParts)
    }

    private func part(_ disposition: String, _ content: String, type: String? = nil) -> String {
        "--XX\r\nContent-Disposition: form-data; \(disposition)\r\n" + (type.map { "Content-Type: \($0)\r\n" } ?? "") + "\r\n\(content)\r\n"
    }

    func testRead_givesFieldsAndFiles() throws {
        let text = part("name=\"a\"", "1") + part("name=\"file\"; filename=\"practice.json\"", "{\r\n--XY\r\n}", type: "Application/JSON") + part("name=b", "é") + part("name=\"a\"", "") + "--XX--\r\n"
        let (fields, files) = try read(text)
        XCTAssertEqual(fields.all("a"), ["1", ""])
        XCTAssertEqual(fields["b"], "é")
        XCTAssertEqual(files, [UploadedFile(fieldName: "file", filename: "practice.json", contentType: "application/json", bytes: Array("{\r\n--XY\r\n}".utf8))])
    }

    func testRead_keepsEveryByteOfAFile() throws {
        let bytes = (0..<2_000).map { UInt8(truncatingIfNeeded: $0 &* 7) } + Array("\r\n--X\r\n--".utf8)
        let head = Array(part("name=\"f\"; filename=\"x\"", "").utf8.dropLast(2))
        let (_, files) = try Multipart.read(head + bytes + Array("\r\n--XX--".utf8), boundary: "XX")
        XCTAssertEqual(files.first?.bytes, bytes)
        XCTAssertEqual(files.first?.contentType, "text/plain")
    }

    func testRead_takesPreambleEpilogueAndPadding() throws {
        let text = "preamble\r\n--XX \t\r\ncontent-disposition:form-data; name=a\r\nX-Other: y\r\n\r\nv\r\n--XX--epilogue"
        XCTAssertEqual(try read(text).fields["a"], "v")
        XCTAssertTrue(try read("--XX--").fields.isEmpty)
    }

    func testRead_makesALabelOfTheFileName() throws {
        let names = [
            ("a.json", "a.json"), ("C:\\dir\\a.json", "a.json"), ("../../etc/passwd", "passwd"), ("a%22b.txt", "a\"b.txt"), ("x%0D%0Ay", "xy"), ("100%.csv", "100%.csv"), ("..", ".."), ("", ""),
        ]
        for (sent, kept) in names {
            let (_, files) = try read(part("name=\"f\"; filename=\"\(sent)\"", "x") + "--XX--")
            XCTAssertEqual(files.first?.filename, kept, sent)
        }
    }

    func testFile_isNilWhenNoneWasChosen() throws {
        let text = part("name=\"f\"; filename=\"\"", "", type: "application/octet-stream") + "--XX--\r\n"
        let request = try Request(.post, "/", headers: ["Content-Type": "multipart/form-data; boundary=XX"], body: Array(text.utf8))
        XCTAssertNil(try FormBody(request).file("f"))
        let (_, files) = try read(part("name=\"f\"; filename=\"\"", "x") + "--XX--")
        XCTAssertEqual(FormBody(fields: FormFields(), files: files).file("f")?.bytes, Array("x".utf8))
    }

    func testRead_refusesWhatBreaksTheFormat() {
        let table = [
            "", "--XX", "--XX\r\n", "--XXx\r\n", part("name=a", "1"), part("name=a", "1") + "--XX", "--XX\r\nContent-Disposition: form-data; name=a\r\n",
            "--XX\r\n\r\nx\r\n--XX--", part("x=y", "1") + "--XX--", "--XX\r\nContent-Disposition: attachment; name=a\r\n\r\nx\r\n--XX--",
            "--XX\r\nno colon\r\n\r\nx\r\n--XX--", "--XX\r\nContent-Disposition: form-data; name=a\r\nContent-Disposition: form-data; name=b\r\n\r\nx\r\n--XX--",
            "--XX\r\nX: " + String(repeating: "y", count: 5_000) + "\r\n\r\nx\r\n--XX--",
        ]
        for text in table {
            XCTAssertThrowsError(try read(text), text.debugDescription) { XCTAssertEqual(($0 as? FormError)?.status, .badRequest) }
        }
        XCTAssertThrowsError(try Multipart.read(Array(part("name=a", "").utf8.dropLast(2)) + [0xFF] + Array("\r\n--XX--".utf8), boundary: "XX")) {
            XCTAssertEqual($0 as? FormError, .notText)
        }
        XCTAssertThrowsError(try read("--XX--", boundary: ""))
        XCTAssertThrowsError(try read("--XX--", boundary: String(repeating: "x", count: 71)))
    }

    func testRead_boundsTheNumberOfParts() throws {
        let text = String(repeating: part("name=a", "1"), count: 10)
        XCTAssertEqual(try read(text + "--XX--").fields.fields.count, 10)
        XCTAssertThrowsError(try read(text + part("name=a", "1") + "--XX--")) { XCTAssertEqual(($0 as? FormError)?.status, .contentTooLarge) }
    }

    func testRead_survivesNoise() {
        var random = SplitMix(state: 4)
        let good = Array((part("name=\"a\"", "1") + part("name=\"f\"; filename=\"g\"", "data", type: "text/csv") + "--XX--\r\n").utf8)
        var accepted = 0
        for _ in 0..<5_000 {
            var bytes = good
            for _ in 0..<2 { bytes[Int.random(in: bytes.indices, using: &random)] = [0x0D, 0x0A, 0x2D, 0x22, 0x3B, 0x3D, 0x00, 0xFF][Int.random(in: 0..<8, using: &random)] }
            bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random) / 3)
            if let read = try? Multipart.read(bytes, boundary: "XX") {
                accepted += 1
                XCTAssertLessThanOrEqual(read.fields.fields.count + read.files.count, 2)
            }
        }
        XCTAssertGreaterThan(accepted, 0)
    }
}
