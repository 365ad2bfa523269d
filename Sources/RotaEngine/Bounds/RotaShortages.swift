import Civil
import RotaDomain

/// What a rota is short of, as the reference scorer counts it, by demand.
struct RotaShortages {
    let gaps: [Gap]
    private(set) var byDemand: [StaffingDemand: Int] = [:]
    private(set) var count = StaffingCount()

    init(_ sheet: RotaSheet, _ scorer: ReferenceScorer) { self.init(ScoredRota(sheet, scorer)) }

    init(_ rota: ScoredRota) {
        gaps = Warnings.gaps(rota)
        for gap in gaps {
            guard let demand = StaffingDemand(gap, rota.words) else { continue }
            byDemand[demand, default: 0] += gap.count
            count.points += gap.count * demand.rule.weight
            switch gap.kind {
            case .duty: count.duty += gap.count
            case .cover: count.cover += gap.count
            case .supervision: count.supervision += gap.count
            }
        }
    }

    subscript(demand: StaffingDemand) -> Int { byDemand[demand] ?? 0 }
}
