import HTTP
import RotaDomain
import RotaStore
import SQLite

/// What a page about publishing was made from: the draft, what it is checked against, and the versions there were. Its form sends it back.
struct ShownRota: Equatable {
    let revision: RotaRevision
    /// The number that the next version would get.
    let number: Int

    init(revision: RotaRevision, number: Int) {
        self.revision = revision
        self.number = number
    }

    init(_ practice: LoadedPractice, _ db: Connection) throws {
        self.init(revision: practice.revision, number: try PublicationRepository(db).nextId())
    }

    /// Nil for a form that this program did not make.
    init?(_ form: FormBody) {
        guard let shifts = Int(form["revision"] ?? ""), let facts = Int(form["facts"] ?? ""), let number = Int(form["number"] ?? "") else { return nil }
        self.init(revision: RotaRevision(shifts: shifts, facts: facts), number: number)
    }

    /// Why what the page said is not so any more; nil when it is.
    func reasonAgainst(_ now: ShownRota) -> String? {
        if number != now.number { return "The rota was published or rolled back after this page was opened." }
        if revision.shifts != now.revision.shifts { return "Shifts were changed after this page was opened, so it would show clinicians others than the page listed." }
        if revision.facts == now.revision.facts { return nil }
        return "Clinicians, terms, leave, locum bookings, closures, opening or cover were changed after this page was opened, so the rota may have other warnings than those counted."
    }

    static let preview = ShownRota(revision: RotaRevision(shifts: 7, facts: 12), number: 4)
}
