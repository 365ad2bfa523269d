import XCTest

@testable import RotaDomain

/// Random damage to a good file: the reader answers, whatever it is given, and what it accepts survives a round trip.
final class FileFuzzTests: XCTestCase {
    /// A small generator (SplitMix64), so that a failure can be had again.
    private struct Random: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    private func check(_ bytes: [UInt8], _ seed: UInt64) {
        do {
            let file = try PracticeFileReader.read(bytes)
            let again = try PracticeFileReader.read(PracticeFileWriter.write(file))
            XCTAssertEqual(again, file, "seed \(seed)")
        } catch {
            XCTAssertFalse(error.texts.isEmpty, "seed \(seed)")
        }
    }

    func testRead_survivesDamagedBytes() {
        let good = Array(PracticeFileFixture.text.utf8)
        for seed in 0..<1500 as Range<UInt64> {
            var random = Random(state: seed)
            var bytes = good
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let at = Int.random(in: 0..<bytes.count, using: &random)
                let end = min(at + Int.random(in: 0...40, using: &random), bytes.count)
                switch Int.random(in: 0..<6, using: &random) {
                case 0: bytes[at] = UInt8.random(in: .min ... .max, using: &random)
                case 1: bytes[at] = Array("{}[]\",:0-9.eEtfn\\u ".utf8).randomElement(using: &random) ?? 0
                case 2: bytes.removeSubrange(at..<end)
                case 3: bytes.insert(contentsOf: bytes[at..<end], at: Int.random(in: 0...bytes.count, using: &random))
                case 4: bytes.removeLast(bytes.count - max(at, 1))
                default: bytes.swapAt(at, Int.random(in: 0..<bytes.count, using: &random))
                }
            }
            check(bytes, seed)
        }
    }

    func testRead_survivesExchangedValues() {
        let parts = PracticeFileFixture.text.split(separator: ": ", omittingEmptySubsequences: false)
        let values = ["null", "true", "-1", "1e300", "0.5", "\"\"", "\"mon\"", "\"bronwen\"", "\"2026-12-01\"", "[]", "[[]]", "{}", "[null]", "{\"mon\": 1}"]
        for seed in 0..<1500 as Range<UInt64> {
            var random = Random(state: seed)
            var changed = parts.map(String.init)
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let at = Int.random(in: 1..<changed.count, using: &random)
                let rest = changed[at].drop { $0 != "," && $0 != "}" && $0 != "\n" }
                changed[at] = (values.randomElement(using: &random) ?? "") + rest
            }
            check(Array(changed.joined(separator: ": ").utf8), seed)
        }
    }
}
