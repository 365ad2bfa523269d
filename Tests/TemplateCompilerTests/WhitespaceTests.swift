import TemplateCompiler
import XCTest

final class WhitespaceTests: XCTestCase {
    func testLines_ofDirectivesOnlyVanish() throws {
        XCTAssertEqual(
            try literals("<ul>\n  {{#for row in rows}}\n    <li>{{row}}</li>\n  {{/for}}\n  {{! note }}\n</ul>\n"), "<ul>\n<li>…</li>\n</ul>\n")
        XCTAssertEqual(try literals("a\n{{#if a}} {{#if b}}\nx\n{{/if}}{{/if}}\nb\n"), "a\nx\nb\n")
        XCTAssertEqual(try literals("a\n{{! over\n two lines }}\nb"), "a\nb")
    }

    func testLines_withAnythingElseKeepTheirEnd() throws {
        XCTAssertEqual(try literals("{{a}}\n{{#if b}}x{{/if}}\n"), "…\nx\n")
        XCTAssertEqual(try literals("a {{! note }} b\n"), "a  b\n")
    }

    func testIndentationAndBlankLines_go() throws {
        XCTAssertEqual(try literals("\n  <p>\n\n\t a  b  \n   {{c}}  \n  </p>\n\n"), "<p>\na  b\n…\n</p>\n")
        XCTAssertEqual(try literals("<p\n   class=\"a\"\n   id=\"b\">"), "<p\nclass=\"a\"\nid=\"b\">")
    }

    func testSpaces_withinALineStay() throws {
        XCTAssertEqual(try literals("<b>{{a}}</b> <i>{{b}}</i> {{c}}"), "<b>…</b> <i>…</i> …")
    }

    func testVerbatimPlaces_keepTheirSpace() throws {
        XCTAssertEqual(try literals("<pre>a\n   b\n\n  c</pre>\n   d"), "<pre>a\n   b\n\n  c</pre>\nd")
        XCTAssertEqual(try literals("<textarea>a\n   b \n</textarea>"), "<textarea>a\n   b \n</textarea>")
        XCTAssertEqual(try literals("<p title=\"a\n   b \n\nc\">"), "<p title=\"a\n   b \n\nc\">")
        XCTAssertEqual(try literals("<pre>{{#if a}}\n  x\n{{/if}}\n</pre>"), "<pre>\n\n  x\n</pre>")
    }

    func testVerbatimElements_protectTheFirstLineEndOfAValue() throws {
        XCTAssertEqual(try literals("<textarea name=\"a\">{{a}}</textarea>"), "<textarea name=\"a\">\n…</textarea>")
        XCTAssertEqual(try literals("<pre>{{a}}</pre>"), "<pre>\n…</pre>")
        XCTAssertEqual(try literals("<textarea>x{{a}}</textarea><p>{{b}}"), "<textarea>x…</textarea><p>…")
    }

    func testPartials_haveNoLineEndOfTheirOwn() throws {
        XCTAssertEqual(try literals("<b>{{a}}</b>\n", name: "shared/_tag"), "<b>…</b>")
        XCTAssertEqual(try literals("{{#if a}}\n<b></b>\n{{else}}\n<i></i>\n{{/if}}\n", name: "shared/_tag"), "<b></b><i></i>")
        XCTAssertEqual(try literals("<b>{{a}}</b>\n"), "<b>…</b>\n")
    }

    func testPartials_onALineOfTheirOwnKeepItsEnd() throws {
        XCTAssertEqual(
            try statements("{{#for row in rows}}\n  {{> shared/_row row}}\n{{/for}}\n"),
            ["for row in self.rows {", "Templates.shared__row(row, to: &html)", ##"html.raw(#"\#n"#)"##, "}"])
        XCTAssertEqual(try statements("{{> shared/_row row}}"), ["Templates.shared__row(self.row, to: &html)"])
    }

    func testWindowsLineEnds_areLineEnds() throws {
        XCTAssertEqual(try literals("<p>\r\n  {{#if a}}\r\n  x\r\n  {{/if}}\r\n</p>\r\n"), "<p>\nx\n</p>\n")
    }
}
