import Civil
import RotaDomain

/// Says in words what `GapAnalyst` found: the one home of what is said of a gap, for the preview, the list of gaps, the warnings and the command line.
package struct GapWords {
    let names: [String: String]

    package init(_ practice: PracticeFile) {
        names = Dictionary(practice.clinicians.map { ($0.id, $0.name) }, uniquingKeysWith: { a, _ in a })
    }

    /// - Parameter isPriced: was a rota that fills the gap looked for?
    package func account(_ verdict: GapVerdict, isPriced: Bool = true) -> GapAccount {
        let gap = verdict.gap
        var account = GapAccount(standing: .unavoidable, count: gap.count, unavoidable: verdict.unavoidable, brief: "", sentences: [])
        var briefs: [String] = []
        if let shortage = verdict.shortage {
            briefs.append(Self.count(shortage, gap))
            account.sentences.append(sentence(shortage, gap))
            if verdict.rest != nil { account.sentences.append("So \(verdict.unavoidable) of these \(gap.count) \(verdict.unavoidable == 1 ? "is" : "are") missing in every rota.") }
            account.sections += against(shortage)
        }
        switch verdict.rest {
        case nil: break
        case .tied(let tie):
            account.standing = .tied
            briefs.append(Self.brief(tie))
            account.sentences += sentences(tie, alone: verdict.unavoidable)
            account.sections += sections(tie, count: gap.count, alone: verdict.unavoidable > 0)
            if let price = tie.instead, Self.isLessMissing(price) {
                account.isForGenerating = true
                account.fixes = []
                account.sentences.append("A rota was found in which less is missing in all. Generate again to look for it.")
            }
        case .couldBeMet(let price):
            account.standing = .couldBeMet
            briefs.append(brief(price))
            account.sentences.append(sentence(price, gap))
            account.sections += sections(price)
        case .unknown where !isPriced:
            account.standing = .unknown
        case .unknown:
            account.standing = .unknown
            briefs.append("No rota was found that fills it")
            account.sentences.append("No rota was found that fills it. That there is none could not be shown either.")
        }
        account.brief = briefs.joined(separator: ". ")
        if let until = verdict.protectedUntil {
            account.brief += ", \(ProtectedPeriod.phrase(until: until))"
            account.sentences.append("This is so only \(ProtectedPeriod.phrase(until: until)).")
        }
        return account
    }

    // MARK: - Unavoidable

    /// "4 doctors needed, 3 available"
    private static func count(_ shortage: GapShortage, _ gap: Gap) -> String {
        let there = shortage.available.count
        switch gap.kind {
        case .duty, .cover:
            let what = gap.kind == .duty ? "duty doctor" : "doctor"
            guard there < shortage.needed else { return "\(NumberText.counted(shortage.needed, what)) needed; not enough of those available can be there together" }
            return "\(NumberText.counted(shortage.needed, what)) needed, \(there == 0 ? "none" : String(there)) available"
        case .supervision:
            return there == 0 ? "Nobody who may supervise is available" : "Whoever may supervise cannot be there"
        }
    }

    private func sentence(_ shortage: GapShortage, _ gap: Gap) -> String {
        let people = shortage.available.map(\.name).joined(separator: ", ")
        return Self.count(shortage, gap) + (people.isEmpty ? "." : ": \(people).")
    }

    private func against(_ shortage: GapShortage) -> [GapAccount.Section] {
        guard !shortage.others.isEmpty else { return [] }
        return [GapAccount.Section(shortage.available.isEmpty ? "Why nobody can" : "Why nobody else can", Self.byReason(shortage.others), isOfPeople: true)]
    }

    /// "Does not work Mondays: Dr Rees, Dr Lowe"; first what is asked most easily, last what nobody can change.
    static func byReason(_ reasons: [GapExplanation.Reason]) -> [String] { byReason(reasons.map { ($0.name, [$0.obstacle]) }) }

    static func byReason(_ absent: [GapTie.Absent]) -> [String] { byReason(absent.map { ($0.person.name, $0.obstacles) }) }

    private static func byReason(_ people: [(name: String, obstacles: [Obstacle])]) -> [String] {
        var groups: [(reason: String, waiver: Int, names: [String])] = []
        for (name, obstacles) in people {
            let sentence = obstacles.map(\.sentence).joined(separator: "; ")
            if let known = groups.firstIndex(where: { $0.reason == sentence }) {
                groups[known].names.append(name)
            } else {
                groups.append((sentence, obstacles.compactMap { $0.waiver?.rawValue }.min() ?? Waiver.allCases.count, [name]))
            }
        }
        let ranked = groups.enumerated().sorted { ($0.element.waiver, $0.offset) < ($1.element.waiver, $1.offset) }.map(\.element)
        return ranked.map { "\(sentenceCase($0.reason)): \($0.names.joined(separator: ", "))" }
    }

    /// Was the search not at its end? Then nobody need be asked for anything yet.
    private static func isLessMissing(_ price: GapPrice) -> Bool {
        price.difference.lines.reduce(0) { $1.rule <= .s3 ? $0 + $1.points : $0 } < -0.5
    }

    /// "Tue 5 January, morning, Main Surgery: 2 doctors"
    func place(_ gap: Gap) -> String {
        let need = switch gap.kind {
        case .duty: NumberText.counted(gap.count, "duty doctor")
        case .cover: NumberText.counted(gap.count, "doctor")
        case .supervision(let trainee): "a supervisor for \(names[trainee] ?? "a trainee")"
        }
        return "\(Self.when(gap)), \(gap.location): \(need)"
    }

    static func when(_ gap: Gap) -> String { "\(gap.date.medium), \(gap.part.word)" }

    // MARK: - At a price

    private func brief(_ price: GapPrice) -> String {
        guard let first = ScoreWords.worse(price.difference).first else { return "Could be filled without anything getting worse" }
        return "Could be filled, with \(first)"
    }

    private func sentence(_ price: GapPrice, _ gap: Gap) -> String {
        let subject = gap.count == 1 ? "It" : "One more"
        guard !ScoreWords.worse(price.difference).isEmpty else { return "\(subject) could be filled without anything getting worse. Generate again to look for it." }
        return price.difference.isWorse
            ? "\(subject) could be filled, but the rota as a whole would be worse." : "\(subject) could be filled, and the rota as a whole would be no worse. Generate again to look for it."
    }

    private func sections(_ price: GapPrice) -> [GapAccount.Section] {
        let worse = ScoreWords.worse(price.difference), better = ScoreWords.better(price.difference)
        // Where another rota is as good or better, nobody need be told to change: generating again is the answer.
        return [
            GapAccount.Section("What would get worse", worse.map(Self.sentenceCase)), GapAccount.Section("What would get better", better.map(Self.sentenceCase)),
            GapAccount.Section("Who would change", price.difference.isWorse ? price.changes.map(change) : []),
        ].filter { !$0.items.isEmpty }
    }

    /// "Dr Shah, Tue 5 January: Surgery, Main Surgery, instead of Duty, Branch"
    func change(_ change: RotaDifference.Change) -> String {
        let who = "\(names[change.clinician] ?? "A locum"), \(change.date.medium)"
        if change.after.isEmpty { return "\(who): off, instead of \(change.before.words)" }
        return change.before.isEmpty ? "\(who): \(change.after.words)" : "\(who): \(change.after.words), instead of \(change.before.words)"
    }

    static func sentenceCase(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}
