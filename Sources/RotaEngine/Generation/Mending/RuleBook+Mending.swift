import Civil

extension RuleBook {
    /// The rules by which a rota is mended. In front of the score stand four lines of their own, each so dear that it is not traded for those below:
    /// gaps that the change made or touched (duty, cover, supervision), and then every part that differs from the rota as it was.
    ///
    /// One part's change can't be worth more to the score than a duty place elsewhere with all that hangs on it, and is dearer than that. Leaving a
    /// trainee unsupervised is worse than 32 changes, a shortfall than 256.
    static func mending(_ damage: Damage) -> RuleBook {
        let change = 1 << 22
        return RuleBook(score: [
            PlacesToMend(name: SoftRule(number: 101, id: "M1", weight: change << 11, title: "duty places to mend"), isDuty: true, allowed: damage.emptyBefore),
            PlacesToMend(name: SoftRule(number: 102, id: "M2", weight: change << 8, title: "cover to mend"), isDuty: false, allowed: damage.shortBefore),
            SupervisionToMend(name: SoftRule(number: 103, id: "M3", weight: change << 5, title: "supervision to mend"), allowed: damage.aloneBefore),
            PartsKept(name: SoftRule(number: 104, id: "M4", weight: change, title: "parts changed"), before: damage.before),
        ] + standard.score, limits: standard.limits)
    }
}
