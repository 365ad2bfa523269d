import RotaDomain
import RotaEngine

/// What a generated rota is short of: how much of it no rota could avoid, and how much could be met at a price.
struct GapSummary {
    struct Row {
        let label: String
        let missing: String
        let unavoidable: String
        let couldBeMet: String
    }

    private struct Sum {
        var missing = 0, unavoidable = 0, couldBeMet = 0

        mutating func add(_ count: Int, _ brief: GapBrief?) {
            missing += count
            guard let brief else { return }
            unavoidable += brief.standing.isUnavoidable ? count : brief.unavoidable
            if brief.standing == .couldBeMet { couldBeMet += count - brief.unavoidable }
        }

        var unknown: Int { missing - unavoidable - couldBeMet }
    }

    let rows: [Row]
    /// "All of it is unavoidable: no rota of these dates is short of less."
    let sentences: [String]

    /// - Parameter briefs: by the gap's place in the report.
    init(_ report: StoredReport, _ briefs: [Int: GapBrief], least: MissingHalfDays?) {
        var sums: [String: Sum] = [:]
        for (place, gap) in report.gaps.enumerated() { sums[gap.kind, default: Sum()].add(gap.count, briefs[place]) }
        let kinds = [("duty", "Duty places"), ("cover", "Half-days of cover"), ("supervision", "Half-days of supervision")]
        let shown = kinds.compactMap { kind, label in sums[kind].map { (label, $0) } }
        rows = shown.map { label, sum in
            Row(
                label: label, missing: NumberText.grouped(sum.missing), unavoidable: NumberText.grouped(sum.unavoidable),
                couldBeMet: NumberText.grouped(sum.couldBeMet))
        }
        let unknown = shown.reduce(0) { $0 + $1.1.unknown }
        sentences = GapSummary.sentences(report.missing, least, unsaid: report.gaps.indices.count { briefs[$0] == nil }, unknown: unknown)
    }

    private static func sentences(_ missing: MissingHalfDays, _ least: MissingHalfDays?, unsaid: Int, unknown: Int) -> [String] {
        var said: [String] = []
        if let least, missing == least {
            said.append("All of it is unavoidable: no rota of these dates is short of less.")
        } else if let list = least.flatMap(MissingWords.list) {
            said.append("No rota of these dates can be short of fewer than \(list).")
        }
        if unsaid > 0 {
            said.append("The reasons of \(counted(unsaid, "gap")) are still being worked out. Load this page again to see them.")
        } else if unknown > 0, missing != least {
            said.append("Of \(NumberText.grouped(unknown)) it is not known whether \(unknown == 1 ? "it" : "they") could be met.")
        }
        return said
    }

    private init() {
        rows = [
            Row(label: "Half-days of cover", missing: "15", unavoidable: "13", couldBeMet: "2"),
            Row(label: "Half-days of supervision", missing: "4", unavoidable: "4", couldBeMet: "0"),
        ]
        sentences = ["No rota of these dates can be short of fewer than 13 half-days of cover."]
    }

    static let preview = GapSummary()
}
