import Civil
import RotaDomain
import RotaStore
import SQLite

/// What stands in some dates before a rota is generated for them: counted first, so that nobody is surprised (B5).
struct GenerationFacts {
    let range: DayRange
    let shifts: Int
    let pinned: Int
    /// Shifts on protected dates.
    let protected: Int
    /// The last protected date, where it lies in or after these dates.
    let protectedUntil: Day?
    /// Active clinicians without a term in these dates (S0.10).
    let withoutTerm: [String]
    let hasCover: Bool
    let hasPeople: Bool
    let rotaRevision: Int
    let reach: RotaReach
    /// Unpinned shifts outside the protected period, and inside it too.
    private let movableShifts: (kept: Int, all: Int)

    /// Nil before the practice has been set up.
    static func load(_ range: DayRange, _ db: Connection, today: Day) throws -> GenerationFacts? {
        guard let practice = try PracticeRepository(db).find(), let loaded = try PracticeFileRepository(db, .practice).load(range) else { return nil }
        let last = ProtectedPeriod.lastDay(of: practice, today: today, lastPublished: try PublicationRepository(db).lastPublishedDay())
        return GenerationFacts(
            loaded, range, protectedUntil: last.flatMap { $0 >= range.first ? $0 : nil }, reach: try RotaReach.load(db, today: today))
    }

    private init(_ practice: LoadedPractice, _ range: DayRange, protectedUntil: Day?, reach: RotaReach) {
        self.reach = reach
        let file = practice.file
        let isProtected: (PracticeFile.Shift) -> Bool = { shift in protectedUntil.map { shift.date <= $0 } ?? false }
        let unpinned = file.shifts.filter { !$0.pinned }
        self.range = range
        self.protectedUntil = protectedUntil
        shifts = file.shifts.count
        pinned = file.shifts.count - unpinned.count
        protected = file.shifts.count(where: isProtected)
        movableShifts = (unpinned.count { !isProtected($0) }, unpinned.count)
        let inTerm = Set(file.terms.filter { $0.start <= range.last && ($0.end ?? range.last) >= range.first }.map(\.clinician))
        let active = file.clinicians.filter(\.active)
        withoutTerm = active.filter { !inTerm.contains($0.id) }.map(\.name)
        hasPeople = active.contains { inTerm.contains($0.id) }
        hasCover = file.cover.contains { $0.minimum > 0 || $0.duty > 0 } || file.coverOverrides.contains { $0.minimum > 0 || $0.duty > 0 }
        rotaRevision = practice.revision.shifts
    }

    /// How many shifts replacing may move.
    func movable(overridingProtection: Bool) -> Int { overridingProtection ? movableShifts.all : movableShifts.kept }
}
