import Civil
import RotaDomain
import RotaEngine
import RotaStore

/// One gap explained: every clinician, with what stands against their filling it.
struct WarningView {
    /// "3" of a column whose head says what they are, and the word for those who hear the table.
    struct Duties {
        let figure: String
        let noun: String

        init(_ count: Double) {
            figure = NumberText.decimal(count)
            noun = count == 1 ? "duty" : "duties"
        }
    }

    struct Row {
        let name: String
        let path: String
        /// "Partner"
        let contract: String
        let could: Bool
        /// "In, surgery at Main Surgery"
        let now: String
        /// What they can do, or what stands against it.
        let why: String
        /// "3", where the gap is a duty and the clinician takes part in the rotation.
        let duties: Duties?
        /// The day with its answers chosen.
        let dayPath: String
        /// "Make duty doctor"
        let action: String

        var buttonClass: String { could ? "button button--secondary button--small" : "" }
    }

    let page: PageLayout
    let title: String
    let lead: String
    /// What no rota could change; nil where one could.
    let account: GapAccountView?
    let standing: StandingTag?
    let rows: [Row]
    /// Read out, and printed, before the table.
    let caption: String
    let weekPath: String
    /// "3 inactive clinicians are not listed."
    let unlisted: String?
    /// "Duties since 31 August", or nil where the gap is no duty.
    let dutiesTitle: String?
    /// What may help besides these people, of which the reader may do.
    let otherWays: [PageLayout.Link]

    /// Is there still a gap to be explained?
    let isMissing: Bool
    var hasRows: Bool { !rows.isEmpty }
    var hasOtherWays: Bool { !otherWays.isEmpty }

    init(page: PageLayout, day: Day, part: Part, location: String, warning: Warning?, account: GapAccount?, candidates: [CoverCandidate]?, rota: VisibleRota) {
        self.page = page
        isMissing = warning != nil
        title = warning?.tag ?? "Nothing missing"
        let fact = warning.map { $0.fact { code in rota.file.clinicians.first { $0.id == code }?.name ?? "A trainee" } } ?? "What was missing here has been filled"
        lead = "\(day.long), \(part.word)\(warning == nil ? ", \(location)" : ""). \(fact)."
        self.account = account.map { GapAccountView($0, withPeople: false) }
        standing = account.flatMap { StandingTag($0.standing, unavoidable: $0.unavoidable, count: $0.count) }
        rows = warning.flatMap { warning in candidates.map { Candidates(warning, rota).rows($0) } } ?? []
        let able = rows.count(where: \.could)
        caption = able == 0 ? "Nobody can fill it" : able == 1 ? "1 person can fill it" : "\(able) people can fill it"
        dutiesTitle = warning?.kind == .duty ? "Duties since \(WarningView.since(Candidates.counted(day).first))" : nil
        let place = FilledForm(day: day, part: part == .am ? .am : .pm, location: rota.locationIds[location])
        otherWays = [
            page.may.locums ? PageLayout.Link(label: "Book a locum", path: place.path(Paths.newLocumBooking)) : nil,
            page.may.settings ? PageLayout.Link(label: "Change what is needed on this date", path: place.path(Paths.newCoverOverride)) : nil,
            page.may.requests ? PageLayout.Link(label: "Record leave", path: FilledForm(day: day).path(Paths.newLeave)) : nil,
        ].compactMap { $0 }
        weekPath = Paths.week(at: day)
        unlisted = candidates == nil ? nil : ObstacleWords.unlisted(rota.file)
    }

    private static func since(_ day: Day) -> String { "\(day.day) \(day.monthName)" }

    private init() {
        page = .preview
        isMissing = true
        title = "No duty doctor"
        lead = "Wednesday 25 November 2026, afternoon. Hillside needs 1 duty doctor and has none."
        account = .preview
        standing = StandingTag(.unavoidable, unavoidable: 1, count: 1)
        rows = [
            Row(name: "Dr Tom Brennan", path: "/clinicians/1", contract: "Partner", could: true, now: "In, surgery at Hillside", why: "Can take duty", duties: Duties(3), dayPath: "/rota/1/2026-11-25", action: "Make duty doctor"),
            Row(name: "Dr Mei Tanaka", path: "/clinicians/2", contract: "ST Doctor", could: false, now: "Not in", why: "Is a trainee and never on duty", duties: nil, dayPath: "/rota/2/2026-11-25", action: "Open day"),
        ]
        caption = "1 person can fill it"
        dutiesTitle = "Duties since 31 August"
        otherWays = [PageLayout.Link(label: "Book a locum", path: "/locum-bookings/new")]
        weekPath = "/rota"
        unlisted = "3 inactive clinicians are not listed."
    }

    static let preview = WarningView()
}
