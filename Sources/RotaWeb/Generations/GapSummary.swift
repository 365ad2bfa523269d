import RotaDomain
import RotaEngine

/// What a generated rota is short of: how much of it no rota could avoid, and how much could be met at a price.
struct GapSummary {
    struct Row {
        let label: String
        let missing: String
        let unavoidable: String
        /// Tied with other places; nil where nothing is, so that the column is left out.
        let elsewhere: String?
        let couldBeMet: String
        /// Nil where everything is known.
        let unknown: String?
    }

    private struct Sum {
        var missing = 0, unavoidable = 0, elsewhere = 0, couldBeMet = 0

        mutating func add(_ count: Int, _ brief: GapBrief?) {
            missing += count
            guard let brief else { return }
            let rest = count - brief.unavoidable
            unavoidable += brief.unavoidable
            switch brief.standing {
            case .tied: elsewhere += rest
            case .couldBeMet: couldBeMet += rest
            case .unavoidable, .unknown: break
            }
        }

        var unknown: Int { missing - unavoidable - elsewhere - couldBeMet }
    }

    let rows: [Row]
    let hasElsewhere: Bool
    /// "Not known yet"; nil where everything is known.
    let unknownTitle: String?
    /// "No rota of these dates is short of less."
    let sentences: [String]

    /// - Parameter briefs: by the gap's place in the report.
    init(_ report: StoredReport, _ briefs: [Int: GapBrief], least: MissingHalfDays?) {
        var sums: [String: Sum] = [:]
        for (place, gap) in report.gaps.enumerated() { sums[gap.kind, default: Sum()].add(gap.count, briefs[place]) }
        let kinds = [("duty", "Duty places"), ("cover", "Half-days of cover"), ("supervision", "Half-days of supervision")]
        let shown = kinds.compactMap { kind, label in sums[kind].map { (label, $0) } }
        let unknown = shown.reduce(0) { $0 + $1.1.unknown }, unsaid = report.gaps.indices.count { briefs[$0] == nil }
        let hasElsewhere = shown.contains { $0.1.elsewhere > 0 }
        rows = shown.map { label, sum in
            Row(
                label: label, missing: NumberText.grouped(sum.missing), unavoidable: NumberText.grouped(sum.unavoidable),
                elsewhere: hasElsewhere ? NumberText.grouped(sum.elsewhere) : nil, couldBeMet: NumberText.grouped(sum.couldBeMet),
                unknown: unknown > 0 ? NumberText.grouped(sum.unknown) : nil)
        }
        self.hasElsewhere = hasElsewhere
        unknownTitle = unknown == 0 ? nil : unsaid > 0 ? "Not known yet" : GapAccount.Standing.unknown.columnTitle
        sentences = GapSummary.sentences(report, least, unsaid: unsaid, hasElsewhere: hasElsewhere)
    }

    private static func sentences(_ report: StoredReport, _ least: MissingHalfDays?, unsaid: Int, hasElsewhere: Bool) -> [String] {
        var said: [String] = []
        let limit = (report.protection?.until).map { " " + ProtectedPeriod.phrase(until: $0) } ?? ""
        if let least, report.missing == least {
            said.append("No rota of these dates is short of less\(limit).")
        } else if let list = least.flatMap(MissingWords.list) {
            said.append("No rota of these dates can be short of fewer than \(list)\(limit).")
        }
        if least != nil, let missing = report.protection?.missing, let list = MissingWords.list(missing) {
            said.append("\(GapSummary.sentenceCase(list)) \(missing.all == 1 ? "is" : "are") missing only because of that.")
        }
        if hasElsewhere {
            said.append("Here or elsewhere: these places need the same people, and in every rota some of them are short, though not always the same ones.")
        }
        if unsaid > 0 { said.append("The reasons of \(counted(unsaid, "gap")) are still being worked out. Load this page again to see them.") }
        return said
    }

    private static func sentenceCase(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

    private init() {
        rows = [
            Row(label: "Half-days of cover", missing: "15", unavoidable: "9", elsewhere: "3", couldBeMet: "2", unknown: "1"),
            Row(label: "Half-days of supervision", missing: "4", unavoidable: "4", elsewhere: "0", couldBeMet: "0", unknown: "0"),
        ]
        hasElsewhere = true
        unknownTitle = "Not known yet"
        sentences = ["No rota of these dates can be short of fewer than 13 half-days of cover."]
    }

    static let preview = GapSummary()
}
