import Civil
import RotaDomain

extension VisibleRota {
    /// A proposal in place of the draft, with today's draft where the published rota stands, so that the grid marks what the proposal changes.
    package func proposing(_ shifts: [PracticeFile.Shift], on range: DayRange) -> VisibleRota {
        var proposed = file
        proposed.shifts = file.shifts.filter { !range.contains($0.date) } + shifts
        return VisibleRota(
            file: proposed, clinicianIds: clinicianIds, locationIds: locationIds, revision: revision,
            versions: Dictionary(uniqueKeysWithValues: range.days.map { ($0, 0) }), published: file.shifts, closureTitles: closureTitles, showsDrafts: true)
    }
}
