import TemplateCompiler
import XCTest

/// The Swift made from a template, whose view line is put before `body`; every partial and layout counts as present.
func swift(_ body: String, name: String = "things/index") throws -> String {
    let name = try XCTUnwrap(TemplateName(name))
    let template = try Template(name: name, bytes: Array("{{view ThingView}}\n\(body)".utf8))
    return try template.swift(file: "/t/x.html") { !$0.path.contains("missing") }
}

/// Only the statements of `write`, without indentation and line marks.
func statements(_ body: String, name: String = "things/index") throws -> [String] {
    let lines = try swift(body, name: name).split(separator: "\n").map { $0.drop { $0 == " " } }
    let start = try XCTUnwrap(lines.firstIndex { $0.hasPrefix("package func write") })
    let own = lines[(start + 1)...].prefix { !$0.hasPrefix("extension Templates") && $0 != "#sourceLocation()" }
    return own.filter { !$0.hasPrefix("#sourceLocation") }.dropLast(2).map(String.init)
}

/// What would be written if every value were `…`: all literals joined, whatever blocks they stand in.
func literals(_ body: String, name: String = "things/index") throws -> String {
    try statements(body, name: name).map { statement -> String in
        guard statement.hasPrefix("html.raw(#\"") else { return statement.hasPrefix("html.") ? "…" : "" }
        return String(statement.dropFirst("html.raw(#\"".count).dropLast("\"#)".count)).replacing("\\#n", with: "\n")
    }.joined()
}

/// Checks that a template is refused at a place, counted from the line behind the view line, with a message that says `words`.
func assertRefused(
    _ body: String, line: Int, column: Int, _ words: String, name: String = "things/index", file: StaticString = #filePath, at testLine: UInt = #line
) {
    XCTAssertThrowsError(try swift(body, name: name), body, file: file, line: testLine) { error in
        guard let error = error as? TemplateError else {
            XCTFail("\(error)", file: file, line: testLine)
            return
        }
        XCTAssertEqual("\(error.line - 1):\(error.column)", "\(line):\(column)", "\(body) → \(error.message)", file: file, line: testLine)
        XCTAssertTrue(error.message.contains(words), error.message, file: file, line: testLine)
    }
}
