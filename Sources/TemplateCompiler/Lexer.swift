/// A stretch of a template: text that never reaches over a line's end, or one directive.
enum Piece {
    /// `startsLine` is true where the stretch's leading white space is a line's indentation.
    case text(Range<Int>, startsLine: Bool)
    case directive(Directive, offset: Int)
}

/// Cuts a template into pieces, line by line, and removes lines that hold nothing but directives.
struct Lexer {
    private let source: TemplateSource
    private var pieces: [Piece] = []
    private var line: [Piece] = []

    static func pieces(of source: TemplateSource) throws(TemplateError) -> [Piece] {
        var lexer = Lexer(source: source)
        try lexer.cut()
        return lexer.pieces
    }

    private init(source: TemplateSource) {
        self.source = source
    }

    private mutating func cut() throws(TemplateError) {
        var offset = 0
        while offset < source.bytes.count {
            let opening = source.firstOffset(of: "{{", from: offset) ?? source.bytes.count
            cutText(offset..<opening)
            guard opening < source.bytes.count else { break }
            guard let closing = source.firstOffset(of: "}}", from: opening + 2) else {
                throw source.error(opening, "These braces are never closed with }}.")
            }
            let directive = try DirectiveReader(source, inside: (opening + 2)..<closing, offset: opening).read()
            line.append(.directive(directive, offset: opening))
            offset = closing + 2
        }
        endLine()
    }

    private mutating func cutText(_ range: Range<Int>) {
        var start = range.lowerBound
        while start < range.upperBound {
            let newline = source.bytes[start..<range.upperBound].firstIndex(of: UInt8(ascii: "\n"))
            let end = newline.map { $0 + 1 } ?? range.upperBound
            line.append(.text(start..<end, startsLine: line.isEmpty))
            if newline != nil { endLine() }
            start = end
        }
    }

    /// Only directives: the line vanishes, but a partial among them keeps the line's end, because partials don't end with one of their own.
    private mutating func endLine() {
        defer { line = [] }
        guard holdsOnlyDirectives else {
            pieces += line
            return
        }
        var keepsEnd = false
        for case .directive(let directive, let offset) in line {
            keepsEnd = keepsEnd || directive.isPartial
            pieces.append(.directive(directive, offset: offset))
        }
        if keepsEnd, case .text(let range, _)? = line.last, source.bytes[range].last == UInt8(ascii: "\n") {
            pieces.append(.text((range.upperBound - 1)..<range.upperBound, startsLine: false))
        }
    }

    private var holdsOnlyDirectives: Bool {
        var found = false
        for piece in line {
            switch piece {
            case .text(let range, _):
                guard source.bytes[range].allSatisfy(\.isSpace) else { return false }
            case .directive(let directive, _):
                guard directive.standsAlone else { return false }
                found = true
            }
        }
        return found
    }
}
