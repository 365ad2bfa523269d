import RotaDomain
import RotaEngine

/// What there is to say of a gap: on the page of a generated rota's gaps and on a warning's alike.
struct GapAccountView {
    struct Section {
        let title: String
        let items: [String]
        /// Folded: more than can be taken in at a glance.
        let rest: Rest?

        struct Rest {
            /// "and 12 more"
            let label: String
            let items: [String]
        }

        private static let fewItems = 5

        init(_ section: GapAccount.Section) {
            title = section.title
            let rest = section.items.dropFirst(Section.fewItems)
            // Why somebody can't is never folded, nor is one line for the sake of another.
            let isFolded = !section.isOfPeople && rest.count > 1
            items = isFolded ? Array(section.items.prefix(Section.fewItems)) : section.items
            self.rest = isFolded ? Rest(label: "and \(NumberText.grouped(rest.count)) more", items: Array(rest)) : nil
        }
    }

    let sentences: [String]
    /// "What would close it"
    let fixesTitle: String
    let fixes: [String]
    /// What to say where there are none.
    let noFixes: String?
    let sections: [Section]

    var hasFixes: Bool { !fixes.isEmpty }

    /// - Parameter withPeople: false where everybody is listed beside it, with what stands against them.
    init(_ account: GapAccount?, withPeople: Bool = true) {
        let fixes = account?.fixes ?? []
        sentences = account?.sentences ?? ["Whether it could be met is still being worked out. Load this page again to see."]
        fixesTitle = account.map { $0.count > 1 ? "What would fill one of the \($0.count)" : "What would close it" } ?? ""
        self.fixes = fixes
        noFixes = account.flatMap { account in
            guard withPeople, account.standing.asksForFixes, account.isForGenerating != true, fixes.isEmpty else { return nil }
            return account.fixes == nil ? "Still being worked out. Load this page again to see." : "No single change was found that would."
        }
        sections = account.map { $0.sections.filter { withPeople || !$0.isOfPeople } }?.map(Section.init) ?? []
    }

    static let preview = GapAccountView(
        GapAccount(
            standing: .unavoidable, count: 1, unavoidable: 1, brief: "4 doctors needed, 3 available", sentences: ["4 doctors needed, 3 available: Dr Sian Rees."],
            sections: [.init("Why nobody else can", ["Is on annual leave: Dr Amara Okafor"])], fixes: ["Find a locum for Mon 23 November: in the afternoon at Main Surgery."]))
}
