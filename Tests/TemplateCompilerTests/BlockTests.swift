import TemplateCompiler
import XCTest

final class BlockTests: XCTestCase {
    func testValue_isAPropertyOfTheView() throws {
        XCTAssertEqual(try statements("<p>{{ term.type }}</p>"), [##"html.raw(#"<p>"#)"##, "html.text(self.term.type)", ##"html.raw(#"</p>"#)"##])
    }

    func testLoop_variableStandsForItselfInsideOnly() throws {
        XCTAssertEqual(
            try statements("{{#for row in table.rows}}{{row.name}}{{row}}{{title}}{{/for}}{{row}}"),
            ["for row in self.table.rows {", "html.text(row.name)", "html.text(row)", "html.text(self.title)", "}", "html.text(self.row)"])
    }

    func testLoop_canRunOverAnOuterLoopsVariable() throws {
        XCTAssertEqual(
            try statements("{{#for day in days}}{{#for cell in day.cells}}{{cell}}{{day.name}}{{/for}}{{/for}}"),
            ["for day in self.days {", "for cell in day.cells {", "html.text(cell)", "html.text(day.name)", "}", "}"])
    }

    func testEmpty_isWrittenWhereThereAreNoRows() throws {
        XCTAssertEqual(
            try statements("{{#for row in rows}}{{row}}{{#empty}}None{{row}}{{/for}}"),
            ["for row in self.rows {", "html.text(row)", "}", "if self.rows.isEmpty {", ##"html.raw(#"None"#)"##, "html.text(self.row)", "}"])
    }

    func testIf_hasAllItsForms() throws {
        XCTAssertEqual(
            try statements("{{#if a}}1{{else if not b.c}}2{{else if let d = e}}{{d}}{{else}}{{d}}{{/if}}"),
            [
                "if self.a {", ##"html.raw(#"1"#)"##, "} else if !self.b.c {", ##"html.raw(#"2"#)"##, "} else if let d = self.e {",
                "html.text(d)", "} else {", "html.text(self.d)", "}",
            ])
    }

    func testIfLet_canUnwrapALoopsVariable() throws {
        XCTAssertEqual(
            try statements("{{#for row in rows}}{{#if let row = row}}{{row}}{{/if}}{{/for}}"),
            ["for row in self.rows {", "if let row = row {", "html.text(row)", "}", "}"])
    }

    func testPartial_isCalledThroughTemplates() throws {
        XCTAssertEqual(try statements("{{> shared/_row row.cells}}"), ["Templates.shared__row(self.row.cells, to: &html)"])
        XCTAssertEqual(try statements("{{> shared/_row .}}"), ["Templates.shared__row(self, to: &html)"])
        XCTAssertEqual(try statements("{{#for row in rows}}{{>_row row}}{{/for}}"), ["for row in self.rows {", "Templates._row(row, to: &html)", "}"])
    }

    func testLayout_takesTheRestAsItsContent() throws {
        XCTAssertEqual(
            try statements("{{#layout layouts/page page}}\n{{title}}\n{{/layout}}"),
            ["Templates.layouts_page(self.page, to: &html) { html in", "html.text(self.title)", ##"html.raw(#"\#n"#)"##, "}"])
    }

    func testLayout_writesContentInItsPlaceAndCanBeNested() throws {
        XCTAssertEqual(
            try statements("{{#layout layouts/base base}}<main>{{content}}</main>{{/layout}}", name: "layouts/page"),
            ["Templates.layouts_base(self.base, to: &html) { html in", ##"html.raw(#"<main>"#)"##, "content(&html)", ##"html.raw(#"</main>"#)"##, "}"])
    }

    func testComment_leavesNothing() throws {
        XCTAssertEqual(try statements("a{{! {{ <script> }}b"), [##"html.raw(#"ab"#)"##])
    }

    func testBlocks_thatDoNotCloseAreRefused() {
        assertRefused("<p>\n{{#if a}}", line: 2, column: 1, "never closed with {{/if}}")
        assertRefused("{{#for a in b}}", line: 1, column: 1, "never closed with {{/for}}")
        assertRefused("{{#layout layouts/page p}}", line: 1, column: 1, "never closed with {{/layout}}")
        assertRefused("{{#if a}}\n {{/for}}", line: 2, column: 2, "the {{#if}} of line 2 needs its {{/if}} first")
        assertRefused("{{#for a in b}}{{#if c}}{{/for}}{{/if}}", line: 1, column: 25, "needs its {{/if}} first")
        assertRefused("{{#if a}}{{else}}{{else}}{{/if}}", line: 1, column: 18, "needs its {{/if}} first")
        assertRefused("{{#if a}}{{else}}{{else if b}}{{/if}}", line: 1, column: 18, "{{else if}} can't stand here")
    }

    func testBlocks_thatWereNeverOpenedAreRefused() {
        for stray in ["{{/if}}", "{{/for}}", "{{/layout}}", "{{else}}", "{{else if a}}", "{{#empty}}"] {
            assertRefused("<p>\n\(stray)</p>", line: 2, column: 1, "belongs to no open block")
        }
    }

    func testContent_standsInLayoutsOnceAndOutsideLoops() {
        assertRefused("{{content}}", line: 1, column: 1, "Only a template in layouts/")
        assertRefused("{{content}}\n{{content}}", line: 2, column: 1, "this is the second", name: "layouts/page")
        assertRefused("{{#for a in b}}{{content}}{{/for}}", line: 1, column: 16, "in a loop", name: "layouts/page")
        assertRefused("<p></p>", line: 0, column: 1, "A layout needs one {{content}}", name: "layouts/page")
        assertRefused("{{content}}", line: 1, column: 1, "Only a template in layouts/", name: "layouts/_head")
    }

    func testOtherTemplates_mustBeThere() {
        assertRefused("<p>{{> shared/_missing a}}", line: 1, column: 4, "no template Templates/shared/_missing.html")
        assertRefused("{{#layout layouts/missing a}}{{/layout}}", line: 1, column: 1, "no template Templates/layouts/missing.html")
    }

    func testBlocks_goOnlySoDeep() throws {
        func nested(_ depth: Int) -> String { String(repeating: "{{#if a}}", count: depth) + "x" + String(repeating: "{{/if}}", count: depth) }
        XCTAssertNoThrow(try swift(nested(32)))
        // Deep enough to have run out of stack.
        for depth in [33, 10_000] { assertRefused(nested(depth), line: 1, column: 32 * 9 + 1, "32 deep") }
        XCTAssertNoThrow(try swift(String(repeating: "{{#if a}}x{{else if b}}y{{/if}}", count: 100)))
    }

    func testComment_ofManyLinesEndsAtItsOwnMark() throws {
        XCTAssertEqual(try literals("<!--" + String(repeating: "\n", count: 3) + "--><p>\n"), "<!--\n\n\n--><p>\n")
        // Quadratic, this took a minute.
        assertRefused("<!--" + String(repeating: "\n", count: 60_000), line: 60_001, column: 1, "ends inside")
    }
}
