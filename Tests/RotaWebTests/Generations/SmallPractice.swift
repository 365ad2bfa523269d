import Civil
import RotaDomain
import RotaEngine
import RotaStore
import XCTest

@testable import RotaWeb

/// A practice of three doctors at one place, generated for two weeks from Monday 30 November 2026; today is the Monday before.
struct SmallPractice {
    let app: TestApp
    static let dates = "from=2026-11-30&to=2026-12-13"

    /// - Parameters:
    ///   - mail: how it goes out.
    ///   - backups: where they go.
    ///   - change: spoils or adds to the practice before it is imported.
    init(mail: MailTransport = .off, backups: String = "", _ change: (inout PracticeFile) -> Void = { _ in }) throws {
        app = try TestApp(isSetUp: false) { settings in
            (settings.mailTransport, settings.backups) = (mail, backups)
            if mail != .off { settings.baseURL = "http://rota.test" }
        }
        var file = SmallPractice.file
        change(&file)
        _ = try PracticeFileService(app.practice).importFile(file, named: "small.json", by: .commandLine)
        try app.signIn(as: .manager)
    }

    static var file: PracticeFile {
        let weekdays: [Weekday] = [.mon, .tue, .wed, .thu, .fri]
        let open = Dictionary(uniqueKeysWithValues: weekdays.map { ($0, Set(Part.allCases)) })
        return PracticeFile(
            practice: PracticeFile.Settings(name: "Elm Surgery", nation: .englandAndWales, fullTimeParts: 9, open: open), locations: ["Main Surgery"],
            clinicians: [
                PracticeFile.Clinician(id: "amara", name: "Dr Amara Okafor"), PracticeFile.Clinician(id: "ben", name: "Dr Ben Lowe"),
                PracticeFile.Clinician(id: "cai", name: "Dr Cai Rees"), PracticeFile.Clinician(id: "dee", name: "Dr Dee Marsh"),
            ],
            terms: [
                PracticeFile.Term(clinician: "amara", type: .partner, start: day("2026-01-05"), locations: ["Main Surgery"], fte: 60, maxShifts: 4),
                PracticeFile.Term(clinician: "ben", type: .salaried, start: day("2026-01-05"), locations: ["Main Surgery"], fixedDays: [.mon, .tue, .wed]),
                PracticeFile.Term(clinician: "cai", type: .salaried, start: day("2026-01-05"), locations: ["Main Surgery"], fixedDays: [.wed, .thu, .fri]),
                PracticeFile.Term(clinician: "dee", type: .salaried, start: day("2025-01-06"), end: day("2026-10-31"), locations: ["Main Surgery"], fixedDays: [.mon]),
            ],
            cover: weekdays.flatMap { weekday in
                Part.allCases.map { PracticeFile.Cover(weekday: weekday, part: $0, location: "Main Surgery", minimum: 2, duty: 1) }
            })
    }

    static func day(_ iso: String) -> Day { Day(iso: iso) ?? Day(number: 0) }

    static func shift(_ clinician: String, _ date: String, pinned: Bool = false) -> PracticeFile.Shift {
        PracticeFile.Shift(clinician: clinician, date: day(date), span: .full, kind: .standard, location: "Main Surgery", pinned: pinned)
    }

    var runner: GenerationRunner { GenerationRunner(app.practice, steps: 3_000) }

    /// Asks for a rota by the form; answers its address.
    func order(_ answers: [String: String] = [:]) throws -> String {
        let page = try app.get("/generations/new?\(SmallPractice.dates)")
        let answer = try app.browser.submit(page, form: "/generations", changing: answers)
        XCTAssertEqual(answer.status, .seeOther, answer.errors.joined(separator: "; "))
        return answer.location ?? ""
    }

    /// A generated rota, ready to be looked at.
    func generated(_ answers: [String: String] = [:]) throws -> String {
        let path = try order(answers)
        runner.runWaiting()
        return path
    }

    /// Puts copies of the first order into the queue.
    func queue(again times: Int) throws {
        try app.store.write { db in
            guard let order = try GenerationRepository(db).find(1)?.order else { return }
            for _ in 0..<times { _ = try GenerationRepository(db).insert(order, by: "Priya Shah", at: app.now) }
        }
    }

    /// Lets the database refuse to begin a generation, as a full disk would.
    func refuse(_ refuses: Bool) throws {
        try app.store.write { db in
            if refuses {
                _ = try db.run("CREATE TRIGGER refuses BEFORE UPDATE OF state ON generations BEGIN SELECT RAISE(ABORT, 'disk full'); END")
            } else {
                _ = try db.run("DROP TRIGGER refuses")
            }
        }
    }

    func saveDraft(_ path: String) throws -> TestResponse { try app.browser.submit(try app.get(path), form: "\(path)/draft") }

    /// Publishes the draft of the dates; answers the version's address.
    func publish() throws -> String {
        let page = try app.get("/publications/new?\(SmallPractice.dates)")
        return try app.browser.submit(page, form: "/publications").location ?? ""
    }

    func shifts() throws -> [PracticeFile.Shift] { try app.store.read { db in try PracticeFileRepository(db, .practice).load()?.file.shifts ?? [] } }

    func published() throws -> [PracticeFile.Shift] {
        let all = DayRange(SmallPractice.day("2026-01-01"), SmallPractice.day("2027-12-31")) ?? DayRange(SmallPractice.day("2026-01-01"))
        return try app.store.read { db in try PublishedShifts(db).standing(all) }
    }

    func state(_ path: String) throws -> GenerationState? {
        guard let id = Int(path.split(separator: "/").last ?? "") else { return nil }
        return try app.store.read { db in try GenerationRepository(db).find(id)?.state }
    }

    /// Changes the draft as a colleague would by hand.
    func replaceDay(_ date: String, with shifts: [PracticeFile.Shift]) throws {
        try app.store.write { db in
            let day = SmallPractice.day(date)
            guard let practice = try PracticeFileRepository(db, .practice).load(DayRange(day)) else { return }
            try RotaReplacement(db).replace([day], with: shifts, practice: practice)
        }
    }

    func actions() throws -> [String] { try app.auditLog().map(\.action) }
}
