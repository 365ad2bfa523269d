import TemplateCompiler
import XCTest

final class DirectiveTests: XCTestCase {
    func testViewLine_isTheFirst() throws {
        let name = try XCTUnwrap(TemplateName("a/b"))
        for text in ["", "<p>", " {{view A}}", "\n{{view A}}", "{{! note }}{{view A}}", "{{a}}"] {
            XCTAssertThrowsError(try Template(name: name, bytes: Array(text.utf8)), text) { error in
                let error = error as? TemplateError
                XCTAssertEqual(error?.line, 1)
                XCTAssertEqual(error?.column, 1)
                XCTAssertEqual(error?.message, "The first line names the view: {{view ClinicianIndexView}}.")
            }
        }
        XCTAssertEqual(try Template(name: name, bytes: Array("{{view Rota.WeekView}}".utf8)).view, "Rota.WeekView")
        assertRefused("<p>\n{{view B}}", line: 2, column: 1, "on the first line only")
        assertRefused("{{view A B}}", line: 1, column: 1, "Write {{view")
    }

    func testUnknownDirectives_areRefused() {
        assertRefused("<p>{{#each a}}", line: 1, column: 4, "is unknown")
        assertRefused("{{#unless}}", line: 1, column: 1, "“#unless” is unknown")
        assertRefused("{{/each}}", line: 1, column: 1, "“/each” is unknown")
        assertRefused("{{/if a}}", line: 1, column: 1, "/if takes nothing after it")
        assertRefused("{{{a}}}", line: 1, column: 1, "Three braces")
        assertRefused("{{}}", line: 1, column: 1, "nothing between the braces")
        assertRefused("a\n  {{ b", line: 2, column: 3, "never closed with }}")
    }

    func testValues_arePathsOnly() {
        for expression in ["a + b", "a.b()", "a?.b", "a!", "a..b", ".a", "a.", "a[0]", "1a", "\"a\"", "a b", "é", "a-b"] {
            assertRefused("{{\(expression)}}", line: 1, column: 1, "not an expression")
        }
    }

    func testDirectives_withTheWrongWordsShowTheRightForm() {
        assertRefused("{{#for a b}}", line: 1, column: 1, "Write {{#for row in rows}}")
        assertRefused("{{#for a of b}}", line: 1, column: 1, "Write {{#for row in rows}}")
        assertRefused("{{#for a in b()}}", line: 1, column: 1, "Write {{#for row in rows}}")
        assertRefused("{{#if}}", line: 1, column: 1, "Write {{#if flag}}")
        assertRefused("{{#if a && b}}", line: 1, column: 1, "Write {{#if flag}}")
        assertRefused("{{#if !a}}", line: 1, column: 1, "Write {{#if flag}}")
        assertRefused("{{#if let a}}", line: 1, column: 1, "Write {{#if flag}}")
        assertRefused("{{#if a}}{{else b}}{{/if}}", line: 1, column: 10, "Write {{else}}")
        assertRefused("{{#if a}}{{else if}}{{/if}}", line: 1, column: 10, "Write {{#if flag}}")
        assertRefused("{{> shared/_row}}", line: 1, column: 1, "Write {{> shared/_row row}}")
        assertRefused("{{> shared/row row}}", line: 1, column: 1, "begins with _")
        assertRefused("{{> Shared/_row row}}", line: 1, column: 1, "Write {{> shared/_row row}}")
        assertRefused("{{> ../_row row}}", line: 1, column: 1, "Write {{> shared/_row row}}")
        assertRefused("{{#layout layouts/page}}", line: 1, column: 1, "Write {{#layout")
        assertRefused("{{#layout shared/page a}}", line: 1, column: 1, "Layouts lie in layouts/")
    }

    func testVariables_needFreeNames() {
        for name in ["html", "content", "self", "view", "class", "in", "Templates", "_"] {
            assertRefused("{{#for \(name) in rows}}{{/for}}", line: 1, column: 1, "Choose another name")
            assertRefused("{{#if let \(name) = a}}{{/if}}", line: 1, column: 1, "Choose another name")
        }
        assertRefused("{{#for a.b in rows}}{{/for}}", line: 1, column: 1, "is not a name")
    }

    func testPlaces_areCountedInCharactersAsEditorsDo() {
        assertRefused("<p>é王👩 {{#x}}", line: 1, column: 8, "unknown")
    }

    func testFiles_areCleanUTF8() throws {
        let name = try XCTUnwrap(TemplateName("a/b"))
        let view = Array("{{view A}}\n".utf8)
        for (bytes, words) in [(view + [0xFF], "not UTF-8"), ([0xEF, 0xBB, 0xBF] + view, "byte order mark"), (view + [0x00], "control character")] {
            XCTAssertThrowsError(try Template(name: name, bytes: bytes)) { error in
                XCTAssertTrue((error as? TemplateError)?.message.contains(words) == true, "\(error)")
            }
        }
    }

    func testDiagnostic_hasTheFormEditorsRead() {
        XCTAssertThrowsError(try swift("<p>{{a+b}}")) { error in
            let text = (error as? TemplateError)?.diagnostic(file: "/t/x.html")
            XCTAssertEqual(text, "/t/x.html:2:4: error: A value is a path such as row.name, not an expression. Work it out in the view.")
        }
    }

    func testNames_areLowerCasePaths() {
        for name in ["a", "clinicians/index", "shared/_row", "rota/week-grid2"] {
            XCTAssertEqual(TemplateName(name)?.path, name)
        }
        for name in ["", "/a", "a/", "a//b", "A", "a.b", "../a", "a b", "é"] {
            XCTAssertNil(TemplateName(name), name)
        }
        XCTAssertEqual(TemplateName("rota/week-grid/_row")?.identifier, "rota_week_grid__row")
    }
}
