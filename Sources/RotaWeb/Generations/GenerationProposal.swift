import Civil
import RotaDomain
import RotaEngine
import RotaStore
import SQLite

/// A generated rota that waits to be saved or discarded, beside the practice as it is now.
struct GenerationProposal: Sendable {
    let generation: Generation
    /// Nil when it names a clinician or location that is no longer there.
    let rota: RotaFile?
    let report: StoredReport
    /// Of the rota as it is now.
    let rotaRevision: Int
    /// What the engine would be asked now.
    let request: GenerationRequest

    /// Nil unless the generation is ready.
    static func load(_ id: Int, _ db: Connection, today: Day) throws -> GenerationProposal? {
        guard let (generation, request) = try GenerationInput.load(id, db, today: today), generation.state == .ready,
            let texts = try GenerationRepository(db).proposal(id), let report = StoredReport(json: texts.report)
        else { return nil }
        let rota = try? RotaFileReader.read(Array(texts.rota.utf8), for: request.practice)
        let revision = try PracticeRepository(db).find()?.rotaRevision ?? 0
        return GenerationProposal(generation: generation, rota: rota, report: report, rotaRevision: revision, request: request)
    }

    /// The shifts that the range holds today.
    var current: [PracticeFile.Shift] { request.practice.shifts.filter { generation.order.range.contains($0.date) } }

    /// Does the rota break a hard rule of the practice as it is now, otherwise than by shifts that were given?
    func breaksRules(_ rota: RotaFile) -> Bool {
        ReferenceScorer(request.effectivePractice, range: rota.range).breaches(asGenerated(rota)).contains { !$0.given }
    }

    /// With the pins that generation itself set on given shifts: what the scorer compares.
    func asGenerated(_ rota: RotaFile) -> [PracticeFile.Shift] {
        let pinned = Set(request.effectivePractice.shifts.filter(\.pinned))
        return rota.shifts.map { shift in
            var fixed = shift
            fixed.pinned = true
            return pinned.contains(fixed) ? fixed : shift
        }
    }
}
