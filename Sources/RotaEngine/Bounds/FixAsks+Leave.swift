import Civil
import RotaDomain

extension FixAsks {
    /// What could be asked of somebody on leave that day: to take it a day of work earlier or later, or to give the day up.
    func leave(_ clinician: Int, _ day: Int) -> [GapFix.Ask] {
        let date = words.date(day), id = file.clinicians[clinician].id
        let rows = file.leave.filter { $0.clinician == id && $0.status == .approved && $0.range.contains(date) }
        guard rows.allSatisfy({ LeaveType.mayBeAskedFor($0.type) }), let row = rows.first else { return [] }
        let alike = rows.allSatisfy { $0.part == row.part }, moved = rows.count == 1 ? moves(row, date) : []
        return moved.map { .moveLeave(person(clinician), from: row.range, to: $0, alike ? row.part : .full) }
            + [.giveUpLeave(person(clinician), date, alike ? row.part : .full)]
    }

    /// The leave with its first day of work given for the next one after it, or its last for the one before: as many as it was.
    private func moves(_ row: PracticeFile.Leave, _ date: Day) -> [DayRange] {
        var without = file
        without.leave.removeAll { $0 == row }
        func parts(_ day: Day) -> [Part] { Availability(without, clinician: row.clinician, on: day).availableParts.filter(row.part.covers) }
        let own = row.range.days.filter { !parts($0).isEmpty }
        guard let first = own.first, let last = own.last else { return [] }
        func next(_ from: Day, _ step: Int) -> Day? {
            let near = (1...7).lazy.map { from + $0 * step }.prefix { isOpenToChange($0) && !isOnOtherLeave($0, without, row.clinician) }
            return near.first { !parts($0).isEmpty }.flatMap { parts($0).count == parts(date).count ? $0 : nil }
        }
        let later = first == date ? next(last, 1).flatMap { DayRange(own.dropFirst().first ?? $0, $0) } : nil
        let earlier = last == date ? next(first, -1).flatMap { DayRange($0, own.dropLast().last ?? $0) } : nil
        return [later, earlier].compactMap { $0 }
    }

    /// Neither a weekend or a holiday, over which leave is not moved, nor a day of which nothing is known or may change.
    private func isOpenToChange(_ date: Day) -> Bool {
        let day = words.number(of: date)
        return words.days.contains(day) && !words.open(day).isEmpty && !words.isProtected(day)
    }

    private func isOnOtherLeave(_ date: Day, _ file: PracticeFile, _ clinician: String) -> Bool {
        file.leave.contains { $0.clinician == clinician && $0.status == .approved && $0.range.contains(date) }
    }
}
