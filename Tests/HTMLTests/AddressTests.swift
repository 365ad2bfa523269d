import HTML
import XCTest

final class AddressTests: XCTestCase {
    func testAddress_keepsLocalPathsAndHarmlessSchemes() {
        for address in [
            "/", "/clinicians/4?week=2026-11-23#mon", "#main", "?page=2", "https://example.org/a", "http://example.org", "HTTPS://EXAMPLE.ORG",
            "mailto:a@example.org", "tel:+441632960000", "webcal://example.org/feed.ics", "otpauth://totp/Elm:a%40example.org?secret=ABC",
        ] {
            XCTAssertEqual(written { $0.address(address) }, address)
        }
    }

    func testAddress_replacesEverythingElse() {
        for address in [
            "", "clinicians", "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "data:text/html,x", "vbscript:x",
            "//evil.example", "/\\evil.example", "/\t/evil.example", "/\n/evil.example", "\u{1}javascript:x", "java\nscript:x", "https:evil",
            "ftp://example.org", ".", "../x", "&#106;avascript:x", "\\\\evil.example", "http", "/a\u{7F}",
        ] {
            XCTAssertEqual(written { $0.address(address) }, "#", address)
        }
    }

    func testAddress_escapesForTheAttribute() {
        XCTAssertEqual(written { $0.address("/a?b=1&c=\"'>") }, "/a?b=1&amp;c=&quot;&#39;&gt;")
    }

    func testAddress_takesSubstrings() {
        XCTAssertEqual(written { $0.address("x/a".dropFirst()) }, "/a")
        XCTAssertEqual(written { $0.address("/javascript:".dropFirst()) }, "#")
    }

    func testAddressPart_encodesWhateverCouldEndTheComponent() {
        XCTAssertEqual(written { $0.addressPart("a/b?c=d&e#f g+h%") }, "a%2Fb%3Fc%3Dd%26e%23f%20g%2Bh%25")
        XCTAssertEqual(written { $0.addressPart("\"'<>\\") }, "%22%27%3C%3E%5C")
    }

    func testAddressPart_encodesUTF8ByteByByte() {
        XCTAssertEqual(written { $0.addressPart("é王") }, "%C3%A9%E7%8E%8B")
        XCTAssertEqual(written { $0.addressPart("xé".dropFirst()) }, "%C3%A9")
    }

    func testAddressPart_leavesWhatIsPlain() {
        XCTAssertEqual(written { $0.addressPart("aZ09-._~:@") }, "aZ09-._~:@")
        XCTAssertEqual(written { $0.addressPart(42) }, "42")
    }
}
