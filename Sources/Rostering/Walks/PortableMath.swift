/// Logarithm and exponential from +, −, ×, ÷ alone, whose results IEEE 754 fixes: the C library's differ between machines,
/// and the same seed must give the same rota everywhere.
enum PortableMath {
    private static let ln2 = 0.693147180559945309417

    /// The natural logarithm of a positive, finite number.
    static func ln(_ x: Double) -> Double {
        let exponent = Double(x.exponent), significand = x.significand
        // ln m = 2 artanh((m − 1) / (m + 1)), m in 1 ..< 2.
        let ratio = (significand - 1) / (significand + 1), square = ratio * ratio
        var sum = 0.0, power = ratio
        for k in 0..<24 {
            sum += power / Double(2 * k + 1)
            power *= square
        }
        return exponent * ln2 + 2 * sum
    }

    /// e to the x, for |x| below 700.
    static func exp(_ x: Double) -> Double {
        let halvings = 10, small = x / 1024
        var sum = 1.0, term = 1.0
        for k in 1..<14 {
            term = term * small / Double(k)
            sum += term
        }
        for _ in 0..<halvings { sum *= sum }
        return sum
    }
}
