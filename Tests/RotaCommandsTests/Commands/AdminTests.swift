import XCTest

@testable import RotaCommands

final class AdminTests: CommandTestCase {
    private func create(_ username: String, password: String, role: String = "manager") throws -> CommandRun {
        try rota(
            "admin", "create", "--data", path("data"), "--username", username, "--name", "Morwenna Tregear", "--email", "\(username)@elm.example", "--role", role,
            "--password-stdin", input: password)
    }

    func testCreate_makesAnAccountOnce() throws {
        let first = try create("morwenna", password: "kettle-harbour-lantern-9\nnot this\n")
        XCTAssertEqual(first.status, 0, first.errors)
        XCTAssertEqual(first.output, "Created morwenna.\n")
        let second = try create("morwenna", password: "kettle-harbour-lantern-9\n")
        XCTAssertEqual(second.status, 1)
        XCTAssertTrue(second.errors.hasPrefix("rota: ") && second.errors.hasSuffix(".\n"), second.errors)
        XCTAssertEqual(second.output, "")
    }

    func testCreate_saysWhatStandsAgainstIt() throws {
        for (password, role) in [("short\n", "manager"), ("", "manager"), ("kettle-harbour-lantern-9\n", "emperor")] {
            let run = try create("morwenna", password: password, role: role)
            XCTAssertEqual(run.status, 1, password)
            XCTAssertTrue(run.errors.hasPrefix("rota: "), run.errors)
            XCTAssertFalse(password.count > 1 && run.errors.contains(password.dropLast()), "a password is never shown")
        }
    }

    func testCreate_usedWrongly() throws {
        for words in [["admin", "delete"], ["admin", "create"]] {
            let run = try rota(words[0], words[1])
            XCTAssertEqual(run.status, 2)
            XCTAssertTrue(run.errors.contains("Usage: rota admin create"))
        }
        let open = try rota("admin", "create", "--username=a", "--name=b", "--email=c@d.example", "--role=manager")
        XCTAssertEqual(open.status, 2)
        XCTAssertTrue(open.errors.hasPrefix("rota admin: --password-stdin is missing: a password never stands on a command line.\n"))
    }
}
