import Foundation
import XCTest
@testable import HTTP

/// Answers with content: RFC 9110 §14 and §15.3.7, the same from memory and from a file.
final class RepresentationTests: XCTestCase {
    private let text = String((0..<1_000).map { Character(UnicodeScalar(UInt8(97 + $0 % 26))) })
    private let modified = 784_116_000
    private var folder = URL(fileURLWithPath: "/")

    override func setUpWithError() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("representation-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    override func tearDownWithError() throws { try FileManager.default.removeItem(at: folder) }

    private func both() throws -> [Representation] {
        let file = folder.appendingPathComponent("file")
        try Data(text.utf8).write(to: file)
        let tag = try XCTUnwrap(EntityTag("0123456789abcdef"))
        return [.bytes(Array(text.utf8)), .file(try XCTUnwrap(OpenFile(file.path)))].map {
            Representation($0, contentType: "text/plain", tag: tag, modified: modified, headers: ["Cache-Control": "no-cache"])
        }
    }

    private func responses(_ headers: Headers = [:], _ method: Method = .get) throws -> [Response] {
        try both().map { $0.response(to: try Request(method, "/", headers: headers), now: modified + 60) }
    }

    /// What a client would get.
    private func content(_ response: Response) throws -> String {
        switch response.body {
        case .empty, .stream: return ""
        case .bytes(let bytes): return String(decoding: bytes, as: UTF8.self)
        case .pieces(let pieces):
            var all = Data()
            for piece in pieces {
                switch piece {
                case .bytes(let bytes): all += bytes
                case .file(let file, let offset, let length):
                    var bytes = [UInt8](repeating: 0, count: length)
                    XCTAssertEqual(pread(file.descriptor, &bytes, length, off_t(offset)), length)
                    all += bytes
                }
            }
            return String(decoding: all, as: UTF8.self)
        }
    }

    func testResponse_isWholeWithItsValidators() throws {
        for response in try responses() {
            XCTAssertEqual(response.status, .ok)
            XCTAssertEqual(try content(response), text)
            XCTAssertEqual(response.headers["ETag"], "\"0123456789abcdef\"")
            XCTAssertEqual(response.headers["Last-Modified"], "Sun, 06 Nov 1994 10:00:00 GMT")
            XCTAssertEqual(response.headers["Accept-Ranges"], "bytes")
            XCTAssertEqual(response.headers["Content-Type"], "text/plain")
            XCTAssertEqual(response.headers["Cache-Control"], "no-cache")
            XCTAssertNil(response.headers["Content-Range"])
        }
    }

    func testResponse_isShortWhenNothingChanged() throws {
        for response in try responses(["If-None-Match": "\"0123456789abcdef\"", "Range": "bytes=0-1"]) {
            XCTAssertEqual(response.status, .notModified)
            XCTAssertEqual(response.headers.all.map(\.name), ["Cache-Control", "ETag"], "§15.4.5")
            XCTAssertEqual(response.body.count, 0)
        }
        for response in try responses(["If-Match": "\"other\""]) {
            XCTAssertEqual(response.status, .preconditionFailed)
            XCTAssertEqual(response.body.count, 0)
        }
    }

    func testResponse_isTheRangeAskedFor() throws {
        for response in try responses(["Range": "bytes=26-30"]) {
            XCTAssertEqual(response.status, .partialContent)
            XCTAssertEqual(response.headers["Content-Range"], "bytes 26-30/1000")
            XCTAssertEqual(response.headers["Content-Type"], "text/plain")
            XCTAssertEqual(response.headers["ETag"], "\"0123456789abcdef\"", "§15.3.7")
            XCTAssertEqual(try content(response), "abcde")
        }
        for response in try responses(["Range": "bytes=-2"]) { XCTAssertEqual(try content(response), String(text.suffix(2))) }
        for response in try responses(["Range": "bytes=998-5000"]) { XCTAssertEqual(response.headers["Content-Range"], "bytes 998-999/1000") }
    }

    func testResponse_toHeadHasNoRange() throws {
        for response in try responses(["Range": "bytes=0-1"], .head) {
            XCTAssertEqual(response.status, .ok)
            XCTAssertEqual(response.body.count, 1_000, "whose length is told, though it is not sent")
        }
    }

    func testResponse_saysWhenNothingIsThere() throws {
        for response in try responses(["Range": "bytes=1000-"]) {
            XCTAssertEqual(response.status, .rangeNotSatisfiable)
            XCTAssertEqual(response.headers["Content-Range"], "bytes */1000", "§15.5.17")
            XCTAssertEqual(response.body.count, 0)
        }
    }

    /// §14.6; one range of several that were asked for needs no parts (§15.3.7.2).
    func testResponse_hasAPartForEachRange() throws {
        for response in try responses(["Range": "bytes=0-2, 500-501, -3"]) {
            XCTAssertEqual(response.status, .partialContent)
            XCTAssertEqual(response.headers["Content-Type"], "multipart/byteranges; boundary=part-0123456789abcdef")
            XCTAssertNil(response.headers["Content-Range"], "§15.3.7.2")
            let wanted = [("0-2", "abc"), ("500-501", "gh"), ("997-999", String(text.suffix(3)))].map {
                "--part-0123456789abcdef\r\nContent-Type: text/plain\r\nContent-Range: bytes \($0)/1000\r\n\r\n\($1)\r\n"
            }
            XCTAssertEqual(try content(response), wanted.joined() + "--part-0123456789abcdef--\r\n")
            XCTAssertEqual(response.body.count, try content(response).utf8.count)
        }
        for response in try responses(["Range": "bytes=0-2,1-4"]) {
            XCTAssertEqual(response.headers["Content-Range"], "bytes 0-4/1000")
            XCTAssertEqual(try content(response), "abcde")
        }
    }

    func testResponse_ignoresWhatItDoesNotUnderstand() throws {
        for headers in [["Range": "lines=1-2"], ["Range": "bytes=2-1"], ["Range": "bytes=0-1", "If-Range": "\"other\""]] as [Headers] {
            for response in try responses(headers) {
                XCTAssertEqual(response.status, .ok)
                XCTAssertEqual(try content(response), text)
            }
        }
        var twice = Headers()
        twice.add("Range", "bytes=0-1")
        twice.add("Range", "bytes=2-3")
        for response in try responses(twice) { XCTAssertEqual(response.status, .ok, "§5.3: two of a field that is no list") }
    }

    func testResponse_ofNothingIsWhole() throws {
        let empty = Representation(.bytes([]), contentType: "text/plain", tag: try XCTUnwrap(EntityTag("e")), modified: modified)
        XCTAssertEqual(empty.response(to: try Request(.get, "/", headers: ["Range": "bytes=0-"]), now: modified).status, .ok)
    }
}
