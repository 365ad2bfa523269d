import RotaDomain

/// What a gap is called where there is no room for its account: the one home of "No duty doctor" and "1 duty doctor short", which are two things where two are needed.
package struct GapTitle: Sendable, Hashable {
    package let kind: Gap.Kind
    package let missing: Int
    private let isNobodyThere: Bool

    package init(_ kind: Gap.Kind, missing: Int, needed: CoverTable.Need) {
        self.kind = kind
        self.missing = missing
        isNobodyThere = kind == .duty && missing >= needed.duty
    }

    package init(_ gap: Gap, needed: CoverTable.Need) { self.init(gap.kind, missing: gap.count, needed: needed) }

    /// "No duty doctor", "1 short", "Unsupervised"
    package var tag: String { phrase.prefix(1).uppercased() + phrase.dropFirst() }

    /// The same within a sentence.
    package var phrase: String {
        switch kind {
        case .duty: isNobodyThere ? "no duty doctor" : "\(missing) duty \(missing == 1 ? "doctor" : "doctors") short"
        case .cover: "\(missing) short"
        case .supervision: "unsupervised"
        }
    }

    /// Of several half-days in a list, with how many each lacks: "2 short, each of 3 mornings".
    /// - Parameter parts: "3 mornings"
    package func tag(ofEach parts: String) -> String {
        switch kind {
        case .duty where isNobodyThere, .supervision: "\(parts) \(ofSeveral)"
        case .duty, .cover: "\(tag), each of \(parts)"
        }
    }

    /// What several half-days are of which each has this gap: "2 mornings" and "short of doctors".
    package var ofSeveral: String {
        switch kind {
        case .duty where isNobodyThere: missing == 1 ? "without a duty doctor" : "without any of \(missing) duty doctors"
        case .duty: missing == 1 ? "short of duty doctors" : phrase
        case .cover: missing == 1 ? "short of doctors" : "\(missing) doctors short"
        case .supervision: "unsupervised"
        }
    }
}
