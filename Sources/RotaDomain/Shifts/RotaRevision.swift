/// Where the rota and what it is checked against stand: a check of the rules holds for as long as both counts are the same.
package struct RotaRevision: Sendable, Hashable {
    /// Counts every change of a shift.
    package let shifts: Int
    /// Counts every change of terms, leave, bookings, closures, opening, cover, and of who is active.
    package let facts: Int

    package init(shifts: Int, facts: Int) {
        self.shifts = shifts
        self.facts = facts
    }
}
