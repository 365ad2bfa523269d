import Foundation
import HTTP
import XCTest

@testable import RotaWeb

/// Files that anybody may have: which they are, and how they are asked for (RFC 9110 §13, §14; ASVS 5.3.2, 13.4.1).
final class AssetsTests: XCTestCase {
    private var folder = URL(fileURLWithPath: "/")
    private var root: URL { folder.appendingPathComponent("Public") }

    override func setUpWithError() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("assets-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: root.appendingPathComponent("icons"), withIntermediateDirectories: true)
        try Data("outside".utf8).write(to: folder.appendingPathComponent("secret.txt"))
        try write("small.css", "body {}")
        try write("icons/mark one.svg", "<svg/>")
        try write("large.css", String(repeating: "p { color: red }\n", count: 2_000))
    }

    override func tearDownWithError() throws { try FileManager.default.removeItem(at: folder) }

    private func write(_ name: String, _ text: String) throws { try Data(text.utf8).write(to: root.appendingPathComponent(name)) }

    private func get(_ assets: Assets, _ target: String, _ headers: Headers = [:], _ method: HTTP.Method = .get) throws -> Response? {
        let request = try Request(method, target, headers: headers)
        return Assets.mayHave(request) ? assets.find(request)?.response(to: request, now: 4_000_000_000) : nil
    }

    private func content(_ response: Response?) -> String? {
        guard let response else { return nil }
        switch response.body {
        case .empty, .stream: return ""
        case .bytes(let bytes): return String(decoding: bytes, as: UTF8.self)
        case .pieces(let pieces):
            return pieces.map { piece in
                switch piece {
                case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
                case .file(let file, let offset, let length): String(decoding: (file.contents() ?? [])[offset..<offset + length], as: UTF8.self)
                }
            }.joined()
        }
    }

    func testFind_hasEachFileUnderTwoAddresses() throws {
        let assets = try Assets(folder: root)
        for (name, text) in [("small.css", "body {}"), ("icons/mark one.svg", "<svg/>")] {
            let address = assets.address(name)
            XCTAssertTrue(address.hasPrefix("/assets/"), address)
            let kept = try XCTUnwrap(try get(assets, address), address)
            XCTAssertEqual(content(kept), text)
            XCTAssertEqual(kept.headers["Cache-Control"], "public, max-age=31536000, immutable")
            let plain = try XCTUnwrap(try get(assets, "/assets/" + name.replacing(" ", with: "%20")))
            XCTAssertEqual(content(plain), text)
            XCTAssertEqual(plain.headers["Cache-Control"], "no-cache")
            XCTAssertEqual(plain.headers["ETag"], kept.headers["ETag"])
            XCTAssertEqual(kept.headers["ETag"]?.count, 66, "the SHA-256 in quotes")
        }
        XCTAssertEqual(content(try get(assets, "/assets/%73mall.css?v=1")), "body {}", "another way to write the same address")
        XCTAssertEqual(assets.address("missing.css"), "/assets/missing.css")
        XCTAssertNil(try get(assets, "/assets/missing.css"))
    }

    func testAddress_changesWithTheContent() throws {
        let before = try Assets(folder: root)
        try write("small.css", "body { }")
        let after = try Assets(folder: root)
        XCTAssertNotEqual(before.address("small.css"), after.address("small.css"))
        XCTAssertEqual(before.address("large.css"), after.address("large.css"))
        XCTAssertNil(try get(after, before.address("small.css")), "an old fingerprint would be kept for ever with the new content")
    }

    /// Only what is opened at the start is ever sent.
    func testFind_hasNoWayOut() throws {
        let assets = try Assets(folder: root)
        try write("late.css", "later")
        for target in [
            "/assets/late.css", "/assets", "/assets/", "/assets/icons", "/assets/icons/", "/assets//small.css", "/assets/small.css/", "/assets/small.css/x", "/Assets/small.css",
            "/assets/SMALL.css", "/assets/...", "/assets/%252e%252e/secret.txt", "/assets/..%255csecret.txt", "/assets/small.css%20", "/assets/icons%E2%88%95mark.svg", "/small.css",
        ] { XCTAssertNil(try get(assets, target), target) }
        for target in ["/assets/../secret.txt", "/assets/%2e%2e/secret.txt", "/assets/icons/..%2f..%2fsecret.txt", "/assets/..\\secret.txt", "/assets/small.css%00.svg", "/assets/%c0%ae%c0%ae/secret.txt"] {
            XCTAssertThrowsError(try Request(.get, target), target)
        }
    }

    func testInit_leavesOutLinksPipesDevicesAndHiddenFiles() throws {
        let manager = FileManager.default
        try manager.createSymbolicLink(at: root.appendingPathComponent("link.txt"), withDestinationURL: folder.appendingPathComponent("secret.txt"))
        try manager.createSymbolicLink(at: root.appendingPathComponent("near.css"), withDestinationURL: root.appendingPathComponent("small.css"))
        try manager.createSymbolicLink(at: root.appendingPathComponent("dangling.css"), withDestinationURL: folder.appendingPathComponent("nowhere"))
        try manager.createSymbolicLink(at: root.appendingPathComponent("zero.txt"), withDestinationURL: URL(fileURLWithPath: "/dev/zero"))
        try manager.createSymbolicLink(at: root.appendingPathComponent("out"), withDestinationURL: folder)
        XCTAssertEqual(mkfifo(root.appendingPathComponent("pipe.css").path, 0o600), 0)
        try write(".hidden.css", "hidden")
        try manager.createDirectory(at: root.appendingPathComponent(".git"), withIntermediateDirectories: true)
        try write(".git/config.txt", "hidden")
        try write("program.exe", "of no type that is served")
        // Only root can make one.
        _ = mknod(root.appendingPathComponent("device.css").path, S_IFCHR | 0o600, 0x0105)
        XCTAssertEqual(try PublicFolder(root).entries.map(\.name), ["icons/mark one.svg", "large.css", "program.exe", "small.css"])
        let assets = try Assets(folder: root)
        for name in ["link.txt", "near.css", "dangling.css", "zero.txt", "out/secret.txt", "pipe.css", ".hidden.css", ".git/config.txt", "device.css", "program.exe"] {
            XCTAssertNil(try get(assets, "/assets/\(name)"), name)
        }
    }

    func testInit_followsALinkToTheFolderItself() throws {
        let link = folder.appendingPathComponent("share")
        try FileManager.default.createSymbolicLink(at: link, withDestinationURL: root)
        XCTAssertEqual(try PublicFolder(link).entries.count, 3)
    }

    func testInit_saysWhatIsMissing() throws {
        XCTAssertThrowsError(try Assets(folder: folder.appendingPathComponent("nowhere")))
    }

    func testResponse_sendsLargeFilesFromWhereTheyLie() throws {
        let assets = try Assets(folder: root)
        guard case .pieces(let pieces)? = try get(assets, "/assets/large.css")?.body, case .file(_, 0, 34_000)? = pieces.first, pieces.count == 1 else {
            return XCTFail("not from the file")
        }
        guard case .bytes? = try get(assets, "/assets/small.css")?.body else { return XCTFail("not in one send with its head") }
        XCTAssertEqual(content(try get(assets, "/assets/large.css", ["Range": "bytes=17-32"])), "p { color: red }")
    }

    /// A file that is replaced, as an upgrade does, is sent on as it was until the restart.
    func testResponse_staysTheSameUntilTheRestart() throws {
        let assets = try Assets(folder: root)
        let before = content(try get(assets, "/assets/large.css"))
        try FileManager.default.removeItem(at: root.appendingPathComponent("large.css"))
        try write("large.css", String(repeating: "q { color: blue }\n", count: 2_000))
        XCTAssertEqual(content(try get(assets, "/assets/large.css")), before)
    }

    func testResponse_answersConditionsAndRanges() throws {
        let file = root.appendingPathComponent("small.css")
        try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSince1970: 784_116_000)], ofItemAtPath: file.path)
        let assets = try Assets(folder: root)
        let tag = try XCTUnwrap(try get(assets, "/assets/small.css")?.headers["ETag"]), date = "Sun, 06 Nov 1994 10:00:00 GMT"
        let table: [(Headers, Status, String)] = [
            ([:], .ok, "body {}"), (["If-None-Match": tag], .notModified, ""), (["If-None-Match": "\"x\", W/\(tag)"], .notModified, ""), (["If-None-Match": "\"x\""], .ok, "body {}"),
            (["If-Modified-Since": date], .notModified, ""), (["If-Match": "\"x\""], .preconditionFailed, ""), (["Range": "bytes=0-3"], .partialContent, "body"),
            (["Range": "bytes=-2", "If-Range": tag], .partialContent, "{}"), (["Range": "bytes=-2", "If-Range": date], .partialContent, "{}"),
            (["Range": "bytes=-2", "If-Range": "\"x\""], .ok, "body {}"), (["Range": "bytes=7-"], .rangeNotSatisfiable, ""),
        ]
        for (headers, status, text) in table {
            let response = try get(assets, "/assets/small.css", headers)
            XCTAssertEqual(response?.status, status, "\(headers.all)")
            XCTAssertEqual(content(response), text, "\(headers.all)")
            XCTAssertEqual(response?.headers["ETag"], tag, "\(headers.all)")
            XCTAssertEqual(response?.headers["Cache-Control"], "no-cache", "\(headers.all)")
        }
        XCTAssertEqual(try get(assets, "/assets/small.css")?.headers["Last-Modified"], date)
    }

    /// RFC 9110 §8.8.2.1
    func testLastModified_isNeverInTheFuture() throws {
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: 7_000_000_000)], ofItemAtPath: root.appendingPathComponent("small.css").path)
        let told = try XCTUnwrap(try get(try Assets(folder: root), "/assets/small.css")?.headers["Last-Modified"])
        XCTAssertLessThanOrEqual(try XCTUnwrap(HTTPDate.parse(told, now: 0)), Int(Date().timeIntervalSince1970))
    }

    func testApp_servesThemWithEverythingElseOfAnAnswer() throws {
        let app = try TestApp()
        let stylesheet = app.practice.assets.address("app.css")
        XCTAssertEqual(try app.get(stylesheet, headers: ["Range": "bytes=0-9"]).status, .partialContent)
        XCTAssertEqual(try app.get(stylesheet, headers: ["Range": "bytes=0-9"]).headers["X-Content-Type-Options"], "nosniff")
        XCTAssertEqual(try app.browser.send(.head, stylesheet).status, .ok)
        XCTAssertEqual(try app.browser.send(.options, "/assets/nothing.css").status, .notFound)
        XCTAssertEqual(try app.get("/assets").status, .notFound)
    }
}
