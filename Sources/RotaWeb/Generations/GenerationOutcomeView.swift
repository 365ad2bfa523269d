import Civil
import RotaDomain

/// A generation that is over: saved, discarded, cancelled or failed.
struct GenerationOutcomeView {
    let page: PageLayout
    let tagClass: String
    let outcome: String
    let lead: String
    let sentence: String
    let againPath: String
    let weekPath: String?

    init(page: PageLayout, generation: Generation) {
        self.page = page
        (outcome, tagClass) = GenerationWords.state(generation.state)
        lead = GenerationWords.order(generation.order) + "."
        sentence = switch generation.state {
        case .saved: "The draft holds it. Clinicians see it once it is published."
        case .discarded: "It was thrown away. The rota stayed as it was."
        case .cancelled: "It was cancelled before it was done. The rota stayed as it was."
        default: (generation.failure ?? "It could not be generated.") + " The rota stayed as it was."
        }
        againPath = Paths.newGeneration(like: generation.order)
        weekPath = generation.state == .saved ? Paths.week(of: generation.order.range.first) : nil
    }

    private init() {
        page = .preview
        tagClass = "tag tag--gap"
        outcome = "Failed"
        lead = "Monday 30 November 2026 to Sunday 28 February 2027, filling gaps only."
        sentence = "The program was stopped while it worked. The rota stayed as it was."
        againPath = "/generations/new"
        weekPath = "/rota"
    }

    static let preview = GenerationOutcomeView()
}

/// Nothing was saved, since the rota is no longer the one that the proposal was made for.
struct GenerationStaleView {
    let page: PageLayout
    let reason: String
    let path: String
    let back: String

    static let preview = GenerationStaleView(page: .preview, reason: "Shifts were changed by hand after this rota was begun.", path: "/generations/new", back: "/generations/12")
}
