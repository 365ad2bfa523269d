import Civil
import RotaDomain
import RotaStore
import SQLite

/// How far the rota reaches without a hole: the first date from next week on that needs doctors and has none ends it, whatever single shifts
/// stand later.
struct RotaReach {
    /// The Monday from which to generate: next week's at the earliest.
    let next: Day
    /// "The rota reaches Friday 18 December 2026."
    let sentence: String

    static func load(_ db: Connection, today: Day) throws -> RotaReach {
        guard let last = try ShiftRepository(db, .practice).lastDate(), last >= today, let range = DayRange(today, last),
            let file = try PracticeFileRepository(db, .practice).load(range)?.file
        else { return RotaReach(next: today.monday + 7, sentence: "There is no rota from today on yet.") }
        let worked = Set(file.shifts.map(\.date)), needs = CoverTable(file, range)
        let hole = range.days.first { day in day >= today.monday + 7 && !worked.contains(day) && isNeeded(day, needs, file) } ?? last + 1
        let next = max(today.monday + 7, hole > last ? last.monday + 7 : hole.monday)
        let reached = worked.filter { $0 < hole }.max()
        let later = hole < last
        return RotaReach(
            next: TypedDate.years.contains(next.year) ? next : today.monday + 7,
            sentence: reached.map { "The rota reaches \($0.long).\(later ? " Some shifts stand after that, to \(last.words)." : "")" }
                ?? "There is no rota from today on yet.\(later ? " Some shifts stand to \(last.words)." : "")")
    }

    private static func isNeeded(_ day: Day, _ needs: CoverTable, _ file: PracticeFile) -> Bool {
        file.locations.contains { location in
            Part.allCases.contains { part in
                let need = needs.need(day, part, location)
                return need.minimum > 0 || need.duty > 0
            }
        }
    }
}
