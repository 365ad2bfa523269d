import Civil

/// The practice's own settings: one row of one database.
package struct PracticeRecord: Sendable, Equatable {
    package var name: String
    package var nation: Nation
    package var fullTimeParts: Double
    package var dutySpan: DutySpan
    package var countsTowardsMinimum: [TermType]
    /// The last date that a practice file protects, if any.
    package var protectedUntil: Day?
    /// Weeks from today in which published dates are not changed by generation without an override (B5).
    package var protectedWeeks: Int
    /// Counts every change of a shift.
    package var rotaRevision: Int
    /// Counts every change of what a rota is checked against: terms, leave, bookings, closures, opening, cover, who is active.
    package var factsRevision: Int
    package var times: PartTimes
    /// Goes up with every change of the settings, so that a form can tell whether they changed after it was shown.
    package let revision: Int

    package init(
        name: String, nation: Nation, fullTimeParts: Double = 9, dutySpan: DutySpan = .day, countsTowardsMinimum: [TermType] = [.partner, .salaried, .locum, .st],
        protectedUntil: Day? = nil, protectedWeeks: Int = 6, rotaRevision: Int = 0, factsRevision: Int = 0, times: PartTimes = .usual, revision: Int = 1
    ) {
        self.name = name
        self.nation = nation
        self.fullTimeParts = fullTimeParts
        self.dutySpan = dutySpan
        self.countsTowardsMinimum = countsTowardsMinimum
        self.protectedUntil = protectedUntil
        self.protectedWeeks = protectedWeeks
        self.rotaRevision = rotaRevision
        self.factsRevision = factsRevision
        self.times = times
        self.revision = revision
    }

    package var revisions: RotaRevision { RotaRevision(shifts: rotaRevision, facts: factsRevision) }
}

/// A place where the practice works.
package struct Location: Sendable, Equatable, Hashable {
    package let id: Int
    package var name: String
    /// Goes up with every change, so that a form can tell whether the row changed after it was shown.
    package let revision: Int

    package init(id: Int, name: String, revision: Int = 1) {
        self.id = id
        self.name = name
        self.revision = revision
    }
}
