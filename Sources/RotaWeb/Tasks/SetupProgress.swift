import Civil
import RotaStore
import SQLite

/// What is left to do before the first published rota.
struct SetupProgress {
    struct Task {
        let label: String
        let hint: String?
        let section: Section
        let state: State
    }

    enum State {
        case completed, incomplete, blocked
    }

    let tasks: [Task]

    /// Days from today that a rota must reach to be called generated: an imported one may end next week.
    private static let reach = 28

    init(_ db: Connection, today: Day) throws {
        let counts = try SetupCounts.count(db)
        func state(_ done: Bool, after ready: Bool = true) -> State { done ? .completed : ready ? .incomplete : .blocked }
        let isOpen = counts.locations > 0 && counts.openParts > 0
        let hasTerms = counts.clinicians > 0 && counts.cliniciansWithTerm == counts.clinicians
        func why(_ ready: Bool, _ reason: String, _ hint: String?) -> String? { ready ? hint : reason }
        let isReady = counts.cliniciansWithTerm > 0 && counts.coverNeeded > 0
        let supervision = counts.unsupervised == 0 ? "\(counted(counts.trainees, "trainee")), with somebody in each supervisors’ group" : "Say who may supervise the trainees, and put them in that group"
        tasks = [
            Task(label: "Practice", hint: nil, section: .practice, state: state(counts.hasPractice)),
            Task(
                label: "Locations and opening", hint: why(counts.hasPractice, "After the practice", counts.locations > 0 ? counted(counts.locations, "location") : nil),
                section: .locations, state: state(isOpen, after: counts.hasPractice)),
            Task(
                label: "Clinicians",
                hint: why(isOpen, "After locations and opening", counts.clinicians > 0 ? "\(counts.clinicians) active" : "Add them one by one, or import a practice file"),
                section: .clinicians, state: state(counts.clinicians > 0, after: isOpen)),
            Task(
                label: "Working terms", hint: counts.clinicians > 0 ? "\(counts.cliniciansWithTerm) of \(counts.clinicians) clinicians have one" : "After the first clinician",
                section: .clinicians, state: state(hasTerms, after: counts.clinicians > 0)),
        ]
            + (counts.trainees == 0 ? [] : [Task(label: "Groups and supervision", hint: supervision, section: .groups, state: state(counts.unsupervised == 0))])
            + [
                Task(
                    label: "Cover", hint: why(isOpen, "After locations and opening", "How many doctors each half-day needs"), section: .cover,
                    state: state(counts.coverNeeded > 0, after: isOpen)),
                Task(
                    label: "Closures",
                    hint: why(counts.hasPractice, "After the practice", counts.bankHolidays > 0 ? "\(counts.bankHolidays) bank holidays are in; add your own days" : "Bank holidays and your own days"),
                    section: .closures, state: state(counts.closures > 0 || counts.lastShift != nil, after: counts.hasPractice)),
                Task(
                    label: "Generate the rota", hint: why(isReady, "After cover and working terms", counts.lastShift.map { "There are shifts up to \($0.words)" }),
                    section: .generate, state: state((counts.lastShift ?? today) >= today + SetupProgress.reach, after: isReady)),
                Task(
                    label: "Publish", hint: counts.lastShift != nil ? nil : "After the first rota is saved", section: .publications,
                    state: state(counts.publications > 0, after: counts.lastShift != nil)),
                Task(
                    label: "Invite your clinicians", hint: SetupProgress.invited(counts), section: .clinicians,
                    state: state(counts.cliniciansWithAccount + counts.cliniciansInvited > 0, after: counts.clinicians > 0)),
            ]
    }

    private static func invited(_ counts: SetupCounts) -> String {
        guard counts.clinicians > 0 else { return "After the first clinician" }
        guard counts.cliniciansWithAccount + counts.cliniciansInvited > 0 else { return "From each clinician’s page, so that they see the rota once it is published" }
        let invited = counts.cliniciansInvited == 0 ? "" : ", \(counts.cliniciansInvited) more invited"
        return "\(counts.cliniciansWithAccount) of \(counts.clinicians) can sign in\(invited)"
    }

    var completed: Int { tasks.count { $0.state == .completed } }
    var isComplete: Bool { completed == tasks.count }
}
