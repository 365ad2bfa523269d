import XCTest
@testable import RotaBench

final class BenchProgramTests: XCTestCase {
    private var folder = URL(fileURLWithPath: "/")

    override func setUpWithError() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("rota-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    override func tearDown() { try? FileManager.default.removeItem(at: folder) }

    private func run(_ arguments: [String]) -> (status: Int32, said: String) {
        let said = Said()
        return (BenchProgram(arguments, say: { said.lines.append($0) }, answer: { said.lines.append($0) }).run(), said.lines.joined(separator: "\n"))
    }

    private final class Said: @unchecked Sendable {
        // Written by the one thread that runs the program.
        var lines: [String] = []
    }

    private func instance(_ name: String) throws -> String {
        let path = folder.appendingPathComponent(name).path
        try ShiftInstanceTests.fixture(name).write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    /// The published optima of the two, reached without a clock; that of the second is proved.
    func testRun_reachesTheOptimum() throws {
        for (name, optimum, bound) in [("Instance1", 607, 558), ("Instance3", 1001, 1001)] {
            let output = folder.appendingPathComponent("\(name).roster").path
            let (status, said) = run(["nrp", try instance(name), "--rounds", "30", "--seed", "4", "--output", output])
            XCTAssertEqual(status, 0, said)
            let rows = try String(contentsOfFile: output, encoding: .utf8).split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
            let judged = ShiftReferee(instance: try ShiftInstanceReader.read(ShiftInstanceTests.fixture(name))).judge(rows)
            XCTAssertEqual(judged.breaches, 0)
            XCTAssertEqual(judged.objective, optimum)
            XCTAssertTrue(said.contains("bound \(bound)"), said)
        }
    }

    func testRun_givesTheSameBytesWhateverTheThreads() throws {
        let instance = try instance("Instance3")
        let rosters = try [1, 2].map { threads in
            let output = folder.appendingPathComponent("threads-\(threads)").path
            XCTAssertEqual(run(["nrp", instance, "--rounds", "2", "--threads", "\(threads)", "--output", output]).status, 0)
            return try Data(contentsOf: URL(fileURLWithPath: output))
        }
        XCTAssertEqual(rosters[0], rosters[1])
    }

    /// A link stays a link, and a device a device.
    func testRun_writesIntoWhatStandsThere() throws {
        let link = folder.appendingPathComponent("link"), target = folder.appendingPathComponent("target")
        try FileManager.default.createSymbolicLink(at: link, withDestinationURL: target)
        let instance = try instance("Instance1")
        try Data(repeating: 65, count: 100_000).write(to: target)
        XCTAssertEqual(run(["nrp", instance, "--rounds", "0", "--output", link.path]).status, 0)
        XCTAssertEqual(try FileManager.default.destinationOfSymbolicLink(atPath: link.path), target.path)
        XCTAssertEqual(try String(contentsOf: target, encoding: .utf8).split(separator: "\n").count, 8)
    }

    func testRun_refusesWhatIsNotValid() throws {
        let instance = try instance("Instance1"), output = folder.appendingPathComponent("out").path
        for (arguments, said) in [
            ([], "usage: rota-bench"), (["nrp", instance], "--output is needed"), (["nrp", instance, "--output"], "--output needs a value"),
            (["nrp", instance, "--seconds", "no", "--output", output], "--seconds can't be “no”"), (["nrp", instance, "--speed", "9", "--output", output], "there is no option --speed"),
            (["nrp", folder.path + "/none", "--output", output], "none can't be read"), (["nrp", instance, "--output", folder.path + "/a/b", "--rounds", "0"], "can't be written"),
        ] {
            let result = run(arguments)
            XCTAssertEqual(result.status, 2, result.said)
            XCTAssertTrue(result.said.contains(said), result.said)
        }
    }

    func testRun_saysWhoHasNoLawfulRow() throws {
        let published = try ShiftInstanceTests.fixture("Instance1"), days = (0..<14).map(String.init).joined(separator: ",")
        for (change, name) in [
            (("\nA,D=14,4320,3360,", "\nA,D=1,4320,3360,"), "A"),
            // Nothing that A may work counts towards the minutes.
            (("SECTION_DAYS_OFF", "SECTION_DAYS_OFF\nA,\(days)"), "A"),
        ] {
            let path = folder.appendingPathComponent("impossible").path, text = published.replacingOccurrences(of: change.0, with: change.1)
            XCTAssertNotEqual(text, published)
            try text.write(toFile: path, atomically: true, encoding: .utf8)
            let result = run(["nrp", path, "--rounds", "1", "--output", path + ".out"])
            XCTAssertEqual(result.status, 1)
            XCTAssertTrue(result.said.contains("\(name) has no lawful row"), result.said)
        }
    }
}
