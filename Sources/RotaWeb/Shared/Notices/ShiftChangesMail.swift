import Civil
import RotaDomain

/// What a version of the rota changed of one clinician's own shifts (S0.78).
struct ShiftChangesMail: MailView {
    static let kind = "shift-changes"
    static let holdsSecret = false

    struct Row {
        let date: String
        /// "Surgery, Main Surgery, all day → Duty, Main Surgery, morning"
        let words: String
    }

    let frame: MailLayout
    let heading: String
    let rows: [Row]
    /// "and 40 more days"; nil where all are listed.
    let more: String?
    /// The week of the first date that is not listed, else of the first.
    let link: String

    /// As many days are listed.
    static let most = 20

    init(_ changes: ShiftChanges, _ post: Post) {
        heading = changes.heading
        frame = post.frame("\(post.practiceName): \(changes.subject)", because: "You get this because the rota of \(post.practiceName) has shifts of yours.")
        rows = changes.days.prefix(ShiftChangesMail.most).map { Row(date: $0.dateWords, words: $0.words) }
        let rest = changes.days.dropFirst(ShiftChangesMail.most)
        more = rest.isEmpty ? nil : "And \(counted(rest.count, "more day"))."
        link = post.address(Paths.week(at: rest.first?.date ?? changes.first))
    }

    private init() {
        frame = MailLayout(
            subject: "Elm Surgery: your shifts changed on 2 days", practice: "Elm Surgery", home: "https://rota.example.org/",
            reason: "You get this because the rota of Elm Surgery has shifts of yours.")
        heading = "Your shifts changed on 2 days"
        rows = [
            Row(date: "Monday 23 November 2026", words: "Surgery, Main Surgery, all day → Duty, Main Surgery, morning"),
            Row(date: "Tuesday 24 November 2026", words: "Surgery, Main Surgery, all day → Not working"),
        ]
        more = "And 40 more days."
        link = "https://rota.example.org/rota?week=2026-11-23&day=2026-11-23"
    }

    static let preview = ShiftChangesMail()
}
