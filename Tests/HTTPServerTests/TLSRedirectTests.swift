import Locks
import XCTest
@testable import HTTP
@testable import HTTPServer

/// The plain door beside https (RFC 9110 §15.4.9, RFC 6797 §7.2).
final class TLSRedirectTests: XCTestCase {
    private let page: Headers = ["Host": "other.example", "Accept": "text/html,application/xhtml+xml,*/*;q=0.8"]

    private func answer(_ method: HTTP.Method, _ target: String, _ headers: Headers? = nil, base: String = "https://rota.example") throws -> Response {
        try XCTUnwrap(TLSRedirect(baseURL: base)).respond(to: Request(method, target, headers: headers ?? page))
    }

    func testPage_isSentOnWithItsPathAndQuery() throws {
        for (target, path) in [
            ("/", "/"), ("/rota?week=2026-W47&group=3", "/rota?week=2026-W47&group=3"), ("/a%20b/%C3%A9?x=%0D%0A", "/a%20b/%C3%A9?x=%0D%0A"),
            ("//evil.example/x", "//evil.example/x"), ("http://evil.example/x?y", "/x?y"), ("/?a?b", "/?a?b"),
        ] {
            for method in [HTTP.Method.get, .head] {
                let response = try answer(method, target)
                XCTAssertEqual(response.status, .permanentRedirect)
                XCTAssertEqual(response.headers["Location"], "https://rota.example" + path)
                XCTAssertEqual(response.headers["Cache-Control"], "no-store")
                XCTAssertNil(response.headers["Strict-Transport-Security"])
            }
        }
    }

    func testAddress_isTheProgramsWhateverTheClientSays() throws {
        XCTAssertEqual(try answer(.get, "/x", base: "https://rota.example:8443/practice").headers["Location"], "https://rota.example:8443/x")
        XCTAssertEqual(try answer(.get, "/x", base: "https://[::1]:8443").headers["Location"], "https://[::1]:8443/x")
    }

    /// `curl -I` too, and a watcher that names no type at all; Host is never copied.
    func testHeaders_areNeverAskedFor() throws {
        for method in [HTTP.Method.get, .head] {
            for headers: Headers in [["Host": "evil.example", "Accept": "*/*"], ["Accept": "text/calendar"], ["User-Agent": "curl/8"], [:]] {
                let response = try answer(method, "/x?y", headers)
                XCTAssertEqual(response.status, .permanentRedirect)
                XCTAssertEqual(response.headers["Location"], "https://rota.example/x?y")
            }
        }
    }

    func testOtherMethods_areRefusedInWords() throws {
        for method in [HTTP.Method.post, .put, .delete, .options] {
            let response = try answer(method, "/x")
            XCTAssertEqual(response.status, .forbidden)
            XCTAssertNil(response.headers["Location"])
            guard case .bytes(let body) = response.body else { return XCTFail("no words") }
            XCTAssertTrue(String(decoding: body, as: UTF8.self).contains("use https://rota.example/"))
        }
    }

    func testWithoutHTTPS_thereIsNone() {
        for base in ["", "http://rota.example", "https://", "https:///x", "ftp://rota.example"] { XCTAssertNil(TLSRedirect(baseURL: base), base) }
    }

    func testServer_answersAndCloses() throws {
        let noted = Monitor<[String]>([])
        let server = try XCTUnwrap(TLSRedirect(baseURL: "https://rota.example")).server(noting: { request, answer in
            let response = answer(request)
            noted.withLock { $0.append("\(request.method.rawValue) \(response.status.code)") }
            return response
        })
        defer { server.stop() }
        let address = try XCTUnwrap(server.start(on: [.tcp(host: "127.0.0.1", port: 0)]).first)
        let browser = TestClient(address).get("/rota?week=1", "Accept: text/html\r\n")
        let response = browser.response()
        XCTAssertEqual(response?.status, 308)
        XCTAssertEqual(response?.headers["location"], "https://rota.example/rota?week=1")
        XCTAssertEqual(browser.rest(), "")
        let form = TestClient(address).send("POST /login HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\na=b")
        XCTAssertEqual(form.response()?.status, 403)
        XCTAssertEqual(form.rest(), "")
        XCTAssertEqual(noted.withLock { $0 }, ["GET 308", "POST 403"], "each once")
    }
}
