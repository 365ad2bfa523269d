import Synchronization

/// Many counters that any thread may add to without a lock. A place that is not there counts nothing.
///
/// @unchecked: the memory lives as long as the object, and each cell is an atomic.
final class AtomicCounters: @unchecked Sendable {
    private let cells: UnsafeMutablePointer<Atomic<Int>>
    let count: Int

    init(count: Int) {
        self.count = count
        cells = .allocate(capacity: count)
        for place in 0..<count { (cells + place).initialize(to: Atomic(0)) }
    }

    deinit {
        cells.deinitialize(count: count)
        cells.deallocate()
    }

    func add(_ amount: Int, at place: Int) {
        guard place >= 0, place < count else { return }
        cells[place].wrappingAdd(amount, ordering: .relaxed)
    }

    subscript(place: Int) -> Int { place >= 0 && place < count ? cells[place].load(ordering: .relaxed) : 0 }
}
