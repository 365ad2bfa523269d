import Glibc

/// Ends the program, as libFuzzer wants of a target that found something, unless `holds`.
@inline(__always)
func expect(_ holds: Bool, _ what: @autoclosure () -> String, _ also: () -> Void = {}) {
    guard !holds else { return }
    print("EXPECTED otherwise: \(what())")
    also()
    fflush(nil)
    abort()
}

@inline(__always)
func expectEqual<Value: Equatable>(_ left: Value, _ right: Value, _ what: @autoclosure () -> String) {
    expect(left == right, "\(what())\n  \(left)\n  \(right)")
}

/// Random numbers that are the same for the same input (SplitMix64, begun with FNV-1a of the bytes).
struct InputRandom: RandomNumberGenerator {
    private var state: UInt64 = 0xCBF2_9CE4_8422_2325

    init(_ bytes: [UInt8]) {
        for byte in bytes { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

extension [UInt8] {
    /// Some hundred bytes of text for the controls that an input begins with; the rest of it is what is read.
    func parted(after count: Int) -> (controls: [UInt8], rest: [UInt8]) { (Array(prefix(count)), Array(dropFirst(count))) }

    func contains(run: some Collection<UInt8>) -> Bool { indices.contains { self[$0...].starts(with: run) } }
}
