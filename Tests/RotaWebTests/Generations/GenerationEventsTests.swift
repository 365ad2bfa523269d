import HTTP
import RotaStore
import XCTest

@testable import RotaWeb

/// Server-sent events for who follows a generation (issue 3: no worker waits).
final class GenerationEventsTests: XCTestCase {
    private func text(_ stream: ResponseStream) -> (text: String, isFinished: Bool) {
        let (bytes, isFinished) = stream.take()
        return (String(decoding: bytes, as: UTF8.self), isFinished)
    }

    func testNews_areToldToEachFollowerOfThatGeneration() {
        let news = GenerationNews()
        let (one, two, other) = (news.follow(1), news.follow(1), news.follow(2))
        for stream in [one, two, other] { XCTAssertEqual(text(stream).text, ": following\nretry: 2000\n\n") }
        news.tell(1)
        XCTAssertEqual(text(one).text, "data: changed\n\n")
        XCTAssertEqual(text(two).text, "data: changed\n\n")
        XCTAssertEqual(text(other).text, "")
        news.end(1)
        XCTAssertEqual(text(one).text, "data: changed\n\n")
        XCTAssertTrue(text(one).isFinished)
        XCTAssertTrue(other.isOpen)
    }

    func testFollow_tooManyAreToldAtOnceAndLetGo() {
        let news = GenerationNews()
        let streams = (0..<GenerationNews.followersLimit).map { _ in news.follow(1) }
        XCTAssertFalse(news.follow(1).isOpen)
        streams[0].cancel()
        XCTAssertTrue(news.follow(1).isOpen, "who has gone makes room")
    }

    func testEvents_ofAGenerationThatIsOverEndAtOnce() throws {
        let small = try SmallPractice()
        XCTAssertEqual(try small.app.get("/generations/1/events").status, .notFound)
        XCTAssertEqual(small.app.practice.news.followedCount, 0, "who asked for nothing is not kept")
        let path = try small.order()
        let stream = try stream(small.app, path)
        XCTAssertTrue(stream.isOpen, "it waits")
        _ = stream.take()
        small.runner.runWaiting()
        let told = text(stream)
        XCTAssertTrue(told.text.hasSuffix("data: changed\n\n"), told.text)
        XCTAssertTrue(told.isFinished)
        let late = try self.stream(small.app, path)
        XCTAssertFalse(late.isOpen, "nothing more will come")
        XCTAssertTrue(text(late).text.hasSuffix("data: changed\n\n"))
        XCTAssertEqual(small.app.practice.news.followedCount, 0)
    }

    private func stream(_ app: TestApp, _ path: String) throws -> ResponseStream {
        let response = try app.get("\(path)/events")
        XCTAssertEqual(response.headers["Content-Type"], "text/event-stream; charset=utf-8")
        return try XCTUnwrap(response.stream)
    }
}
