import TemplateCompiler
import XCTest

final class GeneratedFileTests: XCTestCase {
    func testPage_isAnExtensionOfItsViewWithMarksForEveryLine() throws {
        XCTAssertEqual(try swift("<h1>{{title}}</h1>\n<p>{{#if note}}\n{{text}}\n{{/if}}</p>\n"), ##"""
            // Made from Templates/things/index.html by TemplateTool. Change the template, not this file.
            import HTML

            #sourceLocation(file: "/t/x.html", line: 1)
            extension ThingView: PreviewableView {
                package func write(to html: inout HTMLBuffer) {
                    html.raw(#"<h1>"#)
            #sourceLocation(file: "/t/x.html", line: 2)
                    html.text(self.title)
                    html.raw(#"</h1>\#n<p>"#)
            #sourceLocation(file: "/t/x.html", line: 3)
                    if self.note {
                        html.raw(#"\#n"#)
            #sourceLocation(file: "/t/x.html", line: 4)
                        html.text(self.text)
                        html.raw(#"\#n"#)
                    }
                    html.raw(#"</p>\#n"#)
                }
            }
            #sourceLocation()

            """##)
    }

    func testPartial_hasAnEntryThatChecksItsViewsType() throws {
        XCTAssertTrue(try swift("<b></b>", name: "shared/_tag").contains("""
            extension Templates {
            #sourceLocation(file: "/t/x.html", line: 1)
                static func shared__tag(_ view: ThingView, to html: inout HTMLBuffer) {
                    view.write(to: &html)
                }
            }
            """))
    }

    func testLayout_takesContentAndNeedsNoPreview() throws {
        let text = try swift("{{content}}", name: "layouts/page")
        XCTAssertTrue(text.contains("extension ThingView {\n    package func write(to html: inout HTMLBuffer, content: (inout HTMLBuffer) -> Void) {"))
        XCTAssertTrue(text.contains("static func layouts_page(_ view: ThingView, to html: inout HTMLBuffer, content: (inout HTMLBuffer) -> Void) {"))
    }

    func testFileName_isEscapedInMarks() throws {
        let name = try XCTUnwrap(TemplateName("a"))
        let text = try Template(name: name, bytes: Array("{{view A}}".utf8)).swift(file: "/a \"b\"\\c") { _ in true }
        XCTAssertTrue(text.contains(##"#sourceLocation(file: "/a \"b\"\\c", line: 1)"##))
    }

    func testNeighbouringLiterals_becomeOne() throws {
        XCTAssertEqual(try statements("<p>\n{{! a }}\n<b>{{! b }}</b>\n\n</p>"), [##"html.raw(#"<p>\#n<b></b>\#n</p>"#)"##])
    }

    func testLiterals_surviveQuotesHashesAndBackslashes() throws {
        XCTAssertEqual(try statements("<a href=\"#x\">"), [###"html.raw(##"<a href="#x">"##)"###])
        XCTAssertEqual(try statements("a\\b \\(c) \\#n \"##\n"), [####"html.raw(###"a\b \(c) \#n "##\###n"###)"####])
        XCTAssertEqual(try statements("<p title=\"{{a}}\">").last, ##"html.raw(#"">"#)"##)
        XCTAssertEqual(try statements("\"\"\"\ta"), [##"html.raw(#"\#"""\#ta"#)"##])
        XCTAssertEqual(try statements("\""), [##"html.raw(#"\#""#)"##])
    }

    func testLongLiterals_areCutBetweenCharacters() throws {
        let text = "x" + String(repeating: "é", count: 5_000)
        let cut = try statements(text)
        XCTAssertEqual(cut.count, 5)
        XCTAssertEqual(cut.map { $0.dropFirst("html.raw(#\"".count).dropLast("\"#)".count) }.joined(), text)
        XCTAssertTrue(cut.allSatisfy { $0.utf8.count < 2_100 })
    }

    func testList_namesAllAndShowsAllButLayouts() throws {
        let templates = try [("clinicians/index", "{{view IndexView}}"), ("layouts/page", "{{view PageView}}{{content}}"), ("shared/_row", "{{view RowView}}")]
            .map { try Template(name: XCTUnwrap(TemplateName($0.0)), bytes: Array($0.1.utf8)) }
        let text = TemplateList.swift(templates)
        for name in ["clinicians/index", "layouts/page", "shared/_row"] { XCTAssertTrue(text.contains("        \"\(name)\",\n")) }
        XCTAssertTrue(text.contains("previews.append(preview(\"clinicians/index\", of: IndexView.self))"))
        XCTAssertTrue(text.contains("previews.append(preview(\"shared/_row\", of: RowView.self))"))
        XCTAssertFalse(text.contains("PageView.self"))
    }

    /// Whatever an author mistypes, the compiler answers with Swift or with a sentence; it never stops by a trap.
    func testCompiler_survivesMangledTemplates() throws {
        let seed = Array(
            "<p class=\"a {{b}}\"{{#if c}} id='x'{{/if}}>{{#for d in e}}<a href=\"/x/{{d}}\">{{d.f}}</a>{{#empty}}é{{/for}}</p><!-- g --><pre>{{h}}\n </pre>\n".utf8)
        let extras = Array("{}<>\"'/=#! \n&{{/if}}{{else}}<textarea><script></title>".utf8)
        var state: UInt64 = 11
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        var compiled = 0
        for _ in 0..<2_000 {
            var bytes = seed
            for _ in 0...next(3) {
                let place = next(bytes.count)
                switch next(3) {
                case 0: bytes.remove(at: place)
                case 1: bytes.insert(extras[next(extras.count)], at: place)
                default: bytes.replaceSubrange(place..<min(bytes.count, place + next(9)), with: extras[next(extras.count)...].prefix(next(6)))
                }
            }
            if (try? swift(String(decoding: bytes, as: UTF8.self))) != nil { compiled += 1 }
        }
        XCTAssertGreaterThan(compiled, 50)
        XCTAssertLessThan(compiled, 1_950)
    }
}
