/// How many half-days of a rota are short, each location by itself.
package struct MissingHalfDays: Sendable, Equatable {
    /// With fewer doctors than the minimum (S2).
    package let cover: Int
    /// With a duty place empty (S1).
    package let duty: Int

    package init(cover: Int, duty: Int) {
        self.cover = cover
        self.duty = duty
    }
}
