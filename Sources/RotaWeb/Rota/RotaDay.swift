import Civil
import RotaDomain
import RotaEngine
import RotaStore
import SQLite

/// One clinician's day of the draft, with the week around it that the rules look at.
struct RotaDay {
    let rota: VisibleRota
    let clinician: PracticeFile.Clinician
    let clinicianId: Int
    let day: Day
    /// The rules that the day's shifts were knowingly saved against.
    let overrides: String
    /// Approved leave on the day, to lead to.
    let leave: [LeaveRequest]

    var file: PracticeFile { rota.file }
    var week: DayRange { DayRange(weekOf: day) }
    var plan: DayPlan { rota.plan(of: clinician.id, on: day) }
    var words: BreachWords { BreachWords(file) }
    /// What the day lacks as it stands.
    var gaps: [Warning] { Warning.find(in: file, DayRange(day)) }
    /// "Dr Amara Okafor, Tuesday 24 November 2026"
    var title: String { "\(clinician.name), \(day.long)" }

    /// The day that the address names; not found where there is no such clinician or date.
    static func find(_ context: SignedIn) throws -> RotaDay {
        let id = try context.id("clinicianId")
        guard let text = context.parameters["date"], let day = Day(iso: text), RotaDate.years.contains(day.year) else { throw PageError.notFound }
        let found = try context.store.read { db -> RotaDay? in
            let shifts = ShiftRepository(db, context.visibility)
            guard let rota = try shifts.rota(DayRange(weekOf: day)), let clinician = rota.clinician(id) else { return nil }
            let leave = try LeaveRepository(db, context.visibility).list(
                LeaveFilter(clinicianId: id, status: .approved, from: day, to: day), today: context.today, limit: 2, offset: 0)
            return RotaDay(
                rota: rota, clinician: clinician, clinicianId: id, day: day, overrides: try shifts.overrides(clinicianId: id, on: day), leave: leave.map(\.leave))
        }
        guard let found else { throw PageError.notFound }
        return found
    }
}
