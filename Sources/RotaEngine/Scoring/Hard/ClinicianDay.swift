import Civil
import RotaDomain

/// What one clinician does on one day, real or considered: all that H1 to H4, H6, H7 and H10 look at.
///
/// The reference scorer fills it from a rota; the builder of the search problem fills it with every possibility, so that
/// what may be chosen and what is reported come from the same rules.
struct ClinicianDay {
    struct Work: Equatable {
        var kind: ShiftKind
        var location: Int
        /// Does more than one shift stand on the part?
        var shared = false
    }

    let clinician: Int
    let day: Int
    var am: Work?
    var pm: Work?
    /// The parts that pinned shifts or the protected period fix.
    let stands: PartSet
    /// The parts with a pinned shift.
    let pinned: PartSet
    /// Where the pinned shift of each part stands, or -1.
    let pinnedAt: (am: Int, pm: Int)

    init(_ clinician: Int, _ day: Int, _ given: GivenRota, _ words: PracticeWords) {
        self.clinician = clinician
        self.day = day
        stands = given.stands(clinician, day, words)
        pinned = given.pinned.worked(clinician, day)
        pinnedAt = (
            given.pinned.work(clinician, day, .am)?.location ?? -1,
            given.pinned.work(clinician, day, .pm)?.location ?? -1
        )
    }

    /// The day as the sheet has it.
    init(_ clinician: Int, _ day: Int, in sheet: RotaSheet, _ given: GivenRota, _ words: PracticeWords) {
        self.init(clinician, day, given, words)
        am = Self.work(sheet.standing(clinician, day, .am))
        pm = Self.work(sheet.standing(clinician, day, .pm))
    }

    static func work(_ standing: [RotaSheet.Entry]) -> Work? {
        standing.first.map { Work(kind: $0.kind, location: $0.location, shared: standing.count > 1) }
    }

    subscript(part: Part) -> Work? { part == .am ? am : pm }

    var worked: PartSet { PartSet(rawValue: (am == nil ? 0 : 1) | (pm == nil ? 0 : 2)) }
    var onDuty: PartSet { PartSet(rawValue: (am?.kind == .duty ? 1 : 0) | (pm?.kind == .duty ? 2 : 0)) }

    /// The parts whose work is not the sheet's, pinned parts apart; whether it is pinned there makes no difference.
    func partsThatDiffer(from sheet: RotaSheet) -> PartSet {
        Part.allCases.reduce(into: PartSet()) { parts, part in
            let before = sheet.work(clinician, day, part), now = self[part]
            if !pinned.contains(part), before?.kind != now?.kind || before?.location != now?.location { parts.formUnion(PartSet(part)) }
        }
    }

    func isPinned(at location: Int) -> Bool { pinnedAt.am == location || pinnedAt.pm == location }
}

/// A breach of one of the rules about a clinician's day, before it is given a date and a name.
struct DayFault {
    var rule: HardRule
    var part: Part?
    var fault: Breach.Fault
    var given: Bool
}

/// The rules that look at one clinician's day alone.
enum DayRules {
    static func faults(in day: ClinicianDay, _ words: PracticeWords) -> [DayFault] {
        var found: [DayFault] = []
        H01Availability.check(day, words, &found)
        H02OnePlaceAtATime.check(day, words, &found)
        H03Contract.check(day, words, &found)
        H04WholeDays.check(day, words, &found)
        H06DutyRotation.check(day, words, &found)
        H07DutySpan.check(day, words, &found)
        H10Locations.check(day, words, &found)
        return found
    }
}
