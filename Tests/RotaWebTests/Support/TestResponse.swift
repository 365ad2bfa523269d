import HTTP
import XCTest

/// An answer as a test looks at it.
struct TestResponse {
    let status: Status
    let headers: Headers
    let bytes: [UInt8]
    /// The body as text.
    let text: String
    /// Where the content comes bit by bit.
    let stream: ResponseStream?

    init(_ response: Response) {
        if case .stream(let stream) = response.body { self.stream = stream } else { stream = nil }
        status = response.status
        headers = response.headers
        if case .bytes(let bytes) = response.body { self.bytes = bytes } else { bytes = [] }
        text = String(decoding: bytes, as: UTF8.self)
    }

    var location: String? { headers["Location"] }

    /// The words of `<title>`.
    var title: String { TestPage.unescaped(between("<title>", "</title>")) }

    /// The page's markup, or its words without markup, hold this text.
    func contains(_ wanted: String) -> Bool { text.contains(wanted) || words.contains(wanted) }

    /// What stands on the page, without tags, spaces run together.
    var words: String { TestPage.unescaped(text.replacing(#/<[^>]*>/#, with: " ")).split(whereSeparator: \.isWhitespace).joined(separator: " ") }

    /// The messages of the error summary.
    var errors: [String] {
        between("<div class=\"error-summary\"", "</ul>").matches(of: #/<a href="[^"]*">([^<]*)<\/a>/#).map { TestPage.unescaped(String($0.1)) }
    }

    /// The value of the one input, select or textarea with this name; for radios the chosen one's. Fails the test unless there is exactly one.
    func value(of name: String, file: StaticString = #filePath, line: UInt = #line) -> String {
        let found = TestPage(text).controls.filter { $0.name == name && $0.isSent }
        if found.count != 1 { XCTFail("\(found.count) controls with a value are called \(name)", file: file, line: line) }
        return found.first?.value ?? ""
    }

    /// The values of the ticked checkboxes with this name. Fails the test when the page has no control of that name.
    func ticked(_ name: String, file: StaticString = #filePath, line: UInt = #line) -> [String] {
        let controls = TestPage(text).controls.filter { $0.name == name }
        if controls.isEmpty { XCTFail("no control is called \(name)", file: file, line: line) }
        return controls.filter(\.isSent).map(\.value)
    }

    /// Whether the page has a control of this name.
    func hasControl(_ name: String) -> Bool { TestPage(text).controls.contains { $0.name == name } }

    /// What a browser would send for the form with this action. Fails the test when there is no such form.
    func formFields(_ action: String, file: StaticString = #filePath, line: UInt = #line) -> [(String, String)] {
        let page = TestPage(text)
        if !page.forms.contains(action) { XCTFail("no form leads to \(action), only to \(page.forms)", file: file, line: line) }
        return page.controls.filter { $0.form == action && $0.isSent && !$0.isButton }.map { ($0.name, $0.value) }
    }

    /// The markup between the first such start and the next such end; empty where there is none.
    func between(_ start: String, _ end: String) -> String {
        guard let first = text.range(of: start), let last = text[first.upperBound...].range(of: end) else { return "" }
        return String(text[first.upperBound..<last.lowerBound])
    }
}

/// The controls and forms of a page, read from markup that our templates write: attributes in double quotes.
struct TestPage {
    struct Control {
        /// The action of the form it stands in.
        let form: String?
        let name: String
        var value: String
        /// A browser would send it: a text, a ticked box, the chosen option.
        let isSent: Bool
        let isButton: Bool
    }

    private(set) var controls: [Control] = []
    private(set) var forms: [String] = []

    init(_ html: String) {
        var form: String?
        var select: String?
        for match in html.matches(of: #/<(\/?)([a-z]+)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*\/?>([^<]*)/#) {
            let (isEnd, attributes) = (match.1 == "/", TestPage.attributes(match.3))
            switch (match.2, isEnd) {
            case ("form", false):
                form = attributes["action"] ?? ""
                forms.append(form ?? "")
            case ("form", true): form = nil
            case ("select", false): select = attributes["name"]
            case ("select", true): select = nil
            case ("option", false): add(form, select, attributes["value"] ?? "", isSent: attributes["selected"] != nil)
            case ("textarea", false):
                let body = String(match.4)
                add(form, attributes["name"], TestPage.unescaped(body.hasPrefix("\n") ? String(body.dropFirst()) : body), isSent: true)
            case ("input", false):
                let isBox = ["checkbox", "radio"].contains(attributes["type"])
                add(form, attributes["name"], attributes["value"] ?? "", isSent: !isBox || attributes["checked"] != nil)
            case ("button", false): add(form, attributes["name"], attributes["value"] ?? "", isSent: true, isButton: true)
            default: break
            }
        }
    }

    private mutating func add(_ form: String?, _ name: String?, _ value: String, isSent: Bool, isButton: Bool = false) {
        guard let name, !name.isEmpty else { return }
        controls.append(Control(form: form, name: name, value: value, isSent: isSent, isButton: isButton))
    }

    private static func attributes(_ text: Substring) -> [String: String] {
        var found: [String: String] = [:]
        for match in text.matches(of: #/([a-z-]+)(?:="([^"]*)")?/#) { found[String(match.1)] = unescaped(match.2.map(String.init) ?? "") }
        return found
    }

    static func unescaped(_ text: some StringProtocol) -> String {
        var text = String(text)
        for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#34;", "\""), ("&amp;", "&")] {
            text = text.replacing(entity, with: character)
        }
        return text
    }
}
