import Civil
import RotaDomain
import RotaEngine
import RotaStore
import SQLite

/// The engine's problem, made from the practice as it stands.
enum GenerationInput {
    /// The generation and what the engine is asked; nil when either is not there.
    static func load(_ id: Int, _ db: Connection) throws -> (Generation, GenerationRequest)? {
        guard let generation = try GenerationRepository(db).find(id), let request = try request(generation.order, db) else { return nil }
        return (generation, request)
    }

    /// Shifts of whole weeks are loaded, since a week's maximum counts those outside the range too (H5). The protected period is the order's,
    /// whatever has been published and however many days have passed since.
    static func request(_ order: GenerationOrder, _ db: Connection) throws -> GenerationRequest? {
        let weeks = DayRange(order.range.first.monday, order.range.last.monday + 6) ?? order.range
        guard var file = try PracticeFileRepository(db, .practice).load(weeks)?.file else { return nil }
        file.protectedUntil = order.protectedUntil
        return GenerationRequest(
            practice: file, range: order.range, mode: order.mode == .fill ? .fillGaps : .replaceUnpinned, seed: UInt64(max(order.seed, 0)),
            overrideProtected: order.overrideProtected)
    }
}
