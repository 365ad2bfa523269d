import Civil
import RotaDomain
import RotaEngine
import RotaStore
import SQLite
import Synchronization
import XCTest

@testable import RotaWeb

/// What is wanted of a generation that is under way (B5): to be cancelled, to end with the best so far, to stop with the program.
final class GenerationWishTests: XCTestCase {
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
            return try RotaGenerator(request).generate()
        }
        runner.runWaiting()
        XCTAssertEqual(wasAsked.withLock { $0 }, [false, true])
        XCTAssertEqual(try small.state(path), .cancelled)
        XCTAssertNil(try small.app.store.read { db in try GenerationRepository(db).proposal(1)?.rota })
    }

    /// Before there is any rota: whoever cancels has none, whoever wants the best so far gets the first.
    func testWish_beforeThereIsARota() throws {
        let wishes: [(wish: StaticString, state: GenerationState)] = [
            ("UPDATE generations SET cancel_requested = 1", .cancelled), ("UPDATE generations SET end_requested = 1", .ready),
        ]
        for (wish, state) in wishes {
            let small = try SmallPractice()
            let path = try small.order()
            try small.app.store.write { db in _ = try db.run(wish) }
            GenerationRunner(small.app.practice, steps: 100) { request, progress, isCancelled in
                var request = request
                request.steps = 100
                return try RotaGenerator(request, progress: progress, isCancelled: isCancelled).generate()
            }.runWaiting()
            XCTAssertEqual(try small.state(path), state)
        }
    }

    /// Between two questions about gaps, those that are told at once and those that take a search.
    func testCancel_isHeardWhileReasonsAreWorkedOut() throws {
        for change: (inout PracticeFile) -> Void in [{ $0.cover[0].minimum = 4 }, { $0.terms[0].maxShifts = 3 }] {
            let small = try SmallPractice(change)
            let path = try small.order()
            try small.app.store.write { db in
                _ = try db.run("CREATE TABLE kept (gap INTEGER NOT NULL) STRICT")
                _ = try db.run(
                    """
                    CREATE TRIGGER cancels AFTER INSERT ON gap_accounts
                    BEGIN INSERT INTO kept VALUES (NEW.gap); UPDATE generations SET cancel_requested = 1; END
                    """)
            }
            small.runner.runWaiting()
            XCTAssertEqual(try small.state(path), .cancelled)
            XCTAssertEqual(try small.app.store.read { db in try db.first("SELECT count(*) FROM kept") { $0.int(0) } }, 1, "of several gaps")
        }
    }

    /// Stopping early gives a preview, where cancelling gives none.
    func testEnd_keepsTheBestRotaSoFar() throws {
        let small = try SmallPractice()
        let path = try small.order()
        let practice = small.app.practice
        let wasAsked = Mutex<[Bool]>([])
        let runner = GenerationRunner(practice, steps: 100) { request, progress, isCancelled in
            wasAsked.withLock { $0.append(isCancelled()) }
            try GenerationService(practice).end(1, by: .commandLine)
            progress(GenerationProgress(stepsDone: 10, stepsTotal: 100, score: 500, phase: "Improving the rota"))
            wasAsked.withLock { $0.append(isCancelled()) }
            return try RotaGenerator(request).generate()
        }
        runner.runWaiting()
        XCTAssertEqual(wasAsked.withLock { $0 }, [false, true])
        XCTAssertEqual(try small.state(path), .ready)
        XCTAssertTrue(try small.app.get(path).contains("Save as draft"))
    }

    func testEnd_isAskedForOnThePageOnce() throws {
        let small = try SmallPractice()
        let path = try small.order()
        XCTAssertTrue(try small.app.get(path).contains("Stop and use the best so far"), "the page that is opened before it begins is the one that stays")
        _ = try small.app.store.write { db in try GenerationRepository(db).startNext() }
        XCTAssertEqual(try small.app.browser.submit(try small.app.get(path), form: "\(path)/early-end").location, path)
        let stopping = try small.app.get(path)
        XCTAssertTrue(stopping.words.contains("Stopping with the best rota so far"), stopping.words)
        XCTAssertFalse(stopping.contains("Stop and use the best so far"))
        XCTAssertTrue(stopping.words.contains("Nothing that was found is kept. What is on the rota now stays as it is. Cancel and throw away"), "cancelling keeps nothing, and says so")
        XCTAssertEqual(try small.app.post("\(path)/early-end").location, path)
        XCTAssertEqual(try small.actions().filter { $0 == "end generation early" }.count, 1)
    }

    func testEnd_beforeItBeginsGivesTheFirstRota() throws {
        let small = try SmallPractice()
        let path = try small.order()
        XCTAssertEqual(try small.app.browser.submit(try small.app.get(path), form: "\(path)/early-end").location, path)
        small.runner.runWaiting()
        XCTAssertEqual(try small.state(path), .ready)
    }

    func testStop_givesUpWorkInHand() throws {
        let small = try SmallPractice()
        let path = try small.order()
        let bell = small.app.practice.bell
        let runner = GenerationRunner(small.app.practice, steps: 100) { request, _, isCancelled in
            bell.stop()
            XCTAssertTrue(isCancelled())
            return try RotaGenerator(request).generate()
        }
        runner.runWaiting()
        XCTAssertEqual(try small.state(path), .failed)
    }

    /// Whoever cancels, and is told so, gets no preview: not even when the engine was done by then.
    func testCancel_afterTheLastStepWins() throws {
        let small = try SmallPractice()
        let path = try small.order()
        // The last progress that is written rings the cancel, after the runner has asked for it for the last time.
        try small.app.store.write { db in
            _ = try db.run(
                """
                CREATE TRIGGER cancels AFTER UPDATE OF steps_done ON generations
                BEGIN UPDATE generations SET cancel_requested = 1 WHERE id = NEW.id; END
                """)
        }
        small.runner.runWaiting()
        XCTAssertEqual(try small.state(path), .cancelled)
        XCTAssertNil(try small.app.store.read { db in try GenerationRepository(db).proposal(1)?.rota })
        XCTAssertFalse(try small.actions().contains("finish generation"))
    }
}
