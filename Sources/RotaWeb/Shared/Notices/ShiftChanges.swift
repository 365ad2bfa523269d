import Civil
import RotaDomain

/// What a version of the rota changed of one clinician's days, in words. There is at least one.
struct ShiftChanges {
    struct Day {
        let date: Civil.Day
        /// "Surgery, Main Surgery, all day → Duty, Main Surgery, morning"; of a date that nothing was published for, only what it holds.
        let words: String
        let isNew: Bool

        var dateWords: String { "\(date.weekday.name) \(date.words)" }
    }

    /// By date.
    let days: [Day]
    let first: Civil.Day

    /// - Parameters:
    ///   - changes: of one clinician, by date.
    ///   - shown: the dates that clinicians had seen something of before.
    ///   - withdrawn: the dates that are published no longer.
    init?(_ changes: [RotaDifference.Change], shown: Set<Civil.Day>, withdrawn: Set<Civil.Day>) {
        guard let first = changes.first?.date else { return nil }
        self.first = first
        days = changes.map { change in
            let isNew = !shown.contains(change.date)
            let after = withdrawn.contains(change.date) ? "No longer published" : ShiftChanges.words(change.after)
            return Day(date: change.date, words: isNew ? after : "\(ShiftChanges.words(change.before)) → \(after)", isNew: isNew)
        }
    }

    private var isNew: Bool { days.allSatisfy(\.isNew) }

    /// "Your shifts changed on 3 days"
    var heading: String { subject.sentenceCase }

    /// "your shifts changed on 3 days", "your shifts on 10 days are published"
    var subject: String {
        let count = counted(days.count, "day")
        return isNew ? "your shifts on \(count) are published" : "your shifts changed on \(count)"
    }

    /// For the list of notices.
    var sentence: String {
        guard days.count == 1, let day = days.first else { return "\(heading), the first on \(days.first?.dateWords ?? first.words)." }
        return "Your shift on \(day.dateWords): \(day.words)."
    }

    private static func words(_ plan: DayPlan) -> String {
        guard let am = plan.am, let pm = plan.pm, am.isSame(as: pm) else { return plan.words }
        return "\(plan.words), all day"
    }
}
