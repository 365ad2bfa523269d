import HTML
import XCTest

final class HTMLBufferTests: XCTestCase {
    func testRaw_writesLiteralsAsTheyAre() {
        XCTAssertEqual(written { $0.raw("<p class=\"é\">") }, "<p class=\"é\">")
        XCTAssertEqual(written { $0.raw(">") }, ">")
        XCTAssertEqual(written { $0.raw("") }, "")
    }

    func testText_writesAllKindsOfNumbers() {
        for number in [0, 9, 10, 99, 100, 12_345, -1, -10, Int.max, Int.min] {
            XCTAssertEqual(written { $0.text(number) }, String(number))
            XCTAssertEqual(written { $0.attribute(number) }, String(number))
        }
    }

    func testBuffer_keepsEverythingWhileItGrows() {
        let line = String(repeating: "é<", count: 33)
        let page = written { html in
            for _ in 0..<1_000 { html.text(line) }
        }
        XCTAssertEqual(page, String(repeating: String(repeating: "é&lt;", count: 33), count: 1_000))
    }

    func testBuffer_takesOneRunLongerThanTwiceItsSize() {
        let long = String(repeating: "x", count: 100_000)
        XCTAssertEqual(written { html in
            html.raw("<")
            html.text(long)
        }, "<" + long)
    }

    func testBytes_canBeReadBetweenWrites() {
        var html = HTMLBuffer()
        html.raw("a")
        XCTAssertEqual(html.bytes, Array("a".utf8))
        html.raw("b")
        XCTAssertEqual(html.bytes, Array("ab".utf8))
    }

    func testSafeHTML_comesFromLiteralsEscapingAndViews() {
        XCTAssertEqual(SafeHTML(escaping: "<i>"), SafeHTML("&lt;i&gt;"))
        XCTAssertEqual(SafeHTML(rendering: Greeting(name: "A & B")), SafeHTML("<p>A &amp; B</p>"))
        XCTAssertEqual(SafeHTML("<b>") + SafeHTML(escaping: "<") + SafeHTML("</b>"), SafeHTML("<b>&lt;</b>"))
    }

    func testRendered_givesTheViewsBytes() {
        XCTAssertEqual(Greeting(name: "x").rendered(), Array("<p>x</p>".utf8))
    }
}

/// A view written by hand, as the compiler would write it.
private struct Greeting: View {
    let name: String

    func write(to html: inout HTMLBuffer) {
        html.raw("<p>")
        html.text(name)
        html.raw("</p>")
    }
}
