/// The square of a code while it is drawn (ISO/IEC 18004, §6.3 and §7.7 to §7.10).
struct QRDrawing {
    private let version: QRVersion
    let size: Int
    private(set) var modules: [Bool]
    /// Of a pattern or of the format: neither data nor mask touch it.
    private var isFixed: [Bool]

    init(_ version: QRVersion) {
        self.version = version
        size = version.size
        modules = [Bool](repeating: false, count: size * size)
        isFixed = modules
        drawTiming()
        for (x, y) in [(3, 3), (size - 4, 3), (3, size - 4)] { drawFinder(x, y) }
        drawAlignments()
        drawFormat(mask: 0)
        drawVersion()
    }

    func isDark(_ x: Int, _ y: Int) -> Bool { modules[y * size + x] }

    private mutating func fix(_ x: Int, _ y: Int, _ isDark: Bool) {
        modules[y * size + x] = isDark
        isFixed[y * size + x] = true
    }

    private mutating func drawTiming() {
        for index in 0..<size {
            fix(6, index, index % 2 == 0)
            fix(index, 6, index % 2 == 0)
        }
    }

    /// With the light line around it.
    private mutating func drawFinder(_ x: Int, _ y: Int) {
        for dy in -4...4 {
            for dx in -4...4 {
                let distance = max(abs(dx), abs(dy))
                guard (0..<size).contains(x + dx), (0..<size).contains(y + dy) else { continue }
                fix(x + dx, y + dy, distance != 2 && distance != 4)
            }
        }
    }

    private mutating func drawAlignments() {
        let centres = version.centres
        guard let last = centres.last else { return }
        for y in centres {
            for x in centres where !((x == 6 && y == 6) || (x == 6 && y == last) || (x == last && y == 6)) {
                for dy in -2...2 {
                    for dx in -2...2 { fix(x + dx, y + dy, max(abs(dx), abs(dy)) != 1) }
                }
            }
        }
    }

    /// Level M is 00; 10 bits of BCH and a mask of their own (annex C).
    private mutating func drawFormat(mask: Int) {
        var rest = mask
        for _ in 0..<10 { rest = rest << 1 ^ (rest >> 9) * 0x537 }
        let bits = (mask << 10 | rest) ^ 0x5412
        func bit(_ index: Int) -> Bool { bits >> index & 1 == 1 }
        for index in 0...5 { fix(8, index, bit(index)) }
        fix(8, 7, bit(6))
        fix(8, 8, bit(7))
        fix(7, 8, bit(8))
        for index in 9..<15 { fix(14 - index, 8, bit(index)) }
        for index in 0..<8 { fix(size - 1 - index, 8, bit(index)) }
        for index in 8..<15 { fix(8, size - 15 + index, bit(index)) }
        fix(8, size - 8, true)
    }

    /// From version 7 on, twice (annex D).
    private mutating func drawVersion() {
        guard version.number >= 7 else { return }
        var rest = version.number
        for _ in 0..<12 { rest = rest << 1 ^ (rest >> 11) * 0x1F25 }
        let bits = version.number << 12 | rest
        for index in 0..<18 {
            let isDark = bits >> index & 1 == 1, far = size - 11 + index % 3, near = index / 3
            fix(far, near, isDark)
            fix(near, far, isDark)
        }
    }

    /// In columns of two from the right, up and down in turn, around what is fixed; the column of the timing pattern is left out.
    mutating func place(_ bytes: [UInt8]) {
        var index = 0
        for (turn, right) in ([Int](stride(from: size - 1, to: 6, by: -2)) + [5, 3, 1]).enumerated() {
            for step in 0..<size {
                let y = turn % 2 == 0 ? size - 1 - step : step
                for x in [right, right - 1] where !isFixed[y * size + x] && index < bytes.count * 8 {
                    modules[y * size + x] = bytes[index / 8] >> (7 - UInt8(index % 8)) & 1 == 1
                    index += 1
                }
            }
        }
    }

    /// With this mask over the data, and its number in the format.
    func finished(mask: Int) -> QRDrawing {
        var drawing = self
        for y in 0..<size {
            for x in 0..<size where !isFixed[y * size + x] && QRDrawing.turns(mask, x, y) { drawing.modules[y * size + x].toggle() }
        }
        drawing.drawFormat(mask: mask)
        return drawing
    }

    /// Table 10.
    private static func turns(_ mask: Int, _ x: Int, _ y: Int) -> Bool {
        switch mask {
        case 0: (x + y) % 2 == 0
        case 1: y % 2 == 0
        case 2: x % 3 == 0
        case 3: (x + y) % 3 == 0
        case 4: (x / 3 + y / 2) % 2 == 0
        case 5: x * y % 2 + x * y % 3 == 0
        case 6: (x * y % 2 + x * y % 3) % 2 == 0
        default: ((x + y) % 2 + x * y % 3) % 2 == 0
        }
    }
}
