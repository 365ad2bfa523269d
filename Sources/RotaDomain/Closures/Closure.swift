import Civil

/// A date on which the practice is closed, wholly or for a half-day (B8). A date has one closure at most.
package struct Closure: Sendable, Equatable {
    /// Where a closure comes from; the raw value is the database's word.
    package enum Source: String, Sendable, Hashable {
        case bankHoliday = "bank holiday"
        case practice

        package var label: String { self == .practice ? "Practice" : "Bank holiday" }
    }

    package let id: Int
    package var day: Day
    package var span: Span
    package var title: String
    package let source: Source
    /// Goes up with every change, so that a form can tell whether the row changed after it was shown.
    package let revision: Int

    package init(id: Int, day: Day, span: Span, title: String, source: Source, revision: Int = 1) {
        self.id = id
        self.day = day
        self.span = span
        self.title = title
        self.source = source
        self.revision = revision
    }
}
