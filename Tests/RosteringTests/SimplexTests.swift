import XCTest
@testable import Rostering

final class SimplexTests: XCTestCase {
    /// min −3x − 5y with x ≤ 4, 2y ≤ 12, 3x + 2y ≤ 18: the textbook's x = 2, y = 6.
    func testOptimise_solvesATextbookProgram() {
        let simplex = Simplex(rightSide: [4, 12, 18])
        let x = simplex.add(cost: -3, [(0, 1), (2, 3)]), y = simplex.add(cost: -5, [(1, 2), (2, 2)])
        let slacks = (0..<3).map { simplex.add(cost: 0, [($0, 1)]) }
        simplex.start(basic: slacks, atUpper: [])
        XCTAssertTrue(simplex.optimise())
        XCTAssertEqual(simplex.value(x), 2, accuracy: 1e-9)
        XCTAssertEqual(simplex.value(y), 6, accuracy: 1e-9)
        XCTAssertEqual(simplex.objective, -36, accuracy: 1e-9)
        for (row, dual) in [0, -1.5, -1].enumerated() { XCTAssertEqual(simplex.dual(row), dual, accuracy: 1e-9) }
    }

    /// Random programs with bounds, columns added on the way: the duals must prove each optimum.
    func testOptimise_isProvedByItsDuals() {
        var random = SplitMix64(seed: 9)
        for round in 0..<200 {
            let rows = 2 + random.below(6), right = (0..<rows).map { _ in Double(random.below(20)) + 0.001 * Double(random.below(100)) }
            let simplex = Simplex(rightSide: right)
            var columns: [(cost: Double, upper: Double, entries: [(row: Int, value: Double)])] = []
            func add(_ cost: Double, _ upper: Double, _ entries: [(row: Int, value: Double)]) -> Int {
                columns.append((cost, upper, entries))
                return simplex.add(cost: cost, upper: upper, entries)
            }
            let slacks = (0..<rows).map { add(10, .infinity, [($0, 1)]) }
            func draw() {
                let upper = random.below(2) == 0 ? Double.infinity : Double(1 + random.below(3))
                let entries = (0..<rows).filter { _ in random.below(2) == 0 }.map { (row: $0, value: Double(1 + random.below(3))) }
                if !entries.isEmpty { _ = add(Double(random.below(30)) - 5, upper, entries) }
            }
            for _ in 0..<random.below(8) { draw() }
            simplex.start(basic: slacks, atUpper: [])
            for _ in 0..<3 {
                XCTAssertTrue(simplex.optimise())
                var sums = right.map { -$0 }, dual = 0.0
                for (number, column) in columns.enumerated() {
                    let value = simplex.value(number)
                    XCTAssertGreaterThanOrEqual(value, -1e-7, "round \(round)")
                    XCTAssertLessThanOrEqual(value, column.upper + 1e-7, "round \(round)")
                    for entry in column.entries { sums[entry.row] += value * entry.value }
                    let reduced = simplex.reducedCost(number)
                    XCTAssertGreaterThanOrEqual(reduced, column.upper < .infinity ? -.infinity : -1e-6, "round \(round)")
                    if reduced < 0, column.upper < .infinity { dual += reduced * column.upper }
                }
                for sum in sums { XCTAssertEqual(sum, 0, accuracy: 1e-6, "round \(round)") }
                for row in 0..<rows { dual += right[row] * simplex.dual(row) }
                XCTAssertEqual(simplex.objective, dual, accuracy: 1e-5, "round \(round)")
                for _ in 0..<3 { draw() }
            }
        }
    }

    /// What has no end, and a basis that is none, stop the method and not the program.
    func testOptimise_stopsWhereNothingIsSound() {
        let endless = Simplex(rightSide: [1])
        let slack = endless.add(cost: 0, [(0, 1)])
        _ = endless.add(cost: -1, [(0, -1)])
        endless.start(basic: [slack], atUpper: [])
        XCTAssertTrue(endless.optimise())
        XCTAssertEqual(endless.value(slack), 1, "where it began")
        let flat = Simplex(rightSide: [1, 1])
        let same = (0..<2).map { _ in flat.add(cost: 1, [(0, 1), (1, 1)]) }
        flat.start(basic: same, atUpper: [])
        let better = flat.add(cost: -1, upper: 1, [(0, 1)])
        XCTAssertTrue(flat.optimise())
        XCTAssertEqual(flat.pivots, 0)
        XCTAssertEqual(flat.value(better), 0, "nothing moves any more")
    }
}
