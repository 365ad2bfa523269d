/// Reads what stands between `{{` and `}}`. Every refusal says what the right form is.
struct DirectiveReader {
    let source: TemplateSource
    let offset: Int
    private let words: [String]
    private let text: String

    /// `inside` is the range between the braces, `offset` the place of the first brace.
    init(_ source: TemplateSource, inside: Range<Int>, offset: Int) {
        self.source = source
        self.offset = offset
        text = source.string(inside)
        words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    }

    func read() throws(TemplateError) -> Directive {
        if text.hasPrefix("!") { return .comment }
        if text.hasPrefix("{") { throw error("Three braces mean nothing here. Write {{name}}; only a value of type SafeHTML goes out unescaped.") }
        switch words.first {
        case nil: throw error("There is nothing between the braces.")
        case "view" where words.count > 1: return try view()
        case "#for": return try loop()
        case "#if": return .openIf(try condition(words.dropFirst()))
        case "else": return try otherwise()
        case "#layout": return try layout()
        case "content" where words.count == 1: return .content
        case let first? where first.hasPrefix(">"): return try partial()
        case let first? where first.hasPrefix("#") || first.hasPrefix("/"): return try bare(first)
        default: return try value()
        }
    }

    private func view() throws(TemplateError) -> Directive {
        guard words.count == 2, let path = ValuePath(words[1]) else { throw error("Write {{view ClinicianIndexView}}.") }
        return .view(path.members.joined(separator: "."))
    }

    private func loop() throws(TemplateError) -> Directive {
        guard words.count == 4, words[2] == "in" else { throw error("Write {{#for row in rows}}.") }
        return .openFor(variable: try variable(words[1]), in: try path(words[3], "Write {{#for row in rows}}."))
    }

    private func condition(_ words: ArraySlice<String>) throws(TemplateError) -> Condition {
        let forms = "Write {{#if flag}}, {{#if not flag}} or {{#if let name = path}}."
        switch Array(words) {
        case let words where words.count == 1: return .holds(try path(words[0], forms))
        case let words where words.count == 2 && words[0] == "not": return .not(try path(words[1], forms))
        case let words where words.count == 4 && words[0] == "let" && words[2] == "=":
            return .binds(try variable(words[1]), try path(words[3], forms))
        default: throw error(forms)
        }
    }

    private func otherwise() throws(TemplateError) -> Directive {
        if words.count == 1 { return .otherwise }
        guard words[1] == "if" else { throw error("Write {{else}} or {{else if flag}}.") }
        return .elseIf(try condition(words.dropFirst(2)))
    }

    private func partial() throws(TemplateError) -> Directive {
        let form = "Write {{> shared/_row row}}, or {{> shared/_row .}} to pass the view itself."
        let parts = text.drop { $0.isWhitespace || $0 == ">" }.split(whereSeparator: \.isWhitespace)
        guard parts.count == 2, let name = TemplateName(String(parts[0])) else { throw error(form) }
        guard name.isPartial else { throw error("The file name of a partial begins with _, as in {{> shared/_row row}}.") }
        return .partial(name, try argument(parts[1], form))
    }

    private func layout() throws(TemplateError) -> Directive {
        let form = "Write {{#layout layouts/page page}}, where page is the layout's view."
        guard words.count == 3, let name = TemplateName(words[1]) else { throw error(form) }
        guard name.isLayout else { throw error("Layouts lie in layouts/, as in {{#layout layouts/page page}}.") }
        return .openLayout(name, try argument(words[2][...], form))
    }

    private func bare(_ word: String) throws(TemplateError) -> Directive {
        guard words.count == 1 else { throw error("\(word) takes nothing after it, or is unknown. There are #for, #empty, #if, else, #layout and their ends.") }
        switch word {
        case "#empty": return .empty
        case "/for": return .closeFor
        case "/if": return .closeIf
        case "/layout": return .closeLayout
        default: throw error("“\(word)” is unknown. There are #for, #empty, #if, else, #layout and their ends /for, /if and /layout.")
        }
    }

    private func argument(_ text: Substring, _ form: String) throws(TemplateError) -> ValuePath {
        if text == "." { return .view }
        return try path(String(text), form)
    }

    private func value() throws(TemplateError) -> Directive {
        guard words.count == 1, let path = ValuePath(words[0]) else {
            throw error("A value is a path such as row.name, not an expression. Work it out in the view.")
        }
        return .value(path)
    }

    private func path(_ word: String, _ otherwise: String) throws(TemplateError) -> ValuePath {
        guard let path = ValuePath(word) else { throw error(otherwise) }
        return path
    }

    private func variable(_ name: String) throws(TemplateError) -> String {
        guard isIdentifier(name) else { throw error("“\(name)” is not a name: use letters, digits and _.") }
        guard !Self.reserved.contains(name) else { throw error("“\(name)” means something in the generated Swift. Choose another name.") }
        return name
    }

    private func error(_ message: String) -> TemplateError {
        source.error(offset, message)
    }

    /// The generated code's own names, and Swift's words that can't name a variable.
    private static let reserved: Set<String> = [
        "html", "content", "view", "self", "Self", "Templates", "_",
        "as", "break", "case", "catch", "class", "continue", "default", "defer", "deinit", "do", "else", "enum", "extension", "fallthrough",
        "false", "fileprivate", "for", "func", "guard", "if", "import", "in", "init", "inout", "internal", "is", "let", "nil", "operator",
        "precedencegroup", "private", "protocol", "public", "repeat", "rethrows", "return", "static", "struct", "subscript", "super",
        "switch", "throw", "throws", "true", "try", "typealias", "var", "where", "while", "Any",
    ]
}
