import Civil
import RotaDomain

/// The shifts that the practice file holds before generation, in the three lights in which the rules see them.
struct GivenRota: Sendable {
    /// All shifts inside the range.
    let all: RotaSheet
    /// The pinned ones inside the range.
    let pinned: RotaSheet
    /// The shifts outside the range, which count for H5 in weeks that lie partly inside.
    let outside: RotaSheet
    /// By day of the calendar: was an unpinned shift given on it (S11)?
    let hadUnpinned: [Bool]

    init(_ words: PracticeWords) {
        let inside = words.file.shifts.filter { words.range.contains($0.date) }
        all = RotaSheet(inside, words)
        pinned = RotaSheet(inside.lazy.filter(\.pinned), words)
        outside = RotaSheet(words.file.shifts.lazy.filter { !words.range.contains($0.date) }, words)
        var had = Array(repeating: false, count: words.dayCount)
        for shift in inside where !shift.pinned { had[words.number(of: shift.date)] = true }
        hadUnpinned = had
    }

    /// What stands on the part because a pinned shift, or the protected period, says so; nil where nothing does.
    func standingWork(_ clinician: Int, _ day: Int, _ part: Part, _ words: PracticeWords) -> RotaSheet.Entry? {
        (words.protectedParts(day).contains(part) ? all : pinned).work(clinician, day, part)
    }

    /// The parts of the day that are as they are because a pinned shift, or the protected period, says so (H9).
    func stands(_ clinician: Int, _ day: Int, _ words: PracticeWords) -> PartSet {
        words.protectedParts(day).union(pinned.worked(clinician, day))
    }
}
