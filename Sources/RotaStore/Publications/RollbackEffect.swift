import Civil
import RotaDomain
import SQLite

/// What taking a version back would do, on the dates where it still stands.
package struct RollbackEffect: Sendable {
    package let publication: Publication
    /// From the first date where it stands to the last.
    package let range: DayRange
    /// Dates that show an earlier version again.
    package let restored: [Day]
    /// Dates that had not been published before.
    package let unpublished: [Day]
    /// What the earlier versions hold for the restored dates.
    package let before: [PracticeFile.Shift]
    /// For clinicians: what they see now against what they will see.
    package let difference: RotaDifference
    /// The draft's days that become what the earlier version says.
    package let draftChanges: Int
    /// With the shifts of whole weeks, which the rules about weeks ask for.
    package let practice: LoadedPractice

    /// Nil when there is no such version, or it stands nowhere any more.
    package static func load(_ id: Int, _ db: Connection) throws -> RollbackEffect? {
        guard let publication = try PublicationRepository(db).find(id) else { return nil }
        let standing = try PublicationRepository(db).days(of: id).filter(\.isStanding)
        guard let first = standing.first?.date, let last = standing.last?.date, let range = DayRange(first, last),
            let practice = try PracticeFileRepository(db, .practice).load(DayRange(first.monday, last.monday + 6) ?? range)
        else { return nil }
        let restored = standing.filter { $0.previousId != nil }.map(\.date), unpublished = standing.filter { $0.previousId == nil }.map(\.date)
        let dates = Set(standing.map(\.date)), restoredDates = Set(restored)
        let before = try PublishedShifts(db).before(id).filter { restoredDates.contains($0.date) }
        let now = try PublishedShifts(db).held(by: id).filter { dates.contains($0.date) }
        let draft = practice.file.shifts.filter { restoredDates.contains($0.date) }
        return RollbackEffect(
            publication: publication, range: range, restored: restored, unpublished: unpublished, before: before,
            difference: RotaDifference(from: now, to: before), draftChanges: RotaDifference(from: draft, to: before).changes.count, practice: practice)
    }
}
