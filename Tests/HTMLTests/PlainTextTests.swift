import HTML
import XCTest

final class PlainTextTests: XCTestCase {
    private func text(_ body: String) -> String { PlainText(of: Array("<html><head><title>No</title></head><body>\(body)</body></html>".utf8)).text }

    func testText_isTheBodysWordsOnly() {
        XCTAssertEqual(text("<h1>Hello</h1>\n<p>One\n  and   two</p>"), "Hello\n\nOne and two\n")
    }

    func testText_hasALinksAddressOnALineOfItsOwn() {
        XCTAssertEqual(text("<p><a href=\"https://a.example/x?b=1&amp;c=2\">Choose a password</a></p><p>Then</p>"), "Choose a password:\nhttps://a.example/x?b=1&c=2\n\nThen\n")
    }

    func testText_saysAnAddressOnceThatIsItsOwnWords() {
        XCTAssertEqual(text("<p>See <a href=\"https://a.example/\">https://a.example/</a> now</p>"), "See https://a.example/ now\n")
    }

    func testText_goesOnAfterALinkOnANewLine() {
        XCTAssertEqual(text("<p>Open <a href=\"https://a.example/\">the rota</a> today</p>"), "Open the rota:\nhttps://a.example/\ntoday\n")
    }

    func testText_listsAndRows() {
        XCTAssertEqual(text("<ul><li>One</li><li>Two <strong>big</strong></li></ul>"), "- One\n- Two big\n")
        XCTAssertEqual(text("<table><tr><th>Date</th><th>Now</th></tr><tr><td>Mon</td><td>Duty</td></tr></table>"), "Date | Now\nMon | Duty\n")
    }

    func testText_decodesWhatTemplatesEscape_once() {
        XCTAssertEqual(text("<p>Bell &amp; O&#39;Neil &lt;b&gt; &quot;x&quot; &amp;lt;</p>"), "Bell & O'Neil <b> \"x\" &lt;\n")
    }

    func testText_ofWordsThatHoldMarkupIsNoMarkup() {
        XCTAssertEqual(text("<p>&lt;p&gt;injected&lt;/p&gt;</p>"), "<p>injected</p>\n")
    }
}
