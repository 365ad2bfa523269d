import RotaDomain
import RotaStore
import XCTest

@testable import RotaWeb

/// What is kept of a rota's gaps, and until when; and that there is nothing to be told of none.
final class GapAccountKeepingTests: XCTestCase {
    private func keep(_ small: SmallPractice) throws {
        let brief = GapBrief(standing: .unknown, unavoidable: 0, text: "")
        try small.app.store.write { db in try GapAccountRepository(db).keep(brief, "{}", gap: 0, of: 1) }
    }

    private func kept(_ small: SmallPractice) throws -> Int { try small.app.store.read { db in try GapAccountRepository(db).briefs(1).count } }

    func testKeep_afterTheRotaIsDiscardedOrSavedKeepsNothing() throws {
        for act in ["discard", "draft"] {
            let small = try SmallPractice()
            let path = try small.generated()
            try keep(small)
            XCTAssertEqual(try kept(small), 1)
            _ = try small.app.browser.submit(try small.app.get(path), form: "\(path)/\(act)")
            // As a question would that was under way.
            try keep(small)
            XCTAssertEqual(try kept(small), 0, act)
        }
    }

    func testInterrupted_leavesNothingBehind() throws {
        let small = try SmallPractice()
        _ = try small.order()
        _ = try small.app.store.write { db in try GenerationRepository(db).startNext() }
        try keep(small)
        XCTAssertEqual(try kept(small), 1, "kept while it runs")
        try small.runner.failInterrupted()
        XCTAssertEqual(try kept(small), 0)
    }

    func testNoGaps_areNotWorkedOut() throws {
        func phase(_ change: (inout PracticeFile) -> Void) throws -> String? {
            let small = try SmallPractice(change)
            _ = try small.generated()
            return try small.app.store.read { db in try GenerationRepository(db).find(1)?.progress.phase }
        }
        let phrase = "Working out why what is missing is missing"
        XCTAssertNotEqual(try phase { for index in $0.cover.indices { $0.cover[index].minimum = 1 } }, phrase)
        XCTAssertEqual(try phase { $0.cover[0].minimum = 3 }, phrase)
    }
}
