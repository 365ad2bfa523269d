import Rostering

/// Why there is no rota.
package enum GenerationFailure: Error, Sendable {
    /// Practice and dates together ask for more than a roster may hold.
    case tooLarge(RosterTooLarge)
    /// It was cancelled before there was any rota.
    case cancelled
    /// In assert mode: the search's score is not what the rules say.
    case contradiction(ScoreContradiction)

    /// For the manager, with what to do.
    package var sentence: String {
        switch self {
        case .tooLarge(let size): size.sentence
        case .cancelled: "The generation was cancelled before there was a rota."
        case .contradiction(let found): found.description
        }
    }
}
