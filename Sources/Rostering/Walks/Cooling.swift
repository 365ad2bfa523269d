/// How the acceptance of worse solutions falls over a walk: from `hottest` to `coldest` in geometric steps, after a quick first fall from far hotter.
package struct Cooling: Sendable {
    /// In costs of the problem.
    var hottest: Double
    var coldest: Double
    var rehearsal: Rehearsal?

    /// A first fall, over before the walk has well begun. It settles what is dear, which a walk that starts cooler couldn't undo, and leaves a good
    /// solution early.
    package struct Rehearsal: Sendable {
        var hottest: Double
        /// Of the walk, above 0 and below 1.
        var share: Double

        package init(hottest: Double, share: Double) {
            self.hottest = hottest
            self.share = share
        }
    }

    package init(hottest: Double, coldest: Double, rehearsal: Rehearsal? = nil) {
        self.hottest = hottest
        self.coldest = coldest
        self.rehearsal = rehearsal
    }

    /// The temperature when this share of the walk, 0 to 1, is done.
    func temperature(at progress: Double) -> Int64 {
        guard let rehearsal else { return fall(from: hottest, progress) }
        if progress < rehearsal.share { return fall(from: rehearsal.hottest, progress / rehearsal.share) }
        return fall(from: hottest, (progress - rehearsal.share) / (1 - rehearsal.share))
    }

    private func fall(from hottest: Double, _ progress: Double) -> Int64 {
        guard hottest > coldest, coldest > 0 else { return Int64(max(0, hottest)) }
        return Int64(hottest * PortableMath.exp(PortableMath.ln(coldest / hottest) * progress))
    }
}
