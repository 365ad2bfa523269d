import Civil

/// Reads the working terms of a practice file and checks each by itself and against the clinician's others (S0.12, S0.50).
enum TermReader {
    static func read(_ top: Fields, _ names: FileNames) -> [PracticeFile.Term]? {
        guard let rows = top.records("terms", atMost: PracticeFileReader.mostRecords) else { return nil }
        var terms: [PracticeFile.Term] = []
        var spans: [String: [Stretch]] = [:]
        for (index, row) in rows.enumerated() {
            let basics = Basics(row, names)
            if let clinician = basics.clinician, let start = basics.start, let end = basics.end, end ?? start >= start {
                spans[clinician, default: []].append(Stretch(index: index, row: row, start: start, end: end))
            }
            terms += [term(row, basics)].compactMap { $0 }
        }
        spans.values.forEach(refuseOverlaps)
        return terms
    }

    /// What the checks across keys need; `end` is doubly optional: unreadable, or ongoing.
    private struct Basics {
        let clinician: String?
        let type: TermType?
        let start: Day?
        let end: Day??
        let locations: [String]?
        let supervisor: String??

        init(_ row: Fields, _ names: FileNames) {
            clinician = names.clinician(row)
            type = row.read("type", Check.word(TermType.self))
            start = row.read("start", Check.day)
            end = row.read("end", Check.day.orNull)
            if let start, let end, let last = end, last < start { row.problem("end", "\(last.words) is before \(start.words), the start") }
            locations = row.read("locations", Check.text.list(atMost: PracticeFileReader.mostLocations))
            row.noRepeats("locations", locations) { $0 }
            for location in locations ?? [] { row.known("locations", location, among: names.locations, "location") }
            if locations == [], let type, type != .locum { row.problem("locations", "must hold at least one location") }
            supervisor = row.read("supervisor", Check.text.orNull)
            row.known("supervisor", supervisor ?? nil, among: names.ids, "clinician")
            checkSupervisor(row)
        }

        private func checkSupervisor(_ row: Fields) {
            guard let type, type.isTrainee, let supervisor else { return }
            if supervisor == nil { row.problem("supervisor", "is required for \(type.rawValue)") }
            if supervisor == clinician, supervisor != nil { row.problem("supervisor", "a trainee cannot be their own supervisor") }
        }
    }

    private static func term(_ row: Fields, _ basics: Basics) -> PracticeFile.Term? {
        let weekdays = Check.word(Weekday.self).list(atMost: 100)
        let duty = row.read("duty", Check.boolean)
        let fte = row.read("fte", Check.number(from: 0, to: 100).orNull)
        let fixedDays = row.read("fixed_days", weekdays)
        let fixedDaysB = row.read("fixed_days_b", weekdays.orNull)
        let halfDays = row.read("half_days", Check.word(HalfDay.self).map(by: Weekday.self))
        let cannotWork = row.read("cannot_work", weekdays)
        let mustWork = row.read("must_work", weekdays)
        let minShifts = row.read("min_shifts", Check.number(from: 0, step: 0.5).orNull)
        let maxShifts = row.read("max_shifts", Check.number(from: 0, step: 0.5).orNull)
        let entitlement = row.read("leave_entitlement", Check.number(from: 0).orNull)
        if basics.type == .partner {
            checkPartner(row, fte: fte, mustWork: mustWork, cannotWork: cannotWork, least: minShifts ?? nil, most: maxShifts ?? nil)
        }
        if basics.type == .locum, let halfDays, !halfDays.isEmpty { row.problem("half_days", "a locum has none") }
        guard let clinician = basics.clinician, let type = basics.type, let start = basics.start, let end = basics.end,
            let locations = basics.locations, let supervisor = basics.supervisor, let duty, let fte, let fixedDays, let fixedDaysB, let halfDays,
            let cannotWork, let mustWork, let minShifts, let maxShifts, let entitlement
        else { return nil }
        return PracticeFile.Term(
            clinician: clinician, type: type, start: start, end: end, duty: duty, locations: locations, supervisor: supervisor, fte: fte,
            fixedDays: Set(fixedDays), fixedDaysB: fixedDaysB.map { Set($0) }, halfDays: halfDays, cannotWork: Set(cannotWork),
            mustWork: Set(mustWork), minShifts: minShifts, maxShifts: maxShifts, leaveEntitlement: entitlement)
    }

    private static func checkPartner(_ row: Fields, fte: Double??, mustWork: [Weekday]?, cannotWork: [Weekday]?, least: Double?, most: Double?) {
        if let fte, fte == nil { row.problem("fte", "is required for a partner") }
        let shared = Set(mustWork ?? []).intersection(cannotWork ?? []).sorted()
        if !shared.isEmpty { row.problem("must_work", "shares \(shared.map(\.rawValue).joined(separator: ", ")) with cannot_work") }
        if let least, let most, least > most {
            row.problem("min_shifts", "\(JSONText.number(least)) is above max_shifts, \(JSONText.number(most))")
        }
    }

    private struct Stretch {
        let index: Int
        let row: Fields
        let start: Day
        let end: Day?
    }

    /// Says of each term that it overlaps an earlier one of the clinician; one sweep by start, so that many terms take no longer.
    private static func refuseOverlaps(_ stretches: [Stretch]) {
        var longest: Stretch?
        for stretch in stretches.sorted(by: { ($0.start, $0.index) < ($1.start, $1.index) }) {
            guard let earlier = longest else {
                longest = stretch
                continue
            }
            if stretch.start <= earlier.end ?? stretch.start {
                let (later, other) = stretch.index > earlier.index ? (stretch, earlier) : (earlier, stretch)
                let dates = other.end.flatMap { DayRange(other.start, $0)?.words }.map { "of \($0)" } ?? "from \(other.start.words)"
                later.row.problem("overlaps the clinician’s term \(dates) (terms, entry \(other.index + 1))")
            }
            if let last = earlier.end, stretch.end ?? last + 1 > last { longest = stretch }
        }
    }
}
