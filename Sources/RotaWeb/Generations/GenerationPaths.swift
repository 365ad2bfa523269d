import Civil
import RotaDomain

extension Paths {
    static func generation(_ id: Int) -> String { "/generations/\(id)" }
    /// The preview, opened at a week.
    static func generation(_ id: Int, week: Day) -> String { "/generations/\(id)?week=\(week.iso)" }
    static func generation(_ id: Int, day: Day) -> String { "/generations/\(id)?week=\(day.monday.iso)&day=\(day.iso)" }
    static func generationGaps(_ id: Int, week: Day) -> String { "/generations/\(id)/gaps?week=\(week.iso)" }
    /// The form, filled in as it was for another generation.
    static func newGeneration(like order: GenerationOrder) -> String {
        "/generations/new?from=\(order.range.first.iso)&to=\(order.range.last.iso)&mode=\(order.mode.rawValue)"
    }
}
