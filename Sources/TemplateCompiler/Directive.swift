/// One `{{…}}`.
enum Directive: Equatable {
    case view(String)
    case comment
    case value(ValuePath)
    case openFor(variable: String, in: ValuePath)
    case empty
    case closeFor
    case openIf(Condition)
    case elseIf(Condition)
    case otherwise
    case closeIf
    case partial(TemplateName, ValuePath)
    case openLayout(TemplateName, ValuePath)
    case closeLayout
    case content

    /// Whether a line that holds nothing else vanishes. A partial's line keeps its line end, a value's line stays as it is.
    var standsAlone: Bool {
        if case .value = self { false } else { true }
    }

    var isPartial: Bool {
        if case .partial = self { true } else { false }
    }
}

/// A Swift member path such as `row.name`; without members it is the view itself, written `.`.
struct ValuePath: Equatable {
    let members: [String]

    static let view = ValuePath(members: [])

    /// Nil for anything but names joined by full stops.
    init?(_ text: String) {
        let members = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard members.allSatisfy(isIdentifier) else { return nil }
        self.members = members
    }

    private init(members: [String]) {
        self.members = members
    }

    /// The Swift expression: a loop's or `if let`'s variable stands for itself, any other first name is a property of the view.
    func expression(in scope: [String]) -> String {
        if let first = members.first, scope.contains(first) {
            return members.joined(separator: ".")
        }
        return (["self"] + members).joined(separator: ".")
    }
}

/// What an `{{#if}}` or `{{else if}}` asks.
enum Condition: Equatable {
    case holds(ValuePath)
    case not(ValuePath)
    case binds(String, ValuePath)
}

func isIdentifier(_ text: String) -> Bool {
    guard let first = text.utf8.first, first.isLetter || first == UInt8(ascii: "_") else { return false }
    return text.utf8.allSatisfy { $0.isLetter || $0 == UInt8(ascii: "_") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
}
