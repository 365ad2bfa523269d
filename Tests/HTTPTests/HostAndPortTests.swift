import XCTest
@testable import HTTP

final class HostAndPortTests: XCTestCase {
    func testInit_takesNamesAndNumericAddresses() {
        for (text, host, port) in [("127.0.0.1:8080", "127.0.0.1", 8080), ("localhost:0", "localhost", 0), ("[::1]:65535", "::1", 65_535), ("0.0.0.0:80", "0.0.0.0", 80)] {
            let found = HostAndPort(text)
            XCTAssertEqual(found?.host, host, text)
            XCTAssertEqual(found.map { Int($0.port) }, port, text)
        }
    }

    func testInit_refusesWhatNobodyCanListenOn() {
        for text in ["", ":", "x:y", "8080", ":8080", "localhost", "localhost:", "localhost:65536", "localhost:-1", "::1:80", "[::1]", "[]:80", "a b:80", "http://a:80", "a:80/", "a:+80"] {
            XCTAssertNil(HostAndPort(text), text)
        }
    }
}
