import RotaDomain

/// The page of import and export.
struct ImportView {
    let page: PageLayout
    let token: FormToken
    let error: String?
    let canExport: Bool

    var fieldClass: String { error == nil ? "field" : "field field--error" }
    var describedBy: String { error == nil ? "file-hint" : "file-hint file-error" }

    static let preview = ImportView(page: .preview, token: .preview, error: "Choose a practice file", canExport: true)
}

/// The dry run: what would be added and changed.
struct ImportCheckView {
    struct Row {
        let kind: String
        let added: Int
        let changed: Int
        let unchanged: Int
    }

    /// The entries of one kind.
    struct Listing {
        /// "Clinicians: 18 new, 1 changed"
        let title: String
        let entries: [String]
        /// "and 123 more"
        let more: String?
    }

    struct Setting {
        let what: String
        let from: String
        let to: String
    }

    let page: PageLayout
    let token: FormToken
    let id: Int
    let name: String
    let rows: [Row]
    let listings: [Listing]
    let settings: [Setting]
    let isEmpty: Bool
    let action: String
    /// Stands for what the page shows, so that nothing else is imported.
    let shown: String

    var hasListings: Bool { !listings.isEmpty }
    var hasSettings: Bool { !settings.isEmpty }

    init(page: PageLayout, token: FormToken, id: Int, name: String, merge: PracticeFileMerge) {
        self.page = page
        self.token = token
        self.id = id
        self.name = name
        rows = merge.counts.map { Row(kind: $0.kind, added: $0.added, changed: $0.changed, unchanged: $0.unchanged) }
        listings = merge.counts.filter { !$0.entries.isEmpty }.map(Self.listing)
        shown = merge.mark
        settings = merge.settings.map { Setting(what: $0.what, from: $0.from, to: $0.to) }
        isEmpty = merge.isEmpty
        let entries = merge.counts.reduce(0) { $0 + $1.added + $1.changed }
        action = entries == 0 ? "Import settings" : "Import \(name)"
    }

    private static func listing(_ count: PracticeFileMerge.Count) -> Listing {
        let all = count.added + count.changed
        let numbers = [count.added == 0 ? nil : "\(count.added) new", count.changed == 0 ? nil : "\(count.changed) changed"].compactMap { $0 }
        return Listing(
            title: "\(count.kind): \(numbers.joined(separator: ", "))", entries: count.entries,
            more: all > count.entries.count ? "and \(all - count.entries.count) more" : nil)
    }

    private init() {
        page = .preview
        token = .preview
        id = 1
        name = "elm.json"
        rows = [Row(kind: "Clinicians", added: 18, changed: 0, unchanged: 2)]
        listings = [Listing(title: "Clinicians: 18 new", entries: ["Dr Amara Okafor (a-okafor)"], more: "and 17 more")]
        shown = "shown"
        settings = [Setting(what: "Name", from: "Elm", to: "Elm Surgery")]
        isEmpty = false
        action = "Import elm.json"
    }

    static let preview = ImportCheckView()
}

/// What is wrong with a file, problem by problem.
struct ImportProblemsView {
    struct Row {
        let place: String
        let what: String
    }

    let page: PageLayout
    let name: String
    let caption: String
    let rows: [Row]

    init(page: PageLayout, name: String, problems: [FileProblem], more: Int, places: FilePlaces) {
        self.page = page
        self.name = name
        caption = counted(problems.count + more, "problem") + (more > 0 ? ", the first \(problems.count) shown" : "")
        rows = problems.map { Row(place: places.place($0).sentenceCase, what: places.sentence($0).sentenceCase) }
    }

    static let preview = ImportProblemsView(page: .preview, name: "elm.json", problems: [FileProblem(line: 41, path: "terms[3].supervisor", what: "no clinician j-smith")], more: 0, places: FilePlaces([]))
}
