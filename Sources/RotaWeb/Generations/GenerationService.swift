import Civil
import RotaDomain
import RotaEngine
import RotaStore
import SQLite

/// Asking for a generation, ending it, and making its proposal the draft; each with its entry in the audit log.
struct GenerationService {
    enum Saved {
        /// The dates, and how many clinicians' days changed.
        case draft(DayRange, RotaDifference)
        /// Nothing was saved: what was generated no longer fits, for this reason.
        case stale(String)
        /// It was saved, discarded or cancelled before.
        case settled
    }

    private let practice: Practice

    init(_ practice: Practice) { self.practice = practice }

    /// The new generation's number; nil while another is under way. It takes the place of those that wait to be saved: only one could be.
    func request(_ order: GenerationOrder, by actor: Actor) throws -> Int? {
        let now = practice.clock.now()
        let id = try practice.store.write { db -> Int? in
            let generations = GenerationRepository(db)
            guard try generations.underWay() == nil else { return nil }
            for waiting in try generations.waiting() where try generations.move(waiting.id, from: .ready, to: .discarded, at: now) {
                try AuditLog(db).record("discard generated rota", subject(waiting.id, waiting.order), by: actor, at: now)
            }
            let id = try generations.insert(order, by: actor.name, at: now)
            try AuditLog(db).record(
                "generate rota", subject(id, order), by: actor, at: now,
                after: ["dates": order.range.words, "existing shifts": order.mode.words, "protected period": order.overrideProtected ? "changed too" : "kept"])
            return id
        }
        if id != nil { practice.bell.ring() }
        return id
    }

    func cancel(_ id: Int, by actor: Actor) throws {
        let now = practice.clock.now()
        try practice.store.write { db in
            guard let generation = try GenerationRepository(db).find(id) else { throw PageError.notFound }
            guard try GenerationRepository(db).cancel(id, at: now) else { return }
            try AuditLog(db).record("cancel generation", subject(id, generation.order), by: actor, at: now)
        }
        practice.news.tell(id)
    }

    /// Stops with the best rota so far.
    func end(_ id: Int, by actor: Actor) throws {
        let now = practice.clock.now()
        try practice.store.write { db in
            guard let generation = try GenerationRepository(db).find(id) else { throw PageError.notFound }
            guard try GenerationRepository(db).end(id) else { return }
            try AuditLog(db).record("end generation early", subject(id, generation.order), by: actor, at: now)
        }
        practice.news.tell(id)
    }

    /// False when there was nothing to discard.
    func discard(_ id: Int, by actor: Actor) throws -> Bool {
        let now = practice.clock.now()
        return try practice.store.write { db in
            guard let generation = try GenerationRepository(db).find(id) else { throw PageError.notFound }
            guard try GenerationRepository(db).move(id, from: .ready, to: .discarded, at: now) else { return false }
            try AuditLog(db).record("discard generated rota", subject(id, generation.order), by: actor, at: now)
            return true
        }
    }

    /// Puts the proposal in place of the draft, or says why not. The engine checks it outside the write; when terms, leave or cover change in
    /// between, it is checked again.
    func save(_ id: Int, by actor: Actor) throws -> Saved {
        for _ in 0..<5 {
            guard let proposal = try practice.store.read({ db in try GenerationProposal.load(id, db) }) else {
                let exists = try practice.store.read { db in try GenerationRepository(db).find(id) != nil }
                if exists { return .settled }
                throw PageError.notFound
            }
            if let reason = try practice.store.read({ db in try reasonAgainst(proposal, db) }) { return .stale(reason) }
            guard let rota = proposal.rota, !proposal.breaksRules(rota) else {
                return .stale("Clinicians, terms, leave or cover changed after this rota was generated, and it no longer keeps the rules.")
            }
            if let saved = try save(rota, of: proposal, by: actor) { return saved }
        }
        return .stale("Clinicians, terms, leave or cover are being changed by someone else, again and again, while this is saved.")
    }

    /// Saves a proposal that keeps the rules, in one transaction; nil when what it was checked against is no longer the same.
    func save(_ rota: RotaFile, of proposal: GenerationProposal, by actor: Actor) throws -> Saved? {
        let id = proposal.generation.id, now = practice.clock.now()
        return try practice.store.write { db in
            let order = proposal.generation.order
            if let reason = try reasonAgainst(proposal, db) { return .stale(reason) }
            guard let current = try PracticeFileRepository(db, .practice).load(order.range), current.revision.facts == proposal.revision.facts else { return nil }
            let difference = RotaDifference(from: current.file.shifts, to: rota.shifts)
            guard try GenerationRepository(db).move(id, from: .ready, to: .saved, at: now) else { return .settled }
            try RotaReplacement(db).replace(order.range.days, with: rota.shifts, practice: current)
            try AuditLog(db).record(
                "save generated rota", subject(id, order), by: actor, at: now,
                before: ["shifts": String(current.file.shifts.count)],
                after: [
                    "shifts": String(rota.shifts.count), "days added": String(difference.count(.added)), "days changed": String(difference.count(.changed)),
                    "days removed": String(difference.count(.removed)),
                ])
            return .draft(order.range, difference)
        }
    }

    /// What has become of the rota since the proposal was asked for that forbids saving it; nil when nothing has.
    private func reasonAgainst(_ proposal: GenerationProposal, _ db: Connection) throws -> String? {
        let order = proposal.generation.order
        guard let record = try PracticeRepository(db).find(), record.rotaRevision == order.rotaRevision else {
            return "Shifts were changed by hand, published or generated after this rota was begun."
        }
        let last = ProtectedPeriod.lastDay(of: record, today: practice.today, lastPublished: try PublicationRepository(db).lastPublishedDay())
        guard !order.overrideProtected, let rota = proposal.rota, let last else { return nil }
        let changes = RotaDifference(from: proposal.current, to: rota.shifts).changes
        return changes.contains { $0.date <= last } ? "It changes dates that are protected now: more has been published, or days have passed, since it was begun." : nil
    }

    private func subject(_ id: Int, _ order: GenerationOrder) -> AuditSubject { AuditSubject("generation", id: id, order.range.words) }
}
