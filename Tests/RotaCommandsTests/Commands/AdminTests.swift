import Foundation
import SQLite
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
        for password in ["short\n", ""] {
            let run = try create("morwenna", password: password)
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

    func testCreate_refusesAnUnknownRole_andNamesThoseThereAre() throws {
        let run = try create("morwenna", password: "kettle-harbour-lantern-9\n", role: "administrator")
        XCTAssertEqual(run.status, 2)
        XCTAssertTrue(run.errors.hasPrefix("rota admin: --role must be one of admin, manager, clinic-admin, clinician.\n"), run.errors)
    }

    func testCreate_takesEachRole() throws {
        for role in ["admin", "manager", "clinic-admin", "clinician"] {
            XCTAssertEqual(try create("user.\(role)", password: "kettle-harbour-lantern-9\n", role: role).status, 0, role)
        }
    }

    func testList_showsIdUsernameRoleAndState() throws {
        XCTAssertEqual(try rota("admin", "list", "--data", path("data")).output, "id  username  role  state\n")
        _ = try create("morwenna", password: "kettle-harbour-lantern-9\n")
        _ = try create("sunita", password: "kettle-harbour-lantern-9\n", role: "clinic-admin")
        let list = try rota("admin", "list", "--data", path("data"))
        XCTAssertEqual(list.status, 0, list.errors)
        XCTAssertEqual(list.output, "id  username  role          state\n1   morwenna  manager       active\n2   sunita    clinic-admin  active\n")
        let json = try rota("admin", "list", "--json", "--data", path("data"))
        let rows = try XCTUnwrap(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]])
        XCTAssertEqual(rows.map { $0["username"] as? String }, ["morwenna", "sunita"])
        XCTAssertEqual(rows.map { $0["role"] as? String }, ["manager", "clinic-admin"])
        XCTAssertEqual(rows.map { $0["id"] as? Int }, [1, 2])
        XCTAssertEqual(rows.map { $0["state"] as? String }, ["active", "active"])
        XCTAssertEqual(rows.map { $0["password"] as? Bool }, [true, true])
    }

    /// Whoever was added in the browser has none until the mailed link was used (issue 5.6).
    func testList_saysWhoHasNoPasswordYet() throws {
        _ = try create("morwenna", password: "kettle-harbour-lantern-9\n")
        let database = try Connection(path: path("data/rota.db"), mode: .readWrite)
        _ = try database.run("UPDATE accounts SET password_hash = ''")
        XCTAssertEqual(try rota("admin", "list", "--data", path("data")).output, "id  username  role     state\n1   morwenna  manager  active, no password yet\n")
        let json = try rota("admin", "list", "--json", "--data", path("data"))
        let rows = try XCTUnwrap(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]])
        XCTAssertEqual(rows.map { $0["password"] as? Bool }, [false])
        XCTAssertEqual(rows.map { $0["state"] as? String }, ["active"])
    }

    func testResetPassword_takesItFromStandardInputOnly() throws {
        _ = try create("morwenna", password: "kettle-harbour-lantern-9\n")
        let done = try rota("admin", "reset-password", "--data", path("data"), "--username", "morwenna", "--password-stdin", input: "another-lantern-kettle-4\n")
        XCTAssertEqual([done.output, done.errors], ["morwenna has a new password and is signed out everywhere.\n", ""])
        let nobody = try rota("admin", "reset-password", "--data", path("data"), "--username", "nobody", "--password-stdin", input: "another-lantern-kettle-4\n")
        XCTAssertEqual(nobody.status, 1)
        XCTAssertEqual(nobody.errors, "rota: There is no account nobody.\n")
        let short = try rota("admin", "reset-password", "--data", path("data"), "--username", "morwenna", "--password-stdin", input: "short\n")
        XCTAssertEqual(short.errors, "rota: Password must be 12 characters or more.\n")
        XCTAssertEqual(try rota("admin", "reset-password", "--username", "morwenna").status, 2, "no password on the command line")
        XCTAssertEqual(try rota("admin", "reset-password", "--password-stdin").status, 2)
        XCTAssertEqual(try rota("admin", "list", "--role", "manager").status, 2)
    }

    func testSessionsFlush_signsEverybodyOut() throws {
        XCTAssertEqual(try rota("sessions", "flush", "--data", path("data")).output, "Nobody was signed in.\n")
        XCTAssertEqual(try rota("sessions").status, 2)
        XCTAssertEqual(try rota("sessions", "list").status, 2)
    }
}
