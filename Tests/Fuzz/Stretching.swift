import Glibc

/// Makes long inputs of short ones, so that the time for them can be measured.
enum Stretching {
    /// The bytes with one stretch of them repeated until all are `count`.
    static func stretched(_ bytes: [UInt8], to count: Int, _ random: inout InputRandom) -> [UInt8] {
        guard !bytes.isEmpty, bytes.count < count else { return bytes }
        let first = Int.random(in: 0..<bytes.count, using: &random)
        let length = Int.random(in: 1...min(bytes.count - first, 1 << Int.random(in: 0...10, using: &random)), using: &random)
        let middle = bytes[first..<first + length]
        var long = Array(bytes[..<first])
        long.reserveCapacity(count)
        while long.count + middle.count + bytes.count < count + first { long += middle }
        return long + bytes[first...]
    }

    /// Writes a long input beside libFuzzer's finds, which hold the short one only.
    static func keep(_ bytes: [UInt8]) {
        guard let file = fopen("slow-input", "w") else { return }
        fwrite(bytes, 1, bytes.count, file)
        fclose(file)
    }
}
