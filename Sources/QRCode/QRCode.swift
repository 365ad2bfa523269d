/// A text as a QR code (ISO/IEC 18004, model 2): byte mode, error correction of level M, the smallest version that holds it, the mask that reads best.
package struct QRCode: Sendable, Equatable {
    /// Modules along one side, without the light border.
    package let size: Int
    /// Of the eight (§7.8).
    package let mask: Int
    private let modules: [Bool]

    /// Modules that must stay light around the code (§9.1).
    package static let border = 4

    /// Nil for more than 2,331 bytes, which no code of this level holds.
    package init?(_ text: String) {
        self.init(text, mask: nil)
    }

    /// - Parameter wanted: a mask that is used whatever it scores, for tests; nil takes the best.
    package init?(_ text: String, mask wanted: Int?) {
        let bytes = Array(text.utf8)
        guard let version = QRVersion.smallest(for: bytes.count) else { return nil }
        var plain = QRDrawing(version)
        plain.place(QRCodewords(bytes, version).all)
        let drawn = (wanted.map { [$0] } ?? Array(0..<8)).map { mask in (mask, plain.finished(mask: mask)) }
        let scored = drawn.map { (mask: $0.0, drawing: $0.1, penalty: $0.1.penalty) }
        guard let best = scored.min(by: { ($0.penalty, $0.mask) < ($1.penalty, $1.mask) }) else { return nil }
        size = version.size
        mask = best.mask
        modules = best.drawing.modules
    }

    /// From above to below, each from left to right; true is dark.
    package var rows: [[Bool]] { (0..<size).map { y in Array(modules[(y * size)..<((y + 1) * size)]) } }

    /// Modules along one side of the drawing, with the border.
    package var outerSize: Int { size + 2 * QRCode.border }

    /// The dark modules as an SVG path, one rectangle for each run, inside `0 0 outerSize outerSize`.
    package var path: String {
        var path = ""
        for (y, row) in rows.enumerated() {
            var x = 0
            while x < size {
                guard row[x] else {
                    x += 1
                    continue
                }
                let start = x
                while x < size, row[x] { x += 1 }
                path += "M\(start + QRCode.border) \(y + QRCode.border)h\(x - start)v1h-\(x - start)z"
            }
        }
        return path
    }
}
