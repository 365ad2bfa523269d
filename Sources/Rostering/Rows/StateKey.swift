/// A row's state after a day: the classes of all its open counters, packed.
struct StateKey: Hashable {
    /// Where one counter's class stands. Of no width where there is nothing to tell.
    struct Place {
        var isHigh = false
        var shift: UInt64 = 0
        var mask: UInt64 = 0
    }

    private var low: UInt64 = 0
    private var high: UInt64 = 0

    @inline(__always)
    func field(_ place: Place) -> Int { Int(truncatingIfNeeded: ((place.isHigh ? high : low) >> place.shift) & place.mask) }

    @inline(__always)
    mutating func set(_ place: Place, _ value: Int32) {
        let bits = UInt64(truncatingIfNeeded: value) & place.mask
        if place.isHigh { high |= bits << place.shift } else { low |= bits << place.shift }
    }

    @inline(__always)
    var hash: Int {
        var mixed = (low ^ (high &* 0xC2B2_AE3D_27D4_EB4F)) &* 0x9E37_79B9_7F4A_7C15
        mixed ^= mixed >> 32
        return Int(truncatingIfNeeded: mixed >> 1)
    }
}

/// A counter that has begun and not yet closed.
struct OpenCounter {
    /// Its number in the builder's list.
    var number: Int
    var place: StateKey.Place
}

/// Gives the open counters of a day their places in the key.
struct StateLayout {
    private var used: [UInt64] = [0, 0]
    private(set) var isTooWide = false

    mutating func place(for classes: Int) -> StateKey.Place {
        let bits = UInt64(Int.bitWidth - max(0, classes - 1).leadingZeroBitCount)
        guard bits > 0 else { return StateKey.Place() }
        let word = used[0] + bits <= 64 ? 0 : 1
        guard used[word] + bits <= 64 else {
            isTooWide = true
            return StateKey.Place()
        }
        defer { used[word] += bits }
        return StateKey.Place(isHigh: word == 1, shift: used[word], mask: UInt64.max >> (64 - bits))
    }
}

/// The number of each state, in the order in which they were met; open addressing.
struct StateTable {
    private var slots: [Int32] = Array(repeating: -1, count: 256)
    private var count = 0

    @inline(__always)
    mutating func number(of key: StateKey, in keys: inout [StateKey]) -> Int32 {
        if (count + 1) * 2 > slots.count { grow(keys) }
        var slot = key.hash & (slots.count - 1)
        while slots[slot] >= 0 {
            if keys[Int(slots[slot])] == key { return slots[slot] }
            slot = (slot + 1) & (slots.count - 1)
        }
        slots[slot] = Int32(count)
        keys.append(key)
        count += 1
        return Int32(count - 1)
    }

    private mutating func grow(_ keys: [StateKey]) {
        slots = Array(repeating: -1, count: slots.count * 2)
        for (number, key) in keys.enumerated() {
            var slot = key.hash & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(number)
        }
    }
}
