/// How long is waited between the tries to send a mail (issue 5.11).
package enum OutboxPatience {
    private static let pauses = [60, 5 * 60, 30 * 60, 2 * 3_600, 12 * 3_600]

    /// So many in all.
    package static var tries: Int { pauses.count + 1 }

    /// What waits after more tries than that, which only being ended in the middle can bring about.
    static let rest = 2 * 3_600

    /// Nil after the last.
    package static func seconds(afterTries tries: Int) -> Int? { tries >= 1 && tries <= pauses.count ? pauses[tries - 1] : nil }
}
