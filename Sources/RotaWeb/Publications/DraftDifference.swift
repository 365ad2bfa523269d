import Civil
import RotaDomain
import RotaStore
import SQLite

/// What clinicians would see otherwise if the draft of some dates were published.
struct DraftDifference: Sendable {
    let range: DayRange
    let difference: RotaDifference
    /// Dates that clinicians see nothing of yet.
    let newDays: Int
    /// Draft shifts in the dates.
    let shifts: Int
    let practice: LoadedPractice

    /// Nil before the practice has been set up.
    static func load(_ range: DayRange, _ db: Connection) throws -> DraftDifference? {
        guard let practice = try PracticeFileRepository(db).load(range) else { return nil }
        let difference = RotaDifference(from: try PublishedShifts(db).standing(range), to: practice.file.shifts)
        let published = try PublicationRepository(db).publishedDays(range)
        return DraftDifference(range: range, difference: difference, newDays: range.count - published.count, shifts: practice.file.shifts.count, practice: practice)
    }

    /// From the first date, today or later, on which the draft is not what clinicians see, to the last; nil when there is none.
    static func pending(_ db: Connection, today: Day) throws -> DraftDifference? {
        guard let last = try [ShiftRepository(db, .practice).lastDate(), PublicationRepository(db).lastPublishedDay()].compactMap({ $0 }).max(),
            let all = DayRange(today, max(last, today)), let found = try load(all, db), let first = found.difference.changes.first?.date,
            let end = found.difference.changes.last?.date, let range = DayRange(first, end)
        else { return nil }
        return try load(range, db)
    }

    /// Does it add anything for anybody?
    var isEmpty: Bool { difference.isEmpty }
}
