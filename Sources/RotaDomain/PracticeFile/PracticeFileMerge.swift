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
        /// What is added or changed, in words: the first `mostListed` in the file's order.
        package let entries: [String]
    }

    /// How many entries of a kind are put into words.
    package static let mostListed = 50

    /// What is to be inserted; settings and cover are the file's.
    package private(set) var additions: PracticeFile
    package private(set) var counts: [Count] = []
    /// Settings that would change: what, from, to. In an empty database all of them.
    package private(set) var settings: [(what: String, from: String, to: String)] = []
    package private(set) var problems: [FileProblem] = []

    /// - Parameter current: the practice as it is; nil in an empty database.
    package init(_ file: PracticeFile, into current: PracticeFile?) {
        additions = file
        let words = PracticeFileWords(file)
        compareSettings(file, current)
        let current = current ?? Self.nothing(like: file)
        mergeNames(file, current)
        mergeClinicians(file, current, words)
        mergeTerms(file, current, words)
        mergeLeave(file, current, words)
        mergeBookings(file, current, words)
        mergeCover(file, current)
        mergeShifts(file, current, words)
    }

    /// An empty database.
    private static func nothing(like file: PracticeFile) -> PracticeFile {
        var settings = file.practice
        settings.closures = []
        settings.halfClosures = []
        return PracticeFile(practice: settings, locations: [])
    }

    package var isEmpty: Bool { settings.isEmpty && counts.allSatisfy { $0.added == 0 && $0.changed == 0 } }

    private mutating func problem(_ path: String, _ what: String) { problems.append(FileProblem(line: nil, path: path, what: what)) }

    /// - Parameter entries: what is added and changed.
    private mutating func count<Entries: Collection>(
        _ kind: String, _ entries: Entries, changed: Int = 0, of total: Int, _ words: (Entries.Element) -> String
    ) {
        counts.append(
            Count(
                kind: kind, added: entries.count - changed, unchanged: total - entries.count, changed: changed,
                entries: entries.prefix(Self.mostListed).map(words)))
    }

    private mutating func compareSettings(_ new: PracticeFile, _ old: PracticeFile?) {
        let standing = old.map(PracticeFileWords.settings) ?? []
        for setting in PracticeFileWords.settings(new) {
            let from = standing.first { $0.what == setting.what }?.words ?? "not set"
            if from != setting.words { settings.append((setting.what, from, setting.words)) }
        }
    }

    private mutating func mergeNames(_ file: PracticeFile, _ current: PracticeFile) {
        additions.locations = file.locations.filter { !current.locations.contains($0) }
        additions.groups = file.groups.filter { !current.groups.contains($0) }
        count("Locations", additions.locations, of: file.locations.count) { $0 }
        count("Groups", additions.groups, of: file.groups.count) { $0 }
        let closed = Set(current.practice.closures), halves = Set(current.practice.halfClosures.map(\.date))
        additions.practice.closures = file.practice.closures.filter { !closed.contains($0) && !halves.contains($0) }
        for (index, day) in file.practice.closures.enumerated() where halves.contains(day) {
            problem("practice.closures[\(index)]", "\(day.iso) is closed here for a half-day only. Remove that closure first")
        }
        additions.practice.halfClosures = file.practice.halfClosures.filter { !current.practice.halfClosures.contains($0) }
        for (index, half) in additions.practice.halfClosures.enumerated() where closed.contains(half.date) || halves.contains(half.date) {
            problem("practice.half_closures[\(index)]", "\(half.date.iso) has another closure here. Remove it first")
        }
        let closures = additions.practice.closures.map(\.long) + additions.practice.halfClosures.map(PracticeFileWords.closure)
        count("Closures", closures, of: file.practice.closures.count + file.practice.halfClosures.count) { $0 }
    }

    private mutating func mergeClinicians(_ file: PracticeFile, _ current: PracticeFile, _ words: PracticeFileWords) {
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
        count("Clinicians", additions.clinicians, of: file.clinicians.count, words.clinician)
    }

    private mutating func mergeTerms(_ file: PracticeFile, _ current: PracticeFile, _ words: PracticeFileWords) {
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
        count("Working terms", additions.terms, of: file.terms.count, words.term)
    }

    private mutating func mergeLeave(_ file: PracticeFile, _ current: PracticeFile, _ words: PracticeFileWords) {
        additions.leave = file.leave.filter { !current.leave.contains($0) }
        count("Leave", additions.leave, of: file.leave.count, words.leave)
    }

    private mutating func mergeBookings(_ file: PracticeFile, _ current: PracticeFile, _ words: PracticeFileWords) {
        additions.locumBookings = []
        for (index, booking) in file.locumBookings.enumerated() where !current.locumBookings.contains(booking) {
            let clash = current.locumBookings.first { $0.clinician == booking.clinician && $0.location != booking.location && $0.range.overlaps(booking.range) }
            if let clash {
                problem("locum_bookings[\(index)]", "\(booking.clinician) is booked at \(clash.location) here, \(clash.range.words)")
            } else {
                additions.locumBookings.append(booking)
            }
        }
        count("Locum bookings", additions.locumBookings, of: file.locumBookings.count, words.booking)
    }

    private mutating func mergeCover(_ file: PracticeFile, _ current: PracticeFile) {
        let usual = Dictionary(current.cover.map { ("\($0.weekday) \($0.part) \($0.location)", $0) }) { first, _ in first }
        let standing = file.cover.map { usual["\($0.weekday) \($0.part) \($0.location)"] }
        let rows = zip(file.cover, standing).filter { $0 != $1 }
        count("Cover requirements", rows, changed: rows.count { $0.1 != nil }, of: file.cover.count) { new, old in
            PracticeFileWords.cover(new) + Self.before(old.map { CoverNeed(minimum: $0.minimum, duty: $0.duty) })
        }
        let dates = Dictionary(current.coverOverrides.map { ("\($0.date) \($0.part) \($0.location)", $0) }) { first, _ in first }
        let singles = zip(file.coverOverrides, file.coverOverrides.map { dates["\($0.date) \($0.part) \($0.location)"] }).filter { $0 != $1 }
        count("Cover on single dates", singles, changed: singles.count { $0.1 != nil }, of: file.coverOverrides.count) { new, old in
            PracticeFileWords.override(new) + Self.before(old.map { CoverNeed(minimum: $0.minimum, duty: $0.duty) })
        }
    }

    private static func before(_ need: CoverNeed?) -> String { need.map { ", now \($0.words)" } ?? "" }

    private mutating func mergeShifts(_ file: PracticeFile, _ current: PracticeFile, _ words: PracticeFileWords) {
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
        count("Shifts", additions.shifts, of: file.shifts.count, words.shift)
    }
}
