/// One of the forty sizes of a code, at level M (ISO/IEC 18004, tables 1, 7 and 9).
struct QRVersion: Equatable {
    /// 1 to 40
    let number: Int

    var size: Int { number * 4 + 17 }
    /// Codewords for error correction in each block.
    var correctionLength: Int { QRVersion.correctionLengths[number - 1] }
    var blocks: Int { QRVersion.blockCounts[number - 1] }
    /// Codewords of data in all blocks.
    var dataLength: Int { codewords - correctionLength * blocks }
    /// How many bits say how long the text is, in byte mode.
    var lengthBits: Int { number < 10 ? 8 : 16 }

    static func smallest(for bytes: Int) -> QRVersion? {
        (1...40).map(QRVersion.init(number:)).first { 4 + $0.lengthBits + 8 * bytes <= 8 * $0.dataLength }
    }

    /// All codewords: what the patterns leave free, in whole bytes.
    var codewords: Int {
        let alignments = centres.count
        var modules = (16 * number + 128) * number + 64
        if number >= 2 { modules -= (25 * alignments - 10) * alignments - 55 }
        if number >= 7 { modules -= 36 }
        return modules / 8
    }

    /// The rows, and columns, of the alignment patterns' centres (annex E).
    var centres: [Int] {
        guard number > 1 else { return [] }
        let count = number / 7 + 2
        let step = number == 32 ? 26 : (number * 4 + count * 2 + 1) / (count * 2 - 2) * 2
        return [6] + (0..<(count - 1)).map { size - 7 - $0 * step }.reversed()
    }

    private static let correctionLengths = [
        10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28,
    ]
    private static let blockCounts = [
        1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49,
    ]
}
