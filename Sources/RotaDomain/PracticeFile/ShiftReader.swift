import Civil

/// Reads the shifts of a practice file and of a rota file.
enum ShiftReader {
    static func read(_ top: Fields, _ names: FileNames, sharedPartsAllowed: Bool) -> [PracticeFile.Shift]? {
        guard let rows = top.records("shifts", atMost: PracticeFileReader.mostShifts) else { return nil }
        var shifts: [PracticeFile.Shift] = []
        var seen: [Place: Int] = [:]
        for (index, row) in rows.enumerated() {
            guard let shift = shift(row, names) else { continue }
            shifts.append(shift)
            guard !sharedPartsAllowed else { continue }
            for part in shift.span.parts {
                guard let other = seen.updateValue(index, forKey: Place(clinician: shift.clinician, date: shift.date, part: part)) else { continue }
                row.problem("shares the \(part.rawValue) of \(shift.date) with shifts[\(other)] of the same clinician")
                break
            }
        }
        return shifts
    }

    static func shift(_ row: Fields, _ names: FileNames, in file: String = "this file") -> PracticeFile.Shift? {
        let clinician = names.clinician(row, in: file)
        let date = row.read("date", Check.day)
        let span = row.read("span", Check.word(Span.self))
        let kind = row.read("kind", Check.word(ShiftKind.self))
        let location = names.location(row, in: file)
        let pinned = row.read("pinned", Check.boolean)
        guard let clinician, let date, let span, let kind, let location, let pinned else { return nil }
        return PracticeFile.Shift(clinician: clinician, date: date, span: span, kind: kind, location: location, pinned: pinned)
    }

    private struct Place: Hashable {
        let clinician: String
        let date: Day
        let part: Part
    }
}
