import Civil
import RotaDomain
import RotaEngine
import RotaStore
import SQLite

/// Notices when dates that are published come to lack staff: somebody falls ill, a booking is cancelled, more cover is asked for (S0.77).
///
/// The published rota's gaps are worked out anew when what they rest on has changed, and compared with those that are known. Dates that were published
/// meanwhile are passed over: whoever published them was shown their gaps.
struct StaffingWatch {
    private let practice: Practice
    /// As far ahead as is looked, in days.
    private static let horizon = 366
    /// As many gaps stand in a notice's sentence.
    private static let shown = 3

    init(_ practice: Practice) { self.practice = practice }

    private struct Found: Sendable {
        let basis: KnownGaps.Basis
        let remembered: KnownGaps.Basis?
        var gaps: [KnownGap] = []
        var sentences: [KnownGap.Place: String] = [:]
    }

    /// Tells of what is new; false where nothing has changed.
    @discardableResult
    func look() throws -> Bool {
        guard let found = try practice.store.read({ db in try find(db) }) else { return false }
        return try practice.store.write { db in
            let known = KnownGaps(db)
            // Another look was quicker, or the practice moved on: the next look sees to it.
            guard try known.remembered() == found.remembered else { return false }
            if let last = found.remembered { try tell(try news(found, since: last, known), found, db) }
            try known.remember(found.gaps, of: found.basis)
            return true
        }
    }

    private func find(_ db: Connection) throws -> Found? {
        let known = KnownGaps(db), publications = PublicationRepository(db)
        guard let basis = try known.current() else { return nil }
        var found = Found(basis: basis, remembered: try known.remembered())
        guard found.remembered != basis else { return nil }
        guard let last = try publications.lastPublishedDay(), let range = DayRange(practice.today, min(last, practice.today + StaffingWatch.horizon)),
            let loaded = try PracticeFileRepository(db, .practice).load(range)
        else { return found }
        var file = loaded.file
        file.shifts = try PublishedShifts(db).standing(range).filter { StaffingWatch.canStand($0, in: loaded.file) }
        let published = try publications.publishedDays(range)
        for warning in Warning.find(in: file, range) where published.contains(warning.day) {
            let place = KnownGap.Place(
                date: warning.day, part: warning.part, location: loaded.locationIds[warning.location] ?? 0, kind: warning.trainee.map { "supervision/\($0)" } ?? warning.kind.rawValue)
            guard warning.missing > 0, found.sentences[place] == nil else { continue }
            found.gaps.append(KnownGap(place, missing: warning.missing))
            found.sentences[place] = warning.sentence(names: loaded.name)
        }
        return found
    }

    /// Nobody is there who is on leave, has left or is not booked any more, whatever was published.
    private static func canStand(_ shift: PracticeFile.Shift, in file: PracticeFile) -> Bool {
        let availability = Availability(file, clinician: shift.clinician, on: shift.date)
        return shift.span.parts.allSatisfy { part in
            switch availability.obstacle(part) {
            case .onLeave, .inactive, .noTerm, .notBooked: false
            default: true
            }
        }
    }

    private func news(_ found: Found, since last: KnownGaps.Basis, _ known: KnownGaps) throws -> [KnownGap] {
        let were = try known.all(), published = try known.dates(publishedAfter: last.publication)
        return found.gaps.filter { gap in gap.missing > were[gap.place] ?? 0 && !published.contains(gap.place.date) }
    }

    private func tell(_ news: [KnownGap], _ found: Found, _ db: Connection) throws {
        guard let first = news.first?.place.date else { return }
        let sentences = news.prefix(StaffingWatch.shown).compactMap { found.sentences[$0.place] }
        try practice.notices.tell(.staffing(sentences, count: news.count, first: first, key: "\(found.basis.publication).\(found.basis.facts)"), db)
    }
}
