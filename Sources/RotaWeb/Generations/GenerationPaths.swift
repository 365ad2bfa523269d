import Civil
import RotaDomain
import RotaEngine

extension Paths {
    static let newGeneration = "/generations/new"
    static func generation(_ id: Int) -> String { "/generations/\(id)" }
    /// The preview, opened at a week.
    static func generation(_ id: Int, week: Day) -> String { "/generations/\(id)?week=\(week.iso)" }
    static func generation(_ id: Int, day: Day) -> String { "/generations/\(id)?week=\(day.monday.iso)&day=\(day.iso)" }
    static func generationGaps(_ id: Int, week: Day) -> String { "/generations/\(id)/gaps?week=\(week.iso)" }
    /// Why a gap could not be filled.
    static func generationGap(_ id: Int, _ gap: Gap, in practice: PracticeFile) -> String {
        "\(generationGaps(id, week: gap.date.monday))#\(GapAnchor.id(gap, in: practice))"
    }
    /// The preview's grid, at a week.
    static func generationGrid(_ id: Int, week: Day) -> String { "\(generation(id, week: week))#grid" }
    /// The form, filled in as it was for another generation.
    static func newGeneration(like order: GenerationOrder) -> String {
        "\(newGeneration)?from=\(order.range.first.iso)&to=\(order.range.last.iso)&mode=\(order.mode.rawValue)"
    }
}
