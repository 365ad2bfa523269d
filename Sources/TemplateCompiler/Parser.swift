/// Turns pieces into a tree and refuses blocks that don't close, close in the wrong order or stand where they may not.
struct Parser {
    /// More would ask for more stack than there is, and for a reader's patience.
    static let deepest = 32

    private let source: TemplateSource
    private let name: TemplateName
    private let pieces: [Piece]
    private var next = 0
    private var depth = 0
    private var loops = 0
    private var contents = 0

    init(_ source: TemplateSource, name: TemplateName) throws(TemplateError) {
        self.source = source
        self.name = name
        pieces = try Lexer.pieces(of: source)
    }

    /// The name of the view from the first line, and the tree of the rest.
    mutating func parse() throws(TemplateError) -> (view: String, nodes: [Node]) {
        guard case .directive(.view(let view), offset: 0)? = pieces.first else {
            throw source.error(0, "The first line names the view: {{view ClinicianIndexView}}.")
        }
        next = 1
        let nodes = try block()
        if case .directive(let directive, let offset)? = current { throw stray(directive, offset) }
        if name.isLayout && contents == 0 { throw source.error(0, "A layout needs one {{content}}, the place of the page.") }
        return (view, nodes)
    }

    private var current: Piece? {
        next < pieces.count ? pieces[next] : nil
    }

    /// Reads nodes up to the end or to a directive that continues or closes a block, which stays unread.
    private mutating func block() throws(TemplateError) -> [Node] {
        var nodes: [Node] = []
        while let piece = current {
            switch piece {
            case .text(let range, let startsLine):
                next += 1
                nodes.append(.text(range, startsLine: startsLine))
            case .directive(.comment, _):
                next += 1
            case .directive(let directive, let offset):
                guard let node = try node(directive, offset) else { return nodes }
                nodes.append(node)
            }
        }
        return nodes
    }

    private mutating func node(_ directive: Directive, _ offset: Int) throws(TemplateError) -> Node? {
        switch directive {
        case .empty, .closeFor, .elseIf, .otherwise, .closeIf, .closeLayout: return nil
        case .view, .comment: throw stray(directive, offset)
        default: next += 1
        }
        guard depth < Parser.deepest else {
            throw source.error(offset, "Blocks stand more than \(Parser.deepest) deep inside each other. Move the inner ones to a partial.")
        }
        depth += 1
        defer { depth -= 1 }
        switch directive {
        case .value(let path): return .value(path, offset: offset)
        case .openFor(let variable, let rows): return try loop(variable, rows, offset)
        case .openIf(let condition): return try choice(condition, offset)
        case .partial(let partial, let argument): return .partial(partial, argument, offset: offset)
        case .openLayout(let layout, let argument): return try self.layout(layout, argument, offset)
        default: return try content(offset)
        }
    }

    private mutating func loop(_ variable: String, _ rows: ValuePath, _ offset: Int) throws(TemplateError) -> Node {
        loops += 1
        let body = try block()
        loops -= 1
        var empty: [Node]?
        if skip(.empty) { empty = try block() }
        guard skip(.closeFor) else { throw unclosed("{{#for}}", "{{/for}}", offset) }
        return .loop(variable: variable, rows: rows, body: body, empty: empty, offset: offset)
    }

    private mutating func choice(_ condition: Condition, _ offset: Int) throws(TemplateError) -> Node {
        var branches = [Branch(condition: condition, body: try block(), offset: offset)]
        while case .directive(.elseIf(let condition), let place)? = current {
            next += 1
            branches.append(Branch(condition: condition, body: try block(), offset: place))
        }
        var otherwise: [Node]?
        if skip(.otherwise) { otherwise = try block() }
        guard skip(.closeIf) else { throw unclosed("{{#if}}", "{{/if}}", offset) }
        return .choice(branches: branches, otherwise: otherwise, offset: offset)
    }

    private mutating func layout(_ layout: TemplateName, _ argument: ValuePath, _ offset: Int) throws(TemplateError) -> Node {
        let body = try block()
        guard skip(.closeLayout) else { throw unclosed("{{#layout}}", "{{/layout}}", offset) }
        return .layout(layout, argument, body: body, offset: offset)
    }

    private mutating func content(_ offset: Int) throws(TemplateError) -> Node {
        contents += 1
        if !name.isLayout { throw source.error(offset, "Only a template in layouts/ has a {{content}}.") }
        if contents > 1 { throw source.error(offset, "A layout has one {{content}}, and this is the second.") }
        if loops > 0 { throw source.error(offset, "{{content}} stands in a loop and would come out more than once.") }
        return .content(offset: offset)
    }

    private mutating func skip(_ wanted: Directive) -> Bool {
        guard case .directive(let directive, _)? = current, directive == wanted else { return false }
        next += 1
        return true
    }

    /// Points at the directive that stands where the block's end was due, or at the block's beginning if the template just stops.
    private func unclosed(_ opening: String, _ closing: String, _ offset: Int) -> TemplateError {
        guard case .directive(let directive, let place)? = current else {
            return source.error(offset, "This \(opening) is never closed with \(closing).")
        }
        return source.error(place, "\(Self.spelling(directive)) can't stand here: the \(opening) of line \(source.line(of: offset)) needs its \(closing) first.")
    }

    private func stray(_ directive: Directive, _ offset: Int) -> TemplateError {
        switch directive {
        case .view: source.error(offset, "{{view …}} stands on the first line only.")
        default: source.error(offset, "\(Self.spelling(directive)) belongs to no open block.")
        }
    }

    private static func spelling(_ directive: Directive) -> String {
        switch directive {
        case .empty: "{{#empty}}"
        case .closeFor: "{{/for}}"
        case .elseIf: "{{else if}}"
        case .otherwise: "{{else}}"
        case .closeIf: "{{/if}}"
        case .closeLayout: "{{/layout}}"
        default: "This"
        }
    }
}
