import Civil
import Foundation
import RotaDomain
import XCTest

@testable import RotaCommands

final class GenerateTests: CommandTestCase {
    private func generate(_ words: String...) throws -> CommandRun {
        let practice = try file("practice.json", SmallPracticeFile.text)
        switch words.count {
        case 0: return try rota("generate", "--practice", practice, "--from", "2026-11-23", "--to", "2026-12-06", "--steps", "200", "--output", path("rota.json"))
        case 1: return try rota("generate", "--practice=\(practice)", "--from=2026-11-23", "--to=2026-12-06", "--steps=200", "--output=\(path("rota.json"))", words[0])
        default: return try rota("generate", "--practice", practice, words[0], words[1], "--output", path("rota.json"))
        }
    }

    func testGenerate_writesARotaThatKeepsTheRules() throws {
        let run = try generate()
        XCTAssertEqual(run.status, 0, run.errors)
        XCTAssertEqual(run.output, "", "progress goes to standard error")
        XCTAssertNotNil(run.errors.split(separator: "\n").last?.wholeMatch(of: #/score [\d.]+, \d+ gaps?, \d+ steps in [\d.]+ s/#), run.errors)
        let first = try text(path("rota.json"))
        XCTAssertTrue(first.contains("bethan-price"))
        let score = try rota("score", "--practice", path("practice.json"), "--rota", path("rota.json"))
        XCTAssertEqual(score.status, 0, score.output)
        XCTAssertEqual(try generate("--seed=1").status, 0)
        XCTAssertEqual(try text(path("rota.json")), first, "the same seed and steps, the same rota")
    }

    /// What the rota is short of, beside what no rota avoids, and of each gap whether that is so.
    func testGenerate_printsTheBoundAndOfEachGapWhy() throws {
        let errors = try generate().errors
        XCTAssertTrue(errors.contains("                               this rota   no rota beats\n"), errors)
        XCTAssertTrue(errors.contains("cover shortfall                        4               4\n"), errors)
        XCTAssertTrue(errors.contains("2026-11-24 am Main Surgery, 1 short: unavoidable. 2 doctors needed, 1 available\n"), errors)
        XCTAssertFalse(errors.contains("Ask Dr"), errors)
        let explained = try generate("--explain").errors
        XCTAssertTrue(explained.contains("    Ask Dr Bethan Price to work on Tue 24 November, although it is not one of their days: all day at Main Surgery. This fills the afternoon too.\n"), explained)
    }

    /// As the pages say it.
    func testGenerate_saysThatThereIsNoDutyDoctorOnlyWhereThereIsNone() throws {
        func errors(duty: Int, most: Int) throws -> String {
            let tuesday = #"{"weekday": "tue", "part": "am", "location": "Main Surgery", "minimum": 2, "duty": "#
            let text = SmallPracticeFile.text.replacingOccurrences(of: tuesday + "1", with: tuesday + String(duty))
                .replacingOccurrences(of: #""max_shifts": 2"#, with: #""max_shifts": \#(most)"#)
            let practice = try file("practice.json", text)
            return try rota("generate", "--practice", practice, "--from", "2026-11-24", "--to", "2026-11-24", "--steps", "200", "--output", path("rota.json")).errors
        }
        let short = try errors(duty: 2, most: 2), none = try errors(duty: 2, most: 0)
        XCTAssertTrue(short.contains("2026-11-24 am Main Surgery, 1 duty doctor short: unavoidable. 2 duty doctors needed, 1 available\n"), short)
        XCTAssertTrue(none.contains("2026-11-24 am Main Surgery, no duty doctor: unavoidable."), none)
    }

    /// The first week is protected, and empty: duty and cover of both its days are missing for that alone, but for what nobody could give.
    func testGenerate_saysWhatIsMissingOnlyBecauseItIsProtected() throws {
        let practice = try file("kept.json", SmallPracticeFile.text.replacingOccurrences(of: #""protected_until": null"#, with: #""protected_until": "2026-11-29""#))
        let words = ["generate", "--practice", practice, "--from=2026-11-23", "--to=2026-12-06", "--steps=200", "--output", path("rota.json")]
        let errors = try rota(words: words).errors
        XCTAssertTrue(errors.contains("No rota beats that while the weeks to 29 November stay protected. Missing only because of that: duty places left empty 4, cover shortfall 6\n"), errors)
        XCTAssertTrue(errors.contains("duty short: unavoidable") || errors.contains("no duty doctor: unavoidable"), errors)
        XCTAssertFalse(try rota(words: words + ["--override-protected"]).errors.contains("protected"))
    }

    /// What the file's reader admits and no memory holds ends with a sentence, not with a trap.
    func testGenerate_ofWhatIsTooLargeFails() throws {
        let sites = (0..<100).map { "Site \($0)" }, start = try XCTUnwrap(Day(iso: "2026-01-05"))
        let file = PracticeFile(
            practice: PracticeFile.Settings(name: "Elm Surgery", nation: .scotland, fullTimeParts: 9, open: [.mon: [.am, .pm], .tue: [.am, .pm], .wed: [.am, .pm]]),
            locations: sites, clinicians: (0..<60).map { PracticeFile.Clinician(id: "c\($0)", name: "Dr \($0)") },
            terms: (0..<60).map { PracticeFile.Term(clinician: "c\($0)", type: .partner, start: start, locations: sites, fte: 60) },
            cover: [Weekday.mon, .tue, .wed].flatMap { weekday in
                Part.allCases.flatMap { part in sites.map { PracticeFile.Cover(weekday: weekday, part: part, location: $0, minimum: 0, duty: 0) } }
            })
        let practice = try self.file("large.json", String(decoding: PracticeFileWriter.write(file), as: UTF8.self))
        let run = try rota("generate", "--practice", practice, "--from", "2026-11-23", "--to", "2027-11-21", "--output", path("rota.json"))
        XCTAssertEqual(run.status, 1)
        XCTAssertTrue(run.errors.hasSuffix("Choose fewer weeks, or name fewer locations in the working terms.\n"), run.errors)
        XCTAssertTrue(run.errors.contains("rota generate: 60 clinicians over 52 weeks, with all the locations"), run.errors)
        XCTAssertFalse(FileManager.default.fileExists(atPath: path("rota.json")))
    }

    func testGenerate_usedWrongly() throws {
        let table = [
            ("--from", "tomorrow", "--from must be a date YYYY-MM-DD, not \"tomorrow\"."), ("--from", "2026-11-23", "--to is missing."), ("--from", "9999-12-31", "--from must be in the years 1900 to 2200."),
            ("--bogus", "1", "There is no option --bogus."),
        ]
        for (option, value, message) in table {
            let run = try generate(option, value)
            XCTAssertEqual(run.status, 2)
            XCTAssertTrue(run.errors.hasPrefix("rota generate: \(message)\n\nUsage: rota generate"), run.errors)
        }
        for (option, message) in [
            ("--seed=x", "--seed must be a number, not \"x\"."), ("--seconds=0", "--seconds must be more than 0."), ("--seconds=nan", "--seconds must be more than 0."),
            ("--steps=-1", "--steps is given twice."), ("--from=2026-11-23", "--from is given twice."), ("--fill-gaps=no", "--fill-gaps takes no value."),
        ] {
            let run = try generate(option)
            XCTAssertEqual(run.status, 2, option)
            XCTAssertTrue(run.errors.hasPrefix("rota generate: \(message)\n"), run.errors)
        }
        XCTAssertFalse(FileManager.default.fileExists(atPath: path("rota.json")))
    }

    func testGenerate_withFilesThatCannotBe() throws {
        let dates = ["--from=2026-11-23", "--to=2026-11-29"]
        let missing = try rota("generate", "--practice", path("none"), dates[0], dates[1], "--output", path("rota.json"))
        XCTAssertEqual(missing.status, 1)
        XCTAssertEqual(missing.errors, "\(path("none")): cannot be read: No such file or directory.\n")
        let broken = try rota("generate", "--practice", try file("broken.json", "{"), dates[0], dates[1], "--output", path("rota.json"))
        XCTAssertEqual(broken.status, 1)
        XCTAssertTrue(broken.errors.hasPrefix("\(path("broken.json")): "), broken.errors)
        let practice = try file("practice.json", SmallPracticeFile.text)
        let full = try rota("generate", "--practice", practice, dates[0], dates[1], "--steps", "10", "--output", "/dev/full")
        XCTAssertEqual(full.status, 1)
        XCTAssertTrue(full.errors.hasSuffix("\n/dev/full: cannot be written: No space left on device. Free some space there, or choose another file with --output.\n"), full.errors)
    }
}
