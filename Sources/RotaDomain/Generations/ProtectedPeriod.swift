import Civil

/// The dates that generation leaves alone unless told otherwise (B5, H9).
package enum ProtectedPeriod {
    /// What is so no longer than the dates stay as they are, to end a sentence.
    package static func phrase(until: Day) -> String { "while the weeks to \(until.day) \(until.monthName) stay protected" }

    /// The last protected date: the later of what the practice file protects and, of the published rota, the next weeks that people rely on.
    /// - Parameters:
    ///   - lastPublished: the last published date; nil when nothing is published.
    package static func lastDay(of practice: PracticeRecord, today: Day, lastPublished: Day?) -> Day? {
        let relied = lastPublished.map { min(today + practice.protectedWeeks * 7, $0) }
        return [practice.protectedUntil, relied].compactMap { $0 }.max()
    }
}
