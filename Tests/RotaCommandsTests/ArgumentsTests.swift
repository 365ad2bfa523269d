import XCTest

@testable import RotaCommands

final class ArgumentsTests: XCTestCase {
    private func read(_ words: String..., operands: Int = 1) throws -> Arguments {
        try Arguments(words, options: ["data", "name"], flags: ["json"], operands: operands)
    }

    private func problem(_ words: String..., operands: Int = 1) -> String? {
        do {
            _ = try Arguments(words, options: ["data", "name"], flags: ["json"], operands: operands)
            return nil
        } catch {
            return error.text
        }
    }

    func testInit_takesBothFormsOfAnOption() throws {
        for arguments in [try read("--data", "x", "--name", "a b", "--json", "file"), try read("file", "--json", "--name=a b", "--data=x")] {
            XCTAssertEqual(arguments["data"], "x")
            XCTAssertEqual(arguments["name"], "a b")
            XCTAssertTrue(arguments.has("json"))
            XCTAssertEqual(arguments.operands, ["file"])
        }
        XCTAssertEqual(try read("--name=").required("name"), "")
        XCTAssertEqual(try read("--name=--json=x")["name"], "--json=x")
        XCTAssertEqual(try read("--name", "-1")["name"], "-1")
        XCTAssertFalse(try read().has("json"))
    }

    func testInit_saysWhatIsWrong() {
        XCTAssertEqual(problem("--date", "x"), "There is no option --date.")
        XCTAssertEqual(problem("--name"), "--name needs a value.")
        XCTAssertEqual(problem("--name", "--json"), "--name needs a value.")
        XCTAssertEqual(problem("--name", "a", "--name=b"), "--name is given twice.")
        XCTAssertEqual(problem("--json=yes"), "--json takes no value.")
        XCTAssertEqual(problem("a", "b"), "\"b\" was not expected.")
        XCTAssertEqual(problem("-x", operands: 0), "\"-x\" was not expected.")
        XCTAssertNil(problem("a"))
    }

    func testRequired_namesWhatIsMissing() {
        XCTAssertThrowsError(try read("--data=x").required("name")) { XCTAssertEqual(($0 as? Arguments.Wrong)?.text, "--name is missing.") }
    }
}
