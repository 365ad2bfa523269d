import Civil
import RotaDomain
import RotaEngine
import RotaStore
import Synchronization
import XCTest

@testable import RotaWeb

/// The job behind B5: one at a time, cancelled, interrupted, stopped.
final class GenerationRunnerTests: XCTestCase {
    func testCancel_beforeItBegins() throws {
        let small = try SmallPractice()
        let path = try small.order()
        XCTAssertEqual(try small.app.browser.submit(try small.app.get(path), form: "\(path)/cancellation").location, path)
        XCTAssertEqual(try small.state(path), .cancelled)
        small.runner.runWaiting()
        XCTAssertEqual(try small.state(path), .cancelled)
        XCTAssertTrue(try small.app.get(path).contains("cancelled before it was done"))
        XCTAssertEqual(try small.actions().first, "cancel generation")
    }

    func testCancel_whileItRuns() throws {
        let small = try SmallPractice()
        let path = try small.order()
        let practice = small.app.practice
        let wasAsked = Mutex<[Bool]>([])
        let runner = GenerationRunner(practice, steps: 100) { request, progress, isCancelled in
            wasAsked.withLock { $0.append(isCancelled()) }
            _ = try? practice.store.write { db in try GenerationRepository(db).cancel(1, at: practice.clock.now()) }
            progress(GenerationProgress(stepsDone: 10, stepsTotal: 100, score: 500, phase: "Improving the rota"))
            wasAsked.withLock { $0.append(isCancelled()) }
            return RotaGenerator(request).generate()
        }
        runner.runWaiting()
        XCTAssertEqual(wasAsked.withLock { $0 }, [false, true])
        XCTAssertEqual(try small.state(path), .cancelled)
        XCTAssertNil(try small.app.store.read { db in try GenerationRepository(db).proposal(1)?.rota })
    }

    func testProgress_isShownWhileItRuns() throws {
        let small = try SmallPractice()
        let path = try small.order()
        let practice = small.app.practice
        let seen = Mutex<GenerationStage?>(nil)
        let runner = GenerationRunner(practice, steps: 100) { request, progress, _ in
            progress(GenerationProgress(stepsDone: 40, stepsTotal: 100, score: 2_500_000, phase: "Improving the rota"))
            let stage = try? practice.store.read { db in try GenerationRepository(db).find(1)?.progress }
            seen.withLock { $0 = stage ?? nil }
            return RotaGenerator(request).generate()
        }
        runner.runWaiting()
        let stage = try XCTUnwrap(seen.withLock { $0 })
        XCTAssertEqual(stage, GenerationStage(stepsDone: 40, stepsTotal: 100, phase: "Improving the rota", curve: ScoreCurve(text: "40:2500000")))
        XCTAssertEqual(stage.fraction, 0.4)
        XCTAssertEqual(try small.state(path), .ready)
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

    func testStop_givesUpWorkInHand() throws {
        let small = try SmallPractice()
        let path = try small.order()
        let bell = small.app.practice.bell
        let runner = GenerationRunner(small.app.practice, steps: 100) { request, _, isCancelled in
            bell.stop()
            XCTAssertTrue(isCancelled())
            return RotaGenerator(request).generate()
        }
        runner.runWaiting()
        XCTAssertEqual(try small.state(path), .failed)
    }

    func testThread_takesUpWhatWaitsAndEnds() throws {
        let small = try SmallPractice()
        let path = try small.order()
        let done = expectation(description: "generated")
        let runner = GenerationRunner(small.app.practice, steps: 100) { request, _, _ in
            defer { done.fulfill() }
            return RotaGenerator(request).generate()
        }
        try runner.start()
        wait(for: [done], timeout: 60)
        runner.stop()
        XCTAssertTrue([.ready, .failed].contains(try small.state(path)))
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
