/// How hard a drawing is to read: the less the better (ISO/IEC 18004, §7.8.3).
extension QRDrawing {
    var penalty: Int {
        let lines = (0..<size).flatMap { line in [(0..<size).map { isDark($0, line) }, (0..<size).map { isDark(line, $0) }] }
        return lines.reduce(0) { $0 + QRDrawing.runs($1) + QRDrawing.falseFinders($1) } + squares + imbalance
    }

    /// Five or more of one shade in a line: 3, and 1 for each beyond the fifth.
    private static func runs(_ line: [Bool]) -> Int {
        var points = 0, length = 0, shade: Bool?
        for module in line + [nil] as [Bool?] {
            if module == shade, module != nil {
                length += 1
                continue
            }
            if length >= 5 { points += length - 2 }
            (shade, length) = (module, 1)
        }
        return points
    }

    /// What looks like a finder, 1:1:3:1:1 with four light modules on one side, the border's among them: 40 each.
    private static func falseFinders(_ line: [Bool]) -> Int {
        let light = [Bool](repeating: false, count: 4)
        let padded = light + line + light
        let core = [true, false, true, true, true, false, true]
        var points = 0
        for start in 0...(padded.count - 11) {
            let window = padded[start..<(start + 11)]
            if window.elementsEqual(light + core) { points += 40 }
            if window.elementsEqual(core + light) { points += 40 }
        }
        return points
    }

    /// Each square of 2 × 2 of one shade: 3.
    private var squares: Int {
        var points = 0
        for y in 0..<(size - 1) {
            for x in 0..<(size - 1) {
                let shade = isDark(x, y)
                if isDark(x + 1, y) == shade, isDark(x, y + 1) == shade, isDark(x + 1, y + 1) == shade { points += 3 }
            }
        }
        return points
    }

    /// Ten for each 5 % that the dark ones are away from a half.
    private var imbalance: Int {
        let dark = modules.count { $0 }
        return abs(dark * 20 - modules.count * 10) / modules.count * 10
    }
}
