import Civil
import RotaDomain
import RotaEngine
import RotaStore
import SQLite
import Synchronization
import XCTest

@testable import RotaWeb

/// The job behind B5: one at a time, told of while it runs, interrupted, failed.
final class GenerationRunnerTests: XCTestCase {
    func testProgress_isShownWhileItRuns() throws {
        let small = try SmallPractice()
        let path = try small.order()
        let practice = small.app.practice
        let seen = Mutex<GenerationStage?>(nil)
        let runner = GenerationRunner(practice, steps: 100) { request, progress, _ in
            progress(GenerationProgress(stepsDone: 40, stepsTotal: 100, score: 2_500_000, phase: "Improving the rota"))
            let stage = try? practice.store.read { db in try GenerationRepository(db).find(1)?.progress }
            seen.withLock { $0 = stage ?? nil }
            return try RotaGenerator(request).generate()
        }
        runner.runWaiting()
        let stage = try XCTUnwrap(seen.withLock { $0 })
        XCTAssertEqual(stage, GenerationStage(stepsDone: 40, stepsTotal: 100, phase: "Improving the rota", curve: ScoreCurve(text: "40:2500000")))
        XCTAssertEqual(stage.fraction, 0.4)
        XCTAssertEqual(try small.state(path), .ready)
    }

    /// No score without its meaning: what falls is told in half-days.
    func testProgress_saysInWordsWhatFalls() throws {
        let small = try SmallPractice()
        let path = try small.order()
        try small.app.store.write { db in
            let curve = ScoreCurve(text: "0:1510044:14:2:0 40:1374749:9:0:0")
            _ = try GenerationRepository(db).startNext()
            try GenerationRepository(db).record(MissingHalfDays(cover: 8), of: 1)
            _ = try GenerationRepository(db).record(GenerationStage(stepsDone: 40, stepsTotal: 100, phase: "Improving the rota", curve: curve), of: 1)
        }
        let page = try small.app.get(path)
        XCTAssertTrue(page.words.contains("At first Now At best Half-days of cover 14 9 8 Duty places 2 0 0 No rota can be short of fewer than 8 half-days of cover."), page.words)
        XCTAssertFalse(page.words.contains("upervision"), "nobody is in training")
        XCTAssertFalse(page.words.contains("1,374,749"), "a score means nothing to anybody")
        XCTAssertTrue(page.contains("<polyline"))
        XCTAssertTrue(page.contains("<noscript><meta http-equiv=\"refresh\""), "without scripts it loads itself again")
        XCTAssertTrue(page.words.contains("40%"))

        try GenerationService(small.app.practice).cancel(1, by: .commandLine)
        let cancelling = try small.app.get(path)
        XCTAssertTrue(cancelling.words.contains("Cancelling"))
        XCTAssertFalse(cancelling.words.contains("left"), cancelling.words)
    }

    func testProgress_countsHalfDaysOfTheBestRotaSoFar() throws {
        let small = try SmallPractice { file in
            for index in file.cover.indices where file.cover[index].weekday == .mon { file.cover[index].minimum = 4 }
        }
        _ = try small.generated()
        let generation = try XCTUnwrap(small.app.store.read { db in try GenerationRepository(db).find(1) })
        XCTAssertEqual(generation.progress.curve.points.last?.missing, MissingHalfDays(cover: 8), "two of four doctors on two Mondays")
        XCTAssertEqual(generation.least, MissingHalfDays(cover: 8), "and nobody else could be there")
    }

    func testProgress_saysWhenNothingMoreIsToBeGained() throws {
        let small = try SmallPractice()
        let path = try small.order()
        func show(_ curve: String, _ least: MissingHalfDays) throws -> TestResponse {
            try small.app.store.write { db in
                _ = try GenerationRepository(db).record(GenerationStage(stepsDone: 40, stepsTotal: 100, curve: ScoreCurve(text: curve)), of: 1)
                try GenerationRepository(db).record(least, of: 1)
            }
            return try small.app.get(path)
        }
        _ = try small.app.store.write { db in try GenerationRepository(db).startNext() }
        let reached = try show("0:1510044:14:2:0 40:1374749:9:0:0", MissingHalfDays(cover: 9))
        XCTAssertTrue(reached.words.contains("No rota is short of less."), reached.words)
        XCTAssertTrue(try show("0:1510044:14:2:0 40:1374:0:0:0", MissingHalfDays()).words.contains("Nothing is missing."))
    }

    func testStart_marksWhatWasInterrupted() throws {
        let small = try SmallPractice()
        let path = try small.order()
        _ = try small.app.store.write { db in try GenerationRepository(db).startNext() }
        XCTAssertEqual(try small.state(path), .running)
        try small.runner.failInterrupted()
        XCTAssertEqual(try small.state(path), .failed)
        XCTAssertTrue(try small.app.get(path).contains("The program was stopped while it worked."))
        XCTAssertEqual(try small.actions().first, "generation failed")
    }

    func testThread_takesUpWhatWaitsAndEnds() throws {
        let small = try SmallPractice()
        let path = try small.order()
        let done = expectation(description: "generated")
        let ordered = Mutex(0)
        let runner = GenerationRunner(small.app.practice, steps: 100) { request, _, _ in
            // The second is begun only once what came of the first has been kept, so that `stop` can't come between.
            if ordered.withLock({ $0 += 1; return $0 }) == 2 { done.fulfill() }
            return try RotaGenerator(request).generate()
        }
        try small.queue(again: 1)
        try runner.start()
        wait(for: [done], timeout: 60)
        runner.stop()
        XCTAssertEqual(try small.state(path), .ready)
    }

    /// A database that refuses a write is no empty queue.
    func testRefusedWrite_isLoggedAndTriedAgainWithoutTheBell() throws {
        let small = try SmallPractice()
        let path = try small.order()
        try small.queue(again: 1)
        try small.refuse(true)
        let refused = expectation(description: "logged"), done = expectation(description: "generated")
        refused.assertForOverFulfill = false
        let lines = Mutex<[String]>([]), ordered = Mutex(0)
        let runner = GenerationRunner(
            small.app.practice, steps: 100, pause: .milliseconds(1),
            engine: { request, _, _ in
                if ordered.withLock({ $0 += 1; return $0 }) == 2 { done.fulfill() }
                return try RotaGenerator(request).generate()
            },
            log: Log { line in
                lines.withLock { $0.append(line.text) }
                refused.fulfill()
            })
        try runner.start()
        wait(for: [refused], timeout: 60)
        XCTAssertTrue(lines.withLock { $0.first }?.contains(" level=error job=generation error=") == true)
        try small.refuse(false)
        wait(for: [done], timeout: 60)
        runner.stop()
        XCTAssertEqual(try small.state(path), .ready)
    }

    func testFailure_isLoggedAndSaid() throws {
        struct Broken: Error {}
        let small = try SmallPractice()
        let path = try small.order()
        let lines = Mutex<[String]>([])
        let runner = GenerationRunner(small.app.practice, engine: { _, _, _ in throw Broken() }, log: Log { line in lines.withLock { $0.append(line.text) } })
        XCTAssertTrue(runner.runWaiting())
        XCTAssertEqual(try small.state(path), .failed)
        XCTAssertEqual(lines.withLock { $0 }, ["ts=\(small.app.now.iso) level=error job=generation id=1 error=Broken()"])
        XCTAssertTrue(try small.app.get(path).contains("The rota could not be generated. Try again"))
    }

    /// Nothing stays "running" when it could not even be marked as failed: the next look does that first.
    func testFailure_thatCouldNotBeWrittenIsMarkedLater() throws {
        struct Broken: Error {}
        let small = try SmallPractice()
        let path = try small.order()
        let practice = small.app.practice
        let runner = GenerationRunner(
            practice, pause: .milliseconds(1),
            engine: { _, _, _ in
                try practice.store.write { db in
                    _ = try db.run("CREATE TRIGGER refuses BEFORE UPDATE OF failure ON generations BEGIN SELECT RAISE(ABORT, 'disk full'); END")
                }
                throw Broken()
            })
        XCTAssertFalse(runner.runWaiting(), "there is more to do")
        XCTAssertEqual(try small.state(path), .running)
        try practice.store.write { db in _ = try db.run("DROP TRIGGER refuses") }
        XCTAssertTrue(runner.catchUp())
        XCTAssertEqual(try small.state(path), .failed)
    }

    func testTooLarge_failsWithASentence() throws {
        let small = try SmallPractice { file in
            file.locations = (0..<200).map { "Site \($0)" } + ["Main Surgery"]
            for number in 0..<80 {
                file.clinicians.append(PracticeFile.Clinician(id: "many\(number)", name: "Dr \(number)"))
                file.terms.append(PracticeFile.Term(clinician: "many\(number)", type: .partner, start: SmallPractice.day("2026-01-05"), locations: Array(file.locations.prefix(200)), fte: 60))
            }
        }
        let path = try small.generated()
        XCTAssertEqual(try small.state(path), .failed)
        XCTAssertTrue(try small.app.get(path).contains("84 clinicians over 2 weeks, with all the locations where each may work, are more than can be generated at once."))
    }

    func testCreate_refusesASecondWhileOneIsUnderWay() throws {
        let small = try SmallPractice()
        _ = try small.order()
        let page = try small.app.get("/generations/new?\(SmallPractice.dates)")
        XCTAssertTrue(page.contains("A rota is being generated now"))
        let answer = try small.app.browser.submit(page, form: "/generations")
        XCTAssertEqual(answer.status, .unprocessableContent)
        XCTAssertEqual(answer.errors, ["Another rota is being generated. Wait for it, or cancel it"])
        XCTAssertNil(try small.state("/generations/2"))
    }

    func testCreate_sentTwiceMakesOne() throws {
        let small = try SmallPractice()
        let fields = ["from-day": "30", "from-month": "11", "from-year": "2026", "to-day": "13", "to-month": "12", "to-year": "2026", "mode": "fill"].map { ($0.key, $0.value) }
        let first = try small.app.browser.post("/generations", pairs: fields, once: "same")
        let second = try small.app.browser.post("/generations", pairs: fields, once: "same")
        XCTAssertEqual(first.location, "/generations/1")
        XCTAssertEqual(second.location, "/generations/1")
        XCTAssertNil(try small.state("/generations/2"))
    }

    func testSameOrder_givesTheSameRota() throws {
        func rota() throws -> String? {
            let small = try SmallPractice()
            _ = try small.generated()
            return try small.app.store.read { db in try GenerationRepository(db).proposal(1)?.rota }
        }
        XCTAssertEqual(try XCTUnwrap(rota()), try rota())
    }

    func testClinicians_areRefused() throws {
        let small = try SmallPractice()
        let path = try small.generated()
        let clinician = TestBrowser(small.app)
        try clinician.signIn(as: .clinician)
        for address in ["/generations/new", path, "\(path)/gaps?week=2026-11-30", "/publications", "/publications/new", "/publications/1", "/publications/1/rollback"] {
            XCTAssertEqual(try clinician.get(address).status, .forbidden, address)
        }
        for address in ["/generations", "\(path)/draft", "\(path)/discard", "\(path)/cancellation", "/publications", "/publications/1/rollback"] {
            XCTAssertEqual(try clinician.post(address).status, .forbidden, address)
        }
        XCTAssertEqual(try small.shifts(), [])
    }

    func testUnknownGenerations_areNotFound() throws {
        let small = try SmallPractice()
        for address in ["/generations/7", "/generations/99999999999999999999", "/generations/-1", "/generations/x", "/generations/7/gaps?week=2026-11-30"] {
            XCTAssertEqual(try small.app.get(address).status, .notFound, address)
        }
        for address in ["/generations/7/draft", "/generations/7/discard", "/generations/7/cancellation"] {
            XCTAssertEqual(try small.app.post(address).status, .notFound, address)
        }
    }
}
