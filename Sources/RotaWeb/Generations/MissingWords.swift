import RotaDomain

/// Numbers of what is missing, in words.
enum MissingWords {
    /// "13 half-days of cover and 2 duty places"; nil where nothing is missing.
    static func list(_ missing: MissingHalfDays) -> String? {
        let parts = [
            (missing.duty, counted(missing.duty, "duty place")), (missing.cover, counted(missing.cover, "half-day") + " of cover"),
            (missing.supervision, counted(missing.supervision, "half-day") + " of supervision"),
        ].filter { $0.0 > 0 }.map(\.1)
        guard let last = parts.last else { return nil }
        return parts.count == 1 ? last : parts.dropLast().joined(separator: ", ") + " and " + last
    }
}
