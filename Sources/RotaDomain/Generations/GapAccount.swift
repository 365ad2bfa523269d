/// What there is to say of one gap, in words: whether any rota could fill it, why or at what price, and what would close it.
///
/// Said once, by the engine; pages and the command line only lay it out.
package struct GapAccount: Sendable, Hashable, Codable {
    package enum Standing: String, Sendable, Hashable, Codable, CaseIterable {
        /// Missing in every rota.
        case unavoidable
        /// Can be filled only by leaving something as weighty open: missing here or elsewhere.
        case tied
        /// Can be filled, at a price.
        case couldBeMet
        /// No rota was found that fills it, and no proof that there is none.
        case unknown

        /// Does no other rota help, so that something must be asked of somebody?
        package var asksForFixes: Bool { self == .unavoidable || self == .tied }

        /// In words, for a line of many.
        /// - Parameters:
        ///   - unavoidable: how many of the gap are missing in every rota. Summed over all gaps never more than what no rota beats.
        ///   - count: how many are missing.
        package func phrase(unavoidable: Int, of count: Int) -> String? {
            switch self {
            case .unavoidable: "Unavoidable"
            case .tied, .couldBeMet, .unknown: unavoidable > 0 ? "\(unavoidable) of \(count) unavoidable" : isShown ? columnTitle : nil
            }
        }

        /// Of what a table counts in columns.
        package var columnTitle: String {
            switch self {
            case .unavoidable: "Unavoidable"
            case .tied: "Here or elsewhere"
            case .couldBeMet: "Could be met"
            case .unknown: "Not known"
            }
        }

        private var isShown: Bool { self != .unknown }
    }

    /// A heading with a list under it.
    package struct Section: Sendable, Hashable, Codable {
        package var title: String
        package var items: [String]
        /// Does it say of everybody who can't fill the gap why?
        package var isOfPeople: Bool

        package init(_ title: String, _ items: [String], isOfPeople: Bool = false) {
            self.title = title
            self.items = items
            self.isOfPeople = isOfPeople
        }
    }

    /// Of what is missing beyond `unavoidable`; `.unavoidable` where nothing is.
    package var standing: Standing
    /// How many are missing, and how many of them in every rota.
    package var count: Int
    package var unavoidable: Int
    /// For a list: "4 doctors needed, 3 available".
    package var brief: String
    /// The same with names.
    package var sentences: [String]
    package var sections: [Section]
    /// What would close it, the least that is asked first; nil until it was looked for.
    package var fixes: [String]?
    /// Is generating again what would help first, so that nobody is asked for anything?
    package var isForGenerating: Bool?

    package init(
        standing: Standing, count: Int, unavoidable: Int, brief: String, sentences: [String], sections: [Section] = [], fixes: [String]? = nil
    ) {
        self.standing = standing
        self.count = count
        self.unavoidable = unavoidable
        self.brief = brief
        self.sentences = sentences
        self.sections = sections
        self.fixes = fixes
    }

    /// Is nothing left to be worked out?
    package var isWhole: Bool { !standing.asksForFixes || fixes != nil }
}
