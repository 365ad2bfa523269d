import Civil
import RotaDomain
import RotaEngine
import RotaStore
import SQLite

/// The engine's problem, made from the practice as it stands.
enum GenerationInput {
    /// The generation and what the engine is asked; nil when either is not there.
    static func load(_ id: Int, _ db: Connection, today: Day) throws -> (Generation, GenerationRequest)? {
        guard let generation = try GenerationRepository(db).find(id), let request = try request(generation.order, db, today: today) else { return nil }
        return (generation, request)
    }

    /// Shifts of whole weeks are loaded, since a week's maximum counts those outside the range too (H5).
    static func request(_ order: GenerationOrder, _ db: Connection, today: Day) throws -> GenerationRequest? {
        let weeks = DayRange(order.range.first.monday, order.range.last.monday + 6) ?? order.range
        guard let practice = try PracticeRepository(db).find(), var file = try PracticeFileRepository(db).load(weeks)?.file else { return nil }
        file.protectedUntil = ProtectedPeriod.lastDay(of: practice, today: today, lastPublished: try PublicationRepository(db).lastPublishedDay())
        return GenerationRequest(
            practice: file, range: order.range, mode: order.mode == .fill ? .fillGaps : .replaceUnpinned, seed: UInt64(max(order.seed, 0)),
            overrideProtected: order.overrideProtected)
    }
}
