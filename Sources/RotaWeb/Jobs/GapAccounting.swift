import RotaDomain
import RotaEngine
import RotaStore

/// Works out what there is to say of a generated rota's gaps, one after the other, and keeps it beside the rota, so that no page need wait for it.
struct GapAccounting {
    private let practice: Practice
    private let id: Int
    private let gaps: [Gap]
    private let words: GapWords
    private let file: PracticeFile
    private let rota: RotaFile
    /// Not made before there is a question: that of a large practice takes its time.
    private lazy var analyst = GapAnalyst(file, range: rota.range, shifts: rota.shifts) { [bell = practice.bell] in bell.isStopped }
    private var accounts: [Int: GapAccount]
    private var stage = Stage.unavoidable
    /// The next gap to look at.
    private var next = 0

    /// What is asked of all gaps before the next: what is told at once, what takes a search, and what takes several.
    private enum Stage: CaseIterable {
        case unavoidable, others, fixes
    }

    /// More questions than this are not waited for before the rota is shown.
    private static let fewQuestions = 40

    init(_ practice: Practice, _ id: Int, _ result: GenerationResult) {
        self.init(practice, id, result.gaps, result.practice, result.rota, known: [:])
    }

    /// To go on with a rota that was generated before, as the practice is now; nil where nothing is left to be said.
    init?(_ practice: Practice, _ proposal: GenerationProposal, known: [Int: GapAccount]) {
        let gaps = proposal.report.gaps.compactMap(\.gap)
        guard let rota = proposal.rota, gaps.count == proposal.report.gaps.count, gaps.indices.contains(where: { known[$0]?.isWhole != true }) else { return nil }
        self.init(practice, proposal.generation.id, gaps, proposal.request.effectivePractice, rota, known: known)
    }

    private init(_ practice: Practice, _ id: Int, _ gaps: [Gap], _ file: PracticeFile, _ rota: RotaFile, known: [Int: GapAccount]) {
        self.practice = practice
        self.id = id
        self.gaps = gaps
        words = GapWords(file)
        self.file = file
        self.rota = rota
        accounts = known
    }

    var isDone: Bool { gaps.isEmpty || next >= gaps.count && stage == Stage.allCases.last }

    /// What is told at once, for as long as it is wanted; true where the rest is soon told too.
    mutating func begin(while isWanted: () throws -> Bool) rethrows -> Bool {
        while !isDone, stage == .unavoidable, !practice.bell.isStopped, try isWanted() { step() }
        return gaps.indices.count { accounts[$0] == nil } <= Self.fewQuestions
    }

    /// Goes on until the time, or for as long as it is wanted.
    mutating func goOn(until deadline: ContinuousClock.Instant, while isWanted: () throws -> Bool) rethrows {
        while !isDone, ContinuousClock.now < deadline, !practice.bell.isStopped, try isWanted() { step() }
    }

    private mutating func step() {
        guard next < gaps.count else {
            (stage, next) = (stage == .unavoidable ? .others : .fixes, 0)
            return
        }
        let gap = gaps[next], known = accounts[next]
        switch stage {
        case .unavoidable: if known == nil { analyst.verdictIfUnavoidable(gap).map { keep(words.account($0), next) } }
        case .others: if known == nil { keep(words.account(analyst.verdict(on: gap)), next) }
        case .fixes:
            if var account = known, !account.isWhole {
                account.fixes = words.sentences(analyst.fixes(for: gap))
                keep(account, next)
            }
        }
        next += 1
    }

    private mutating func keep(_ account: GapAccount, _ gap: Int) {
        // An answer given up halfway is none.
        guard !practice.bell.isStopped, let text = try? StoredAccount.text(account) else { return }
        accounts[gap] = account
        let brief = GapBrief(standing: account.standing, unavoidable: account.unavoidable, text: account.brief)
        // What could not be written is not there to be read: pages then say so, and the next start tries again.
        try? practice.store.writeNote { [id] db in try GapAccountRepository(db).keep(brief, text, gap: gap, of: id) }
    }
}
