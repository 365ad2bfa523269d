import RotaDomain

/// Whether a gap could be met, as a tag.
struct StandingTag {
    let kind: GapAccount.Standing
    let text: String
    let tagClass: String

    /// - Parameter count: how many are missing.
    init?(_ standing: GapAccount.Standing, unavoidable: Int, count: Int) {
        kind = standing
        switch standing {
        case .unavoidable, .tied: (text, tagClass) = ("Unavoidable", "tag tag--quiet")
        case .couldBeMet: (text, tagClass) = (unavoidable > 0 ? "\(unavoidable) of \(count) unavoidable" : "Could be met", "tag tag--leave")
        case .unknown where unavoidable > 0: (text, tagClass) = ("\(unavoidable) of \(count) unavoidable", "tag tag--quiet")
        case .unknown: return nil
        }
    }
}
