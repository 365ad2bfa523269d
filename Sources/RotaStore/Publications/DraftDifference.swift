import Civil
import RotaDomain
import SQLite

/// What clinicians would see otherwise if the draft of some dates were published.
package struct DraftDifference: Sendable {
    package let range: DayRange
    package let difference: RotaDifference
    /// Dates that clinicians see something of already.
    package let published: Set<Day>
    /// Draft shifts in the dates.
    package let shifts: Int
    package let practice: LoadedPractice
    /// The last date of what waits to be published, where that is more than one publication may hold.
    package var cutFrom: Day?

    /// The most dates that one publication may hold: 120 weeks.
    package static let mostDays = 840

    /// Nil before the practice has been set up.
    package static func load(_ range: DayRange, _ db: Connection) throws -> DraftDifference? {
        guard let practice = try PracticeFileRepository(db, .practice).load(range) else { return nil }
        let difference = RotaDifference(from: try PublishedShifts(db).standing(range), to: practice.file.shifts)
        let published = try PublicationRepository(db).publishedDays(range)
        return DraftDifference(range: range, difference: difference, published: published, shifts: practice.file.shifts.count, practice: practice)
    }

    /// From the first date, today or later, on which the draft is not what clinicians see, to the last that fits in; nil when there is none.
    package static func pending(_ db: Connection, today: Day) throws -> DraftDifference? {
        guard let last = try [ShiftRepository(db, .practice).lastDate(), PublicationRepository(db).lastPublishedDay()].compactMap({ $0 }).max(),
            let all = DayRange(today, max(last, today)), let found = try load(all, db), let first = found.difference.changes.first?.date,
            let end = found.difference.changes.last?.date, let range = DayRange(first, min(end, first + (mostDays - 1)))
        else { return nil }
        var draft = try load(range, db)
        if range.last < end { draft?.cutFrom = end }
        return draft
    }

    /// Does it add anything for anybody?
    package var isEmpty: Bool { difference.isEmpty }

    /// Dates that clinicians see nothing of yet.
    package var newDays: Int { range.count - published.count }
    /// On dates that clinicians see already.
    package var amendments: [RotaDifference.Change] { difference.changes.filter { published.contains($0.date) } }
    /// On dates that clinicians see nothing of yet.
    package var newChanges: [RotaDifference.Change] { difference.changes.filter { !published.contains($0.date) } }
}
