/// The bytes of a code in the order in which they are drawn: data in blocks, each with its error correction, interleaved (ISO/IEC 18004, §7.4 to §7.6).
struct QRCodewords {
    let all: [UInt8]

    init(_ bytes: [UInt8], _ version: QRVersion) {
        let data = QRCodewords.padded(bytes, version)
        let short = data.count / version.blocks, longFrom = version.blocks - data.count % version.blocks
        var blocks: [[UInt8]] = [], start = 0
        for index in 0..<version.blocks {
            let length = short + (index >= longFrom ? 1 : 0)
            blocks.append(Array(data[start..<(start + length)]))
            start += length
        }
        let divisor = ReedSolomon.divisor(version.correctionLength)
        let corrections = blocks.map { ReedSolomon.remainder($0, divisor) }
        all = QRCodewords.interleaved(blocks) + QRCodewords.interleaved(corrections)
    }

    /// Mode, length, text, end, and then two bytes in turn until it is full (§7.4.10).
    private static func padded(_ bytes: [UInt8], _ version: QRVersion) -> [UInt8] {
        var bits: [Bool] = []
        func add(_ value: Int, _ count: Int) {
            for shift in stride(from: count - 1, through: 0, by: -1) { bits.append(value >> shift & 1 == 1) }
        }
        add(0b0100, 4)
        add(bytes.count, version.lengthBits)
        for byte in bytes { add(Int(byte), 8) }
        add(0, min(4, version.dataLength * 8 - bits.count))
        add(0, (8 - bits.count % 8) % 8)
        var data = stride(from: 0, to: bits.count, by: 8).map { start in bits[start..<(start + 8)].reduce(UInt8(0)) { $0 << 1 | ($1 ? 1 : 0) } }
        var isEven = true
        while data.count < version.dataLength {
            data.append(isEven ? 0xEC : 0x11)
            isEven.toggle()
        }
        return data
    }

    private static func interleaved(_ blocks: [[UInt8]]) -> [UInt8] {
        let longest = blocks.map(\.count).max() ?? 0
        return (0..<longest).flatMap { index in blocks.compactMap { index < $0.count ? $0[index] : nil } }
    }
}

/// Reed-Solomon over the field of 256 with the polynomial x⁸ + x⁴ + x³ + x² + 1 (§7.5.2).
enum ReedSolomon {
    /// The coefficients of (x − 1)(x − 2)…(x − 2ⁿ⁻¹) below the highest, which is 1.
    static func divisor(_ degree: Int) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: degree)
        result[degree - 1] = 1
        var root: UInt8 = 1
        for _ in 0..<degree {
            for index in 0..<degree {
                result[index] = times(result[index], root)
                if index + 1 < degree { result[index] ^= result[index + 1] }
            }
            root = times(root, 2)
        }
        return result
    }

    static func remainder(_ data: [UInt8], _ divisor: [UInt8]) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: divisor.count)
        for byte in data {
            let factor = byte ^ result.removeFirst()
            result.append(0)
            for (index, coefficient) in divisor.enumerated() { result[index] ^= times(coefficient, factor) }
        }
        return result
    }

    private static func times(_ left: UInt8, _ right: UInt8) -> UInt8 {
        var product = 0
        for shift in stride(from: 7, through: 0, by: -1) {
            product = product << 1 ^ (product >> 7) * 0x11D
            product ^= Int(right >> shift & 1) * Int(left)
        }
        return UInt8(truncatingIfNeeded: product)
    }
}
