import Civil
import Rostering
import RotaDomain

/// A practice and a range as a roster problem, and the way back from a solution to shifts.
///
/// Costs are points × `scale`, rounded to whole numbers.
struct PracticeProblem: Sendable {
    /// A power of two, so that only the products of shares and contracts are rounded.
    static let scale = 1024.0
    /// What one breach of H5 or H8 costs in the search: more than any rota.
    static let forbidden = RosterProblem.forbidden
    /// No one penalty is more, whatever numbers a practice holds, so that sums stay far from the end of 64 bits; but a rule dear by its weight may count
    /// so many.
    private static let dearest = Double(1 << 44), mostCounted = 64.0

    let words: PracticeWords
    let given: GivenRota
    /// By clinician × the range's days + day of the range, what each option means.
    let options: [[ClinicianDay]]
    let counters: RuleCounters
    let roster: CompiledRoster

    /// Refuses what is too large while it is built, each part before the next.
    ///
    /// - Parameters:
    ///   - narrowed: of all that a clinician may do on a day, what is left to choose from; at least one.
    ///   - isCancelled: asked on the way; true ends it.
    init(
        _ words: PracticeWords, book: RuleBook = .standard, limits: RosterLimits = RosterLimits(),
        narrowed: ([ClinicianDay]) -> [ClinicianDay] = { $0 }, isCancelled: () -> Bool = { false }
    ) throws(GenerationFailure) {
        let given = GivenRota(words)
        let options = try DayOptions.all(given, words, limits, narrowed, isCancelled)
        let counters = RuleCounters(words, given, FairShares(words), book, limits: limits, isCancelled: isCancelled)
        try self.init(counters, options, limits: limits, isCancelled: isCancelled)
    }

    init(_ counters: RuleCounters, _ options: [[ClinicianDay]], _ roster: CompiledRoster) {
        words = counters.words
        given = counters.given
        self.options = options
        self.counters = counters
        self.roster = roster
    }

    /// Points as the search counts them.
    static func cost(_ points: Double) -> Int64 { cost(points, weight: 1) }

    /// What a rule's count costs the search.
    static func cost(_ count: Double, weight: Double) -> Int64 { Int64(min(weight * count * scale, max(dearest, weight * mostCounted * scale)).rounded()) }

    /// The shifts of a solution, given as the option chosen for each cell.
    func shifts(_ choices: [Int32]) -> [PracticeFile.Shift] {
        var found: [PracticeFile.Shift] = []
        let first = words.days.lowerBound
        for shift in words.file.shifts where words.range.contains(shift.date) { found += standing(shift) }
        for (cell, options) in options.enumerated() {
            let chosen = options[Int(choices[cell])]
            let id = words.file.clinicians[chosen.clinician].id, date = words.date(first + cell % words.days.count)
            let am = chosen.stands.contains(.am) ? nil : chosen.am, pm = chosen.stands.contains(.pm) ? nil : chosen.pm
            if let am, am == pm {
                found.append(shift(id, date, .full, am))
            } else {
                if let am { found.append(shift(id, date, .am, am)) }
                if let pm { found.append(shift(id, date, .pm, pm)) }
            }
        }
        return found.sorted(by: RotaOrder.precedes)
    }

    /// What stands of a given shift whatever is chosen: all of it, nothing, or the protected half of a day whose other half is released.
    private func standing(_ shift: PracticeFile.Shift) -> [PracticeFile.Shift] {
        let parts = PartSet(shift.span), kept = shift.pinned ? parts : parts.intersection(words.protectedParts(words.number(of: shift.date)))
        guard let span = kept.span else { return [] }
        var shift = shift
        shift.span = span
        return [shift]
    }

    private func shift(_ id: String, _ date: Day, _ span: Span, _ work: ClinicianDay.Work) -> PracticeFile.Shift {
        PracticeFile.Shift(clinician: id, date: date, span: span, kind: work.kind, location: words.file.locations[work.location])
    }
}

/// The order of the rota file: by date, clinician id, span, and then by all the rest, so that equal rotas are equal files.
enum RotaOrder {
    static func precedes(_ a: PracticeFile.Shift, _ b: PracticeFile.Shift) -> Bool {
        if a.date != b.date { return a.date < b.date }
        if a.clinician != b.clinician { return a.clinician.precedesInBytes(b.clinician) }
        if a.span != b.span { return rank(a.span) < rank(b.span) }
        if a.kind != b.kind { return a.kind == .duty }
        if a.location != b.location { return a.location.precedesInBytes(b.location) }
        return a.pinned && !b.pinned
    }

    private static func rank(_ span: Span) -> Int { span == .full ? 1 : span == .am ? 0 : 2 }
}
