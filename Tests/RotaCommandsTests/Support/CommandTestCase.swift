import Foundation
import TestSupport
import XCTest

@testable import RotaCommands

/// What a command ended with and said.
struct CommandRun {
    let status: Int32
    let output: String
    let errors: String
}

/// Runs commands in this process, each on streams of its own, with a folder that goes when the test ends.
class CommandTestCase: XCTestCase {
    private(set) var folder = URL(fileURLWithPath: "/nonexistent")

    override func setUpWithError() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "rota-commands-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    override func tearDownWithError() throws { try FileManager.default.removeItem(at: folder) }

    /// Where a file or folder of this test is.
    func path(_ name: String) -> String { folder.appending(path: name).path }

    /// Writes a file of this test and gives its path.
    func file(_ name: String, _ text: String) throws -> String {
        try Data(text.utf8).write(to: folder.appending(path: name))
        return path(name)
    }

    func text(_ path: String) throws -> String { String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self) }

    /// - Parameters:
    ///   - input: what stands on standard input.
    ///   - settings: the environment, besides the place of the program's files.
    ///   - output: where standard output goes in place of a file that the run gives back; so for `errors`.
    func rota(_ words: String..., input: String = "", settings: [String: String] = [:], output: String? = nil, errors: String? = nil) throws -> CommandRun {
        try rota(words: words, input: input, settings: settings, output: output, errors: errors)
    }

    func rota(words: [String], input: String = "", settings: [String: String] = [:], output: String? = nil, errors: String? = nil) throws -> CommandRun {
        let streams = [try file("input", input), output ?? path("output"), errors ?? path("errors")]
        let descriptors = [open(streams[0], O_RDONLY)] + streams.dropFirst().map { open($0, O_WRONLY | O_CREAT | O_TRUNC, 0o600) }
        defer { for descriptor in descriptors { close(descriptor) } }
        XCTAssertFalse(descriptors.contains { $0 < 0 }, "\(streams)")
        let status = CommandLineProgram.run(
            words, terminal: Terminal(input: descriptors[0], output: descriptors[1], errors: descriptors[2]),
            environment: ["ROTA_SHARE": PackageFolder.url.path, "ROTA_CONFIG": try file("rota.conf", "")].merging(settings) { $1 })
        return CommandRun(status: status, output: output == nil ? try text(streams[1]) : "", errors: errors == nil ? try text(streams[2]) : "")
    }
}

/// A practice of one location, open on Mondays and Tuesdays, with a partner and a salaried doctor.
enum SmallPracticeFile {
    static let text = """
        {
          "practice": {
            "name": "Elm Surgery", "nation": "england-and-wales", "full_time_parts": 4,
            "open": {"mon": ["am", "pm"], "tue": ["am", "pm"], "wed": [], "thu": [], "fri": [], "sat": [], "sun": []},
            "closures": [], "duty_span": "day", "counts_towards_minimum": ["partner", "salaried"], "supervisor_groups": {}
          },
          "locations": ["Main Surgery"], "groups": [],
          "clinicians": [
            {"id": "amara-okafor", "name": "Dr Amara Okafor", "active": true, "groups": [], "duty_balance": 0},
            {"id": "bethan-price", "name": "Dr Bethan Price", "active": true, "groups": [], "duty_balance": 0}
          ],
          "terms": [
            {"clinician": "amara-okafor", "type": "partner", "start": "2026-01-05", "end": null, "duty": true, "locations": ["Main Surgery"], "supervisor": null,
             "fte": 100, "fixed_days": [], "fixed_days_b": null, "half_days": {}, "cannot_work": [], "must_work": [], "min_shifts": null, "max_shifts": 2,
             "leave_entitlement": 6},
            {"clinician": "bethan-price", "type": "salaried", "start": "2026-01-05", "end": null, "duty": true, "locations": ["Main Surgery"], "supervisor": null,
             "fte": null, "fixed_days": ["mon"], "fixed_days_b": null, "half_days": {}, "cannot_work": [], "must_work": [], "min_shifts": null, "max_shifts": null,
             "leave_entitlement": 30}
          ],
          "leave": [], "locum_bookings": [],
          "cover": [
            {"weekday": "mon", "part": "am", "location": "Main Surgery", "minimum": 2, "duty": 1},
            {"weekday": "mon", "part": "pm", "location": "Main Surgery", "minimum": 2, "duty": 1},
            {"weekday": "tue", "part": "am", "location": "Main Surgery", "minimum": 2, "duty": 1},
            {"weekday": "tue", "part": "pm", "location": "Main Surgery", "minimum": 2, "duty": 1}
          ],
          "cover_overrides": [], "shifts": [], "protected_until": null
        }
        """

    /// The week of Monday 23 November 2026.
    static func rota(_ shifts: [(clinician: String, date: String, span: String, kind: String)]) -> String {
        let rows = shifts.map {
            #"{"clinician": "\#($0.clinician)", "date": "\#($0.date)", "span": "\#($0.span)", "kind": "\#($0.kind)", "location": "Main Surgery", "pinned": false}"#
        }
        return #"{"from": "2026-11-23", "to": "2026-11-29", "shifts": [\#(rows.joined(separator: ", "))]}"#
    }
}
