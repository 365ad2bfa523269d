import RotaDomain

/// Whether a gap could be met, as a tag.
struct StandingTag {
    let kind: GapAccount.Standing
    let text: String
    let tagClass: String

    /// - Parameter count: how many are missing.
    init?(_ standing: GapAccount.Standing, unavoidable: Int, count: Int) {
        kind = standing
        guard let phrase = standing.phrase(unavoidable: unavoidable, of: count) else { return nil }
        text = phrase
        tagClass = standing == .couldBeMet ? "tag tag--leave" : "tag tag--quiet"
    }
}
