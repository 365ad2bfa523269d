import Civil

/// What an import would add to what is there, and what stands against it (B11). Nothing is ever overwritten but settings and cover.
package struct PracticeFileMerge: Sendable {
    /// One kind of record, for the dry run's list.
    package struct Count: Sendable, Equatable {
        package let kind: String
        package let added: Int
        package let unchanged: Int
        /// Rows replaced by the file's.
        package let changed: Int
    }

    /// What is to be inserted; settings and cover are the file's.
    package private(set) var additions: PracticeFile
    package private(set) var counts: [Count] = []
    /// Settings that would change: what, from, to.
    package private(set) var settings: [(what: String, from: String, to: String)] = []
    package private(set) var problems: [FileProblem] = []

    /// - Parameter current: the practice as it is; nil in an empty database.
    package init(_ file: PracticeFile, into current: PracticeFile?) {
        additions = file
        let current = current ?? Self.nothing(like: file)
        compareSettings(file.practice, current.practice)
        mergeNames(file, current)
        mergeClinicians(file, current)
        mergeTerms(file, current)
        mergeDated(file, current)
        mergeCover(file, current)
        mergeShifts(file, current)
    }

    /// An empty database: it has no settings to change, and nothing else.
    private static func nothing(like file: PracticeFile) -> PracticeFile {
        var settings = file.practice
        settings.closures = []
        settings.halfClosures = []
        return PracticeFile(practice: settings, locations: [])
    }

    package var isEmpty: Bool { settings.isEmpty && counts.allSatisfy { $0.added == 0 && $0.changed == 0 } }

    private mutating func problem(_ path: String, _ what: String) { problems.append(FileProblem(line: nil, path: path, what: what)) }

    private mutating func count(_ kind: String, added: Int, of total: Int, changed: Int = 0) {
        counts.append(Count(kind: kind, added: added, unchanged: total - added - changed, changed: changed))
    }

    private mutating func compareSettings(_ new: PracticeFile.Settings, _ old: PracticeFile.Settings) {
        func note(_ what: String, _ from: String, _ to: String) {
            if from != to { settings.append((what, from, to)) }
        }
        note("Name", old.name, new.name)
        note("Nation", old.nation.label, new.nation.label)
        note("Full-time parts a week", "\(old.fullTimeParts)", "\(new.fullTimeParts)")
        note("Duty", old.dutySpan == .day ? "whole days" : "half-days", new.dutySpan == .day ? "whole days" : "half-days")
        note("Counts towards the minimum", old.countsTowardsMinimum.map(\.label).joined(separator: ", "), new.countsTowardsMinimum.map(\.label).joined(separator: ", "))
        note("Open half-days", Self.words(old.open), Self.words(new.open))
        for type in [TermType.fy, .st] { note("Supervisors of \(type.label)s", old.supervisorGroups[type] ?? "none", new.supervisorGroups[type] ?? "none") }
    }

    private static func words(_ open: [Weekday: Set<Part>]) -> String {
        Weekday.allCases.compactMap { day in open[day].flatMap { Span(parts: $0) }.map { "\(day.shortName)\($0 == .full ? "" : " \($0.rawValue)")" } }.joined(separator: ", ")
    }

    private mutating func mergeNames(_ file: PracticeFile, _ current: PracticeFile) {
        additions.locations = file.locations.filter { !current.locations.contains($0) }
        additions.groups = file.groups.filter { !current.groups.contains($0) }
        count("Locations", added: additions.locations.count, of: file.locations.count)
        count("Groups", added: additions.groups.count, of: file.groups.count)
        let closed = Set(current.practice.closures), halves = Set(current.practice.halfClosures.map(\.date))
        additions.practice.closures = file.practice.closures.filter { !closed.contains($0) && !halves.contains($0) }
        for (index, day) in file.practice.closures.enumerated() where halves.contains(day) {
            problem("practice.closures[\(index)]", "\(day.iso) is closed here for a half-day only. Remove that closure first")
        }
        additions.practice.halfClosures = file.practice.halfClosures.filter { !current.practice.halfClosures.contains($0) }
        for (index, half) in additions.practice.halfClosures.enumerated() where closed.contains(half.date) || halves.contains(half.date) {
            problem("practice.half_closures[\(index)]", "\(half.date.iso) has another closure here. Remove it first")
        }
        count(
            "Closures", added: additions.practice.closures.count + additions.practice.halfClosures.count,
            of: file.practice.closures.count + file.practice.halfClosures.count)
    }

    private mutating func mergeClinicians(_ file: PracticeFile, _ current: PracticeFile) {
        let known = Dictionary(current.clinicians.map { ($0.id, $0) }) { first, _ in first }
        additions.clinicians = []
        for (index, clinician) in file.clinicians.enumerated() {
            guard let old = known[clinician.id] else {
                additions.clinicians.append(clinician)
                continue
            }
            let isSame = old.name == clinician.name && old.active == clinician.active && Set(old.groups) == Set(clinician.groups) && old.dutyBalance == clinician.dutyBalance
            if !isSame { problem("clinicians[\(index)]", "\(old.name) (\(old.id)) is here already with other details. Change them here by hand, or give the file's clinician another id") }
        }
        count("Clinicians", added: additions.clinicians.count, of: file.clinicians.count)
    }

    private mutating func mergeTerms(_ file: PracticeFile, _ current: PracticeFile) {
        let known = Dictionary(grouping: current.terms, by: \.clinician)
        additions.terms = []
        for (index, term) in file.terms.enumerated() {
            let others = known[term.clinician] ?? []
            if others.contains(term) { continue }
            let clash = others.first { $0.start <= (term.end ?? $0.start) && term.start <= ($0.end ?? term.start) }
            if let clash {
                problem("terms[\(index)]", "overlaps the \(clash.type.label) term from \(clash.start.words) that \(term.clinician) has here")
            } else {
                additions.terms.append(term)
            }
        }
        count("Working terms", added: additions.terms.count, of: file.terms.count)
    }

    private mutating func mergeDated(_ file: PracticeFile, _ current: PracticeFile) {
        additions.leave = file.leave.filter { !current.leave.contains($0) }
        count("Leave", added: additions.leave.count, of: file.leave.count)
        additions.locumBookings = []
        for (index, booking) in file.locumBookings.enumerated() where !current.locumBookings.contains(booking) {
            let clash = current.locumBookings.first { $0.clinician == booking.clinician && $0.location != booking.location && $0.range.overlaps(booking.range) }
            if let clash {
                problem("locum_bookings[\(index)]", "\(booking.clinician) is booked at \(clash.location) here, \(clash.range.words)")
            } else {
                additions.locumBookings.append(booking)
            }
        }
        count("Locum bookings", added: additions.locumBookings.count, of: file.locumBookings.count)
    }

    private mutating func mergeCover(_ file: PracticeFile, _ current: PracticeFile) {
        let keys = Set(current.cover.map { "\($0.weekday) \($0.part) \($0.location)" })
        let same = file.cover.filter { current.cover.contains($0) }.count
        let added = file.cover.filter { !keys.contains("\($0.weekday) \($0.part) \($0.location)") }.count
        count("Cover requirements", added: added, of: file.cover.count, changed: file.cover.count - same - added)
        let dates = Set(current.coverOverrides.map { "\($0.date) \($0.part) \($0.location)" })
        let sameDates = file.coverOverrides.filter { current.coverOverrides.contains($0) }.count
        let addedDates = file.coverOverrides.filter { !dates.contains("\($0.date) \($0.part) \($0.location)") }.count
        count("Cover on single dates", added: addedDates, of: file.coverOverrides.count, changed: file.coverOverrides.count - sameDates - addedDates)
    }

    private mutating func mergeShifts(_ file: PracticeFile, _ current: PracticeFile) {
        struct Place: Hashable {
            let clinician: String
            let date: Day
            let part: Part
        }
        let known = Set(current.shifts)
        let taken = Set(current.shifts.flatMap { shift in shift.span.parts.map { Place(clinician: shift.clinician, date: shift.date, part: $0) } })
        additions.shifts = []
        for (index, shift) in file.shifts.enumerated() where !known.contains(shift) {
            if shift.span.parts.contains(where: { taken.contains(Place(clinician: shift.clinician, date: shift.date, part: $0)) }) {
                problem("shifts[\(index)]", "\(shift.clinician) has another shift here on \(shift.date.iso)")
            } else {
                additions.shifts.append(shift)
            }
        }
        count("Shifts", added: additions.shifts.count, of: file.shifts.count)
    }
}
