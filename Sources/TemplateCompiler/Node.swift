/// A template as a tree. Offsets are those of the directives' first braces.
indirect enum Node {
    case text(Range<Int>, startsLine: Bool)
    case value(ValuePath, offset: Int)
    case loop(variable: String, rows: ValuePath, body: [Node], empty: [Node]?, offset: Int)
    case choice(branches: [Branch], otherwise: [Node]?, offset: Int)
    case partial(TemplateName, ValuePath, offset: Int)
    case layout(TemplateName, ValuePath, body: [Node], offset: Int)
    case content(offset: Int)
}

/// One way through an `{{#if}}`: the first whose condition is met is taken.
struct Branch {
    let condition: Condition
    var body: [Node]
    let offset: Int
}

extension [Node] {
    /// Without the line end that closes a partial's file, so that `<td>{{> shared/_tag tag}}</td>` gains no white space.
    func withoutFinalLineEnd(_ source: TemplateSource) -> [Node] {
        guard let last else { return self }
        switch last {
        case .text(let range, let startsLine) where source.bytes[range].last == UInt8(ascii: "\n"):
            return dropLast() + [.text(range.dropLast(), startsLine: startsLine)]
        case .choice(let branches, let otherwise, let offset):
            let trimmed = branches.map { Branch(condition: $0.condition, body: $0.body.withoutFinalLineEnd(source), offset: $0.offset) }
            return dropLast() + [.choice(branches: trimmed, otherwise: otherwise?.withoutFinalLineEnd(source), offset: offset)]
        default:
            return self
        }
    }
}
