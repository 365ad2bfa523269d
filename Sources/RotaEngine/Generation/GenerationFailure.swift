import Rostering

/// Why there is no rota.
package enum GenerationFailure: Error, Sendable {
    /// Practice and dates together ask for more than a roster may hold.
    case tooLarge(RosterTooLarge)
    /// In assert mode: the search's score is not what the rules say.
    case contradiction(ScoreContradiction)

    /// For the manager, with what to do.
    package var sentence: String {
        switch self {
        case .tooLarge(let size): size.sentence
        case .contradiction(let found): found.description
        }
    }
}
