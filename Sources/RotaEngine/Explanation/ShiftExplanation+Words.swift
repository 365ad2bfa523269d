import Civil
import RotaDomain

extension ShiftExplanation {
    /// Why the shift is its clinician's, as a sentence.
    package var sentence: String {
        switch choice {
        case .pinned: "The shift is pinned."
        case .protected: "The shift stands as given: the day is in the protected period."
        case .contract: "The shift is in the contract, which leaves nothing else to do that day."
        case .onlyOne: "Nobody else could take it."
        case .cheapest(let next): "Nobody else would be better: the next \(next.verdict)."
        case .improvable(let better): "Somebody else \(better.verdict)."
        }
    }
}

extension ShiftExplanation.Verdict {
    /// Why the shift is not this clinician's, to follow the name: "is on annual leave", "instead would cost 312 more: duty fairness +240 …".
    package var sentence: String {
        switch self {
        case .barred(let obstacles): obstacles.first?.sentence ?? "could not take it"
        case .alreadyThere: "is there anyway"
        case .possible(let alternative): "\(alternative.kind.words) \(alternative.difference.verdict)"
        }
    }
}

extension ShiftAlternative.Kind {
    fileprivate var words: String {
        switch self {
        case .instead: "instead"
        case .exchangedDay: "with the two days exchanged"
        case .exchangedDays(let date): "with this day and \(date.weekday.name) \(date.day) \(date.monthName) exchanged"
        }
    }
}
