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
    /// What was worked out of its gaps so far, by their place in the report.
    let briefs: [Int: GapBrief]
    /// Of the rota, and of what it is checked against, as they are now.
    let revision: RotaRevision
    /// What the engine would be asked now.
    let request: GenerationRequest

    /// Nil unless the generation is ready.
    static func load(_ id: Int, _ db: Connection) throws -> GenerationProposal? {
        guard let (generation, request) = try GenerationInput.load(id, db), generation.state == .ready,
            let texts = try GenerationRepository(db).proposal(id), let report = StoredReport(json: texts.report)
        else { return nil }
        let rota = try? RotaFileReader.read(Array(texts.rota.utf8), for: request.practice)
        let revision = try PracticeRepository(db).find()?.revisions ?? RotaRevision(shifts: 0, facts: 0)
        return GenerationProposal(generation: generation, rota: rota, report: report, briefs: try GapAccountRepository(db).briefs(id), revision: revision, request: request)
    }

    /// The shifts that the range holds today.
    var current: [PracticeFile.Shift] { request.practice.shifts.filter { generation.order.range.contains($0.date) } }

    /// Are its dates of today's rota still as they were when it was asked for?
    var isOfTheSameRota: Bool { revision.shifts == generation.order.rotaRevision }

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
