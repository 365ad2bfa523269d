import COpenSSL
import Synchronization

/// Where secrets come from: the operating system, or in tests a sequence that a seed repeats.
package struct RandomSource: Sendable {
    private let fill: @Sendable (Int) throws(SecretsError) -> [UInt8]

    /// `count` random bytes. Throws when there is no randomness to be had; nothing weaker is ever given instead.
    package func bytes(_ count: Int) throws(SecretsError) -> [UInt8] {
        try fill(max(0, count))
    }

    /// OpenSSL's generator, which the system seeds.
    package static let system = RandomSource { (count) throws(SecretsError) in
        guard let size = Int32(exactly: count) else { throw .noRandomness }
        var bytes = [UInt8](repeating: 0, count: count)
        guard count == 0 || RAND_bytes(&bytes, size) == 1 else { throw .noRandomness }
        return bytes
    }

    /// The same bytes for the same seed. Guessable: for tests only.
    package static func seeded(_ seed: UInt64) -> RandomSource {
        let sequence = SeededSequence(seed)
        return RandomSource { (count) throws(SecretsError) in sequence.bytes(count) }
    }
}

/// SplitMix64 (Steele, Lea and Flood, 2014), one byte from each step.
private final class SeededSequence: Sendable {
    private let state: Mutex<UInt64>

    init(_ seed: UInt64) {
        state = Mutex(seed)
    }

    func bytes(_ count: Int) -> [UInt8] {
        state.withLock { state in
            (0..<count).map { _ in
                state &+= 0x9E37_79B9_7F4A_7C15
                var mixed = state
                mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
                mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
                return UInt8(truncatingIfNeeded: mixed ^ (mixed >> 31))
            }
        }
    }
}
