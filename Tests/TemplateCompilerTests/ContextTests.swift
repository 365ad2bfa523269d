import TemplateCompiler
import XCTest

final class ContextTests: XCTestCase {
    /// The functions of `HTMLBuffer` that the values of a template go through, in order.
    private func functions(_ body: String) throws -> [String] {
        try statements(body).filter { $0.hasPrefix("html.") && !$0.hasPrefix("html.raw") }
            .map { String($0.dropFirst("html.".count).prefix { $0 != "(" }) }
    }

    func testText_isTheContextBetweenTags() throws {
        XCTAssertEqual(try functions("{{a}}<p>{{b}}</p>{{c}}<br/>{{d}}<!-- note -->{{e}}<!doctype html>{{f}}"), Array(repeating: "text", count: 6))
    }

    func testAttribute_isTheContextInBothKindsOfQuotes() throws {
        XCTAssertEqual(try functions("<p class=\"a {{b}}\" id='{{c}}' data-x=\"{{d}}>{{e}}\">{{f}}"), ["attribute", "attribute", "attribute", "attribute", "text"])
    }

    func testAttribute_isAlsoTheContextWhereTagsMeanNothing() throws {
        XCTAssertEqual(try functions("<title>{{a}} <b>{{b}}</title>{{c}}<TextArea name=\"x\">{{d}}<p title=\"{{e}}\"></textAREA>{{f}}"),
            ["attribute", "attribute", "text", "attribute", "attribute", "text"])
    }

    func testAddress_isCheckedAtItsBeginningAndEncodedBehindIt() throws {
        XCTAssertEqual(try functions("<a href=\"{{path}}?week={{week}}{{x}}\" title=\"{{y}}\">"), ["address", "addressPart", "addressPart", "attribute"])
        XCTAssertEqual(try functions("<a href=\"/clinicians/{{id}}\">"), ["addressPart"])
        for attribute in ["src", "action", "formaction", "xlink:href", "cite", "poster", "HREF"] {
            XCTAssertEqual(try functions("<x \(attribute)='{{a}}'>"), ["address"], attribute)
        }
    }

    func testAddress_writtenOutMustBeSafeToo() {
        for address in ["javascript:x()", "edit", "//evil.example", "data:text/html,x", "java{{x}}", "http:{{x}}"] {
            assertRefused("<a href=\"\(address)\">", line: 1, column: 10, "An address begins with")
        }
        XCTAssertNoThrow(try swift("<a href=\"#main\"><a href=\"\"><a href=\"mailto:{{x}}\"><form action=\"/x\"><a href=\"https://example.org/{{x}}\">"))
    }

    func testAddress_ofSeveralWaysKeepsItsStage() throws {
        XCTAssertEqual(try functions("<a href=\"{{#if a}}/x{{else}}{{b}}{{/if}}{{c}}\">"), ["address", "addressPart"])
        XCTAssertEqual(try functions("<a href=\"/x{{#for a in b}}&amp;q={{a}}{{/for}}\">"), ["addressPart"])
        XCTAssertEqual(try functions("<a href=\"{{#if a}}{{b}}{{/if}}\">{{c}}"), ["address", "text"])
    }

    func testAddress_whoseBeginningIsUncertainIsRefused() {
        assertRefused("<a href=\"{{#if a}}/x{{/if}}{{b}}\">", line: 1, column: 28, "depends on the block before")
        assertRefused("<a href=\"{{#if a}}/x{{/if}}y\">", line: 1, column: 28, "depends on the block before")
        assertRefused("<a href=\"{{#for a in b}}{{a}}{{/for}}\">", line: 1, column: 25, "depends on the block before")
    }

    func testBlocks_mayStandBetweenAttributesAndInQuotes() throws {
        XCTAssertEqual(
            try statements("<option value=\"{{id}}\"{{#if on}} selected{{/if}}>"),
            [
                ##"html.raw(#"<option value=""#)"##, "html.attribute(self.id)", ##"html.raw(#"\#""#)"##, "if self.on {",
                ##"html.raw(#" selected"#)"##, "}", ##"html.raw(#">"#)"##,
            ])
        XCTAssertNoThrow(try swift("<p {{#if a}}class=\"x\"{{else}}id=\"{{b}}\"{{/if}}>"))
        XCTAssertNoThrow(try swift("<p class=\"{{#for a in b}}{{a}} {{/for}}{{#if c}}x{{/if}}\">"))
        XCTAssertNoThrow(try swift("<input\n  {{#if a}}\n  checked\n  {{/if}}\n>"))
        XCTAssertNoThrow(try swift("<p{{#for a in b}} data-x=\"{{a}}\"{{/for}}>"))
    }

    func testBlocks_whoseWaysEndInDifferentPlacesAreRefused() {
        let words = "end at different places"
        assertRefused("<p>\n{{#if a}}<b {{/if}}>", line: 2, column: 1, words)
        assertRefused("<p {{#if a}}>{{else}}class=\"x\"{{/if}}>", line: 1, column: 4, words)
        assertRefused("<p {{#if a}}class=\"x{{/if}}\">", line: 1, column: 4, words)
        assertRefused("{{#for a in b}}<p class=\"{{/for}}", line: 1, column: 1, words)
        assertRefused("{{#if a}}<pre>{{/if}}x</pre>", line: 1, column: 1, words)
        assertRefused("{{#for a in b}}x{{#empty}}<!-- {{/for}}", line: 1, column: 1, words)
        assertRefused("{{#if a}}<p title=\"{{else}}<p title='{{/if}}", line: 1, column: 1, words)
    }

    func testBlocks_leaveNoNameHalfWritten() {
        assertRefused("<p{{#if a}}x{{/if}}>", line: 1, column: 12, "Leave a space")
        assertRefused("<p {{#if a}}x{{/if}}y>", line: 1, column: 21, "Leave a space")
        assertRefused("<p class=\"a\"id=\"b\">", line: 1, column: 13, "Leave a space")
    }

    func testValues_outsideQuotesAreRefused() {
        assertRefused("<p {{a}}>", line: 1, column: 4, "can't be a tag's or an attribute's name")
        assertRefused("<p da{{a}}=\"x\">", line: 1, column: 6, "can't be a tag's or an attribute's name")
        assertRefused("<h{{level}}>", line: 1, column: 3, "can't be a tag's or an attribute's name")
        assertRefused("<{{a}}>", line: 1, column: 2, "A tag's name is due here")
        assertRefused("</{{a}}>", line: 1, column: 2, "A tag's name is due here")
        assertRefused("<p class={{a}}>", line: 1, column: 10, "Put quotes around")
        assertRefused("<p class=x{{a}}>", line: 1, column: 10, "Put quotes around")
        assertRefused("<p class= \"x\">", line: 1, column: 10, "Put quotes around")
        assertRefused("<p class={{#if a}}\"x\"{{/if}}>", line: 1, column: 10, "Put quotes around")
        assertRefused("<p class={{! a }}\"x\">", line: 1, column: 10, "Put quotes around")
    }

    func testScripts_standInFilesOfTheirOwn() throws {
        XCTAssertEqual(try functions("<script src=\"{{a}}\" defer></script>{{b}}"), ["address", "text"])
        assertRefused("<script>{{a}}</script>", line: 1, column: 8, "Put it in Public/app.js")
        assertRefused("<script type=\"module\">\nx()</script>", line: 1, column: 22, "Put it in Public/app.js")
        assertRefused("<script src=\"/a.js\">{{a}}</script>", line: 1, column: 21, "inside <script>")
        assertRefused("<script src=\"/a.js\">\n x()</script>", line: 2, column: 2, "Put it in Public/app.js")
        assertRefused("<script{{#if a}} src=\"/a.js\"{{/if}}></script>", line: 1, column: 36, "give <script> a src")
        assertRefused("<script src=\"/a.js\">{{#if a}}{{/if}}</script>", line: 1, column: 21, "A block can't stand here")
    }

    func testMails_mayHoldStyles_writtenOut() throws {
        XCTAssertEqual(try literals("<p style=\"margin:0\">", name: "mail/invitation"), "<p style=\"margin:0\">")
        XCTAssertEqual(try literals("<p style=\"margin:0\">{{content}}", name: "layouts/mail"), "<p style=\"margin:0\">")
        assertRefused("<p style=\"color:{{a}}\">", line: 1, column: 17, "can't be filled in safely", name: "mail/invitation")
        assertRefused("<p style=\"margin:0\">", line: 1, column: 4, "Use a class", name: "mailing/index")
    }

    func testStylesAndEvents_areRefused() {
        assertRefused("<style>p {}</style>", line: 1, column: 2, "Public/app.css")
        assertRefused("<p style=\"width: {{a}}%\">", line: 1, column: 4, "Use a class")
        assertRefused("<p\n  onclick=\"x()\">", line: 2, column: 3, "refuses onclick")
        assertRefused("<p ONCLICK='{{a}}'>", line: 1, column: 4, "refuses onclick")
        assertRefused("<iframe src=\"/x\">", line: 1, column: 2, "<iframe> is refused")
        assertRefused("<p srcdoc=\"x\">", line: 1, column: 4, "srcdoc")
        assertRefused("<p a$=\"x\">", line: 1, column: 4, "not an attribute's name")
    }

    func testComments_takeNoValuesOrBlocks() {
        assertRefused("<!--\n {{a}} -->", line: 2, column: 2, "inside an HTML comment")
        assertRefused("<!-- {{#if a}} -->{{/if}}", line: 1, column: 6, "in an HTML comment")
        assertRefused("<!doctype {{a}}>", line: 1, column: 11, "inside <!…>")
    }

    func testFixedAttributes_takeNoValues() throws {
        for tag in ["<img srcset=\"{{a}}\">", "<a ping='{{a}}'>", "<meta http-equiv=\"{{a}}\">"] {
            XCTAssertThrowsError(try swift(tag)) { XCTAssertTrue(($0 as? TemplateError)?.message.contains("can't be filled in safely") == true) }
        }
        assertRefused("<meta http-equiv=\"refresh\" content=\"{{a}}\">", line: 1, column: 37, "can't be filled in safely")
        assertRefused("<meta content=\"{{a}}\" http-equiv=\"refresh\">", line: 1, column: 23, "http-equiv can't be filled in")
        XCTAssertEqual(try functions("<meta name=\"csrf\" content=\"{{a}}\"><meta http-equiv=\"refresh\" content=\"2\">"), ["attribute"])
    }

    func testMarkupOfOtherTemplates_standsBetweenTagsOnly() {
        assertRefused("<p {{> a/_b c}}>", line: 1, column: 4, "between tags only")
        assertRefused("<p title=\"{{> a/_b c}}\">", line: 1, column: 11, "between tags only")
        assertRefused("<textarea>{{> a/_b c}}</textarea>", line: 1, column: 11, "between tags only")
        assertRefused("<p {{#layout layouts/a b}}{{/layout}}>", line: 1, column: 4, "between tags only")
        assertRefused("<p {{content}}>", line: 1, column: 4, "between tags only", name: "layouts/page")
    }

    func testTemplates_endBetweenTags() {
        let words = "The template ends inside"
        assertRefused("<p class=\"", line: 1, column: 11, words)
        assertRefused("<p", line: 1, column: 3, words)
        assertRefused("<!-- x", line: 1, column: 7, words)
        assertRefused("<title>x", line: 1, column: 9, words)
        assertRefused("<pre>x\n", line: 2, column: 1, words)
        assertRefused("{{#layout layouts/a b}}<p {{/layout}}>", line: 1, column: 1, "ends inside a tag")
    }

    func testLessThan_isWrittenAsAReference() throws {
        assertRefused("<p>a < b</p>", line: 1, column: 7, "&lt;")
        assertRefused("<p>a <= b</p>", line: 1, column: 7, "&lt;")
        XCTAssertEqual(try literals("<p>a &lt; b > c</p>"), "<p>a &lt; b > c</p>")
    }
}
