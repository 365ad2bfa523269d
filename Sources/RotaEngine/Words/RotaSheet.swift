import Civil
import RotaDomain

/// Shifts, part by part: what stands for each clinician on each part of each day of a calendar.
struct RotaSheet: Sendable {
    /// One shift's work on one part.
    struct Entry: Sendable, Equatable {
        var kind: ShiftKind
        var location: Int
        var pinned: Bool
    }

    private let dayCount: Int
    private var entries: [[Entry]]

    /// Shifts of clinicians, dates or locations that the words don't know are left out.
    init(_ shifts: some Sequence<PracticeFile.Shift>, _ words: PracticeWords) {
        dayCount = words.dayCount
        entries = Array(repeating: [], count: words.clinicianCount * words.dayCount * 2)
        for shift in shifts where words.calendar.contains(shift.date) {
            guard let clinician = words.clinician(shift.clinician), let location = words.location(shift.location) else { continue }
            for part in shift.span.parts {
                let index = index(clinician, words.number(of: shift.date), part)
                entries[index].append(Entry(kind: shift.kind, location: location, pinned: shift.pinned))
            }
        }
        for index in entries.indices where entries[index].count > 1 {
            entries[index].sort { $0.precedes($1, words.locationRank) }
        }
    }

    private func index(_ clinician: Int, _ day: Int, _ part: Part) -> Int { (clinician * dayCount + day) * 2 + part.index }

    /// All that stands on the part, duty first.
    func standing(_ clinician: Int, _ day: Int, _ part: Part) -> [Entry] { entries[index(clinician, day, part)] }

    /// What the clinician does on the part; nil when not at work.
    func work(_ clinician: Int, _ day: Int, _ part: Part) -> Entry? { entries[index(clinician, day, part)].first }

    /// Lets this alone stand on the part.
    mutating func set(_ clinician: Int, _ day: Int, _ part: Part, _ entry: Entry?) {
        entries[index(clinician, day, part)] = entry.map { [$0] } ?? []
    }

    func worked(_ clinician: Int, _ day: Int) -> PartSet {
        let at = index(clinician, day, .am)
        return PartSet(rawValue: (entries[at].isEmpty ? 0 : 1) | (entries[at + 1].isEmpty ? 0 : 2))
    }

    func dutyParts(_ clinician: Int, _ day: Int) -> PartSet {
        let at = index(clinician, day, .am)
        return PartSet(rawValue: (entries[at].first?.kind == .duty ? 1 : 0) | (entries[at + 1].first?.kind == .duty ? 2 : 0))
    }
}

extension RotaSheet.Entry {
    /// The order of the reference scorer's tuples: duty first, then by location name, unpinned first.
    func precedes(_ other: Self, _ locationRank: [Int]) -> Bool {
        if kind != other.kind { return kind == .duty }
        if location != other.location { return locationRank[location] < locationRank[other.location] }
        return !pinned && other.pinned
    }
}
