/// Walks a template's tree with the HTML context and the variables in scope, and writes the body of its Swift function.
struct Generator {
    private let source: TemplateSource
    private let templateExists: (TemplateName) -> Bool
    private(set) var context = HTMLContext()
    private(set) var swift: SwiftWriter
    private var scope: [String] = []

    init(_ source: TemplateSource, swift: SwiftWriter, templateExists: @escaping (TemplateName) -> Bool) {
        self.source = source
        self.swift = swift
        self.templateExists = templateExists
    }

    /// Writes the whole template, which must end where it began: between tags.
    mutating func generate(_ nodes: [Node]) throws(TemplateError) {
        try add(nodes)
        guard context == HTMLContext() else {
            throw source.error(source.bytes.count, "The template ends inside a tag, a comment or an element such as <pre>, <title> or <script>.")
        }
    }

    private mutating func add(_ nodes: [Node]) throws(TemplateError) {
        for node in nodes {
            switch node {
            case .text(let range, let startsLine): try add(text: range, startsLine)
            case .value(let path, let offset): try add(value: path, offset)
            case .loop(let variable, let rows, let body, let empty, let offset): try add(loop: variable, rows, body, empty, offset)
            case .choice(let branches, let otherwise, let offset): try add(choice: branches, otherwise, offset)
            case .partial(let name, let argument, let offset): try add(partial: name, argument, offset)
            case .layout(let name, let argument, let body, let offset): try add(layout: name, argument, body, offset)
            case .content(let offset): try add(contentAt: offset)
            }
        }
    }

    private mutating func add(text range: Range<Int>, _ startsLine: Bool) throws(TemplateError) {
        let read = try HTMLScanner.read(range, startsLine: startsLine, of: source, in: context)
        context = read.context
        swift.add(literal: read.literal)
    }

    private mutating func add(value path: ValuePath, _ offset: Int) throws(TemplateError) {
        do {
            let function = try context.fill()
            swift.add("html.\(function)(\(path.expression(in: scope)))", line: source.line(of: offset))
        } catch {
            throw source.error(offset, error.message)
        }
    }

    private mutating func add(
        loop variable: String, _ rows: ValuePath, _ body: [Node], _ empty: [Node]?, _ offset: Int
    ) throws(TemplateError) {
        try checkBlock(offset)
        let before = context
        let written = swift
        try add(loopOver: variable, rows, body, offset)
        var joined = try join([before, context], offset)
        if joined != before {
            // The second time round the body begins where the first time ended, so it is read again for both.
            context = joined
            swift = written
            try add(loopOver: variable, rows, body, offset)
            joined = try join([joined, context], offset)
        }
        context = joined
        guard let empty else { return }
        context = before
        swift.open("if \(rows.expression(in: scope)).isEmpty", line: source.line(of: offset))
        try add(empty)
        swift.close()
        context = try join([joined, context], offset)
    }

    private mutating func add(loopOver variable: String, _ rows: ValuePath, _ body: [Node], _ offset: Int) throws(TemplateError) {
        swift.open("for \(variable) in \(rows.expression(in: scope))", line: source.line(of: offset))
        scope.append(variable)
        try add(body)
        scope.removeLast()
        swift.close()
    }

    private mutating func add(choice branches: [Branch], _ otherwise: [Node]?, _ offset: Int) throws(TemplateError) {
        try checkBlock(offset)
        let before = context
        var ends: [HTMLContext] = []
        for (number, branch) in branches.enumerated() {
            context = before
            let line = source.line(of: branch.offset)
            if number == 0 {
                swift.open("if \(question(branch.condition))", line: line)
            } else {
                swift.reopen("else if \(question(branch.condition))", line: line)
            }
            try add(branch: branch)
            ends.append(context)
        }
        context = before
        if let otherwise {
            swift.reopen("else")
            try add(otherwise)
        }
        swift.close()
        context = try join(ends + [context], offset)
    }

    private mutating func add(branch: Branch) throws(TemplateError) {
        guard case .binds(let variable, _) = branch.condition else { return try add(branch.body) }
        scope.append(variable)
        try add(branch.body)
        scope.removeLast()
    }

    private func question(_ condition: Condition) -> String {
        switch condition {
        case .holds(let path): path.expression(in: scope)
        case .not(let path): "!" + path.expression(in: scope)
        case .binds(let variable, let path): "let \(variable) = \(path.expression(in: scope))"
        }
    }

    private mutating func add(partial name: TemplateName, _ argument: ValuePath, _ offset: Int) throws(TemplateError) {
        try checkMarkup(offset, name)
        swift.add("Templates.\(name.identifier)(\(argument.expression(in: scope)), to: &html)", line: source.line(of: offset))
    }

    private mutating func add(layout name: TemplateName, _ argument: ValuePath, _ body: [Node], _ offset: Int) throws(TemplateError) {
        try checkMarkup(offset, name)
        let call = "Templates.\(name.identifier)(\(argument.expression(in: scope)), to: &html)"
        swift.open(call, line: source.line(of: offset), closure: "html in")
        try add(body)
        swift.close()
        guard context == HTMLContext() else { throw source.error(offset, "What stands in this layout ends inside a tag or an element such as <pre>.") }
    }

    private mutating func add(contentAt offset: Int) throws(TemplateError) {
        try checkMarkup(offset, nil)
        swift.add("content(&html)")
    }

    private func checkBlock(_ offset: Int) throws(TemplateError) {
        do { try context.checkBlock() } catch { throw source.error(offset, error.message) }
    }

    private func checkMarkup(_ offset: Int, _ name: TemplateName?) throws(TemplateError) {
        do { try context.checkMarkup() } catch { throw source.error(offset, error.message) }
        if let name, !templateExists(name) { throw source.error(offset, "There is no template Templates/\(name.path).html.") }
    }

    private func join(_ contexts: [HTMLContext], _ offset: Int) throws(TemplateError) -> HTMLContext {
        guard var joined = contexts.first else { return context }
        for context in contexts.dropFirst() {
            guard let both = joined.joined(context) else {
                throw source.error(offset, "The ways through this block end at different places in the HTML, such as inside and outside a tag.")
            }
            joined = both
        }
        return joined
    }
}
