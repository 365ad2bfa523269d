import Dispatch

/// Several walks over one roster, joined at fixed steps: what one finds the others may go on from.
///
/// The number of threads only decides who waits: walks and joins are the same with one thread or many.
final class WalkTeam: @unchecked Sendable {
    // Each walk is touched by one thread at a time: `concurrentPerform` gives every index to one thread and joins them all.
    private var walks: [Box]
    private let threads: Int

    private final class Box {
        var walk: Annealer
        init(_ roster: CompiledRoster, seed: UInt64, start: [Int32]?, audit: RosterSearch.Audit?) {
            walk = Annealer(roster, seed: seed, start: start, audit: audit)
        }
    }

    init(
        _ roster: CompiledRoster, seed: UInt64, walks count: Int = 2, threads: Int = 2, start: [Int32]? = nil,
        makeAudit: (() -> RosterSearch.Audit)? = nil
    ) {
        var seeds = SplitMix64(seed: seed)
        walks = (0..<max(1, count)).map { _ in Box(roster, seed: seeds.next(), start: start, audit: makeAudit?()) }
        self.threads = threads
    }

    var count: Int { walks.count }
    /// Has an audit found a fault?
    var isHalted: Bool { walks.contains { $0.walk.isHalted } }
    /// The best cost found by any.
    var bestCost: Int64 { walks.reduce(Int64.max) { min($0, $1.walk.bestCost) } }

    /// The best solution found; of equal ones the first walk's.
    var best: [Int32] {
        guard var leader = walks.first else { return [] }
        for other in walks where other.walk.bestCost < leader.walk.bestCost { leader = other }
        return leader.walk.best
    }

    func descend(passes: Int) { forEach { $0.walk.descend(passes: passes) } }

    /// Every walk tries `steps` moves at each of the temperatures.
    func walk(steps: Int, temperatures: [Int64]) {
        forEach { box in
            for temperature in temperatures { box.walk.walk(steps: steps, temperature: temperature) }
        }
    }

    /// Everyone goes on from the best.
    func gather() {
        let best = best
        forEach { $0.walk.adopt(best) }
    }

    private func forEach(_ body: @escaping (Box) -> Void) {
        guard threads > 1, walks.count > 1 else { return walks.forEach(body) }
        nonisolated(unsafe) let boxes = walks, work = body
        DispatchQueue.concurrentPerform(iterations: boxes.count) { work(boxes[$0]) }
    }
}
