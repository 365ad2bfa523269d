import Secrets
import XCTest

final class RandomSourceTests: XCTestCase {
    func testSystem_givesAsManyBytesAsAskedForAndNeverTheSame() throws {
        for count in [0, 1, 32, 1000] { XCTAssertEqual(try RandomSource.system.bytes(count).count, count) }
        XCTAssertEqual(try RandomSource.system.bytes(-1), [])
        let many = try Set((0..<1000).map { _ in try RandomSource.system.bytes(16) })
        XCTAssertEqual(many.count, 1000)
    }

    func testSeeded_repeatsAndMovesOn() throws {
        let (one, same, other) = (RandomSource.seeded(7), RandomSource.seeded(7), RandomSource.seeded(8))
        let first = try one.bytes(32)
        XCTAssertEqual(try same.bytes(32), first)
        XCTAssertNotEqual(try one.bytes(32), first)
        XCTAssertNotEqual(try other.bytes(32), first)
    }

    func testToken_is43CharactersOfWhichTheDatabaseGetsAHash() throws {
        let token = try Token(random: .system)
        XCTAssertEqual(token.text.count, 43)
        XCTAssertEqual(Base64URL.decode(token.text)?.count, 32)
        XCTAssertEqual(token.hash, SHA256.hash(Array(token.text.utf8)))
        XCTAssertEqual(Token(presented: token.text)?.hash, token.hash)
        XCTAssertNotEqual(try Token(random: .system).text, token.text)
    }

    func testToken_presentedMustHaveTheShape() throws {
        let good = try Token(random: .seeded(1)).text
        for text in ["", String(good.dropLast()), good + "A", good.dropLast() + "=", good.dropLast() + "é", good + " "] {
            XCTAssertNil(Token(presented: String(text)), String(text))
        }
    }

    func testToken_doesNotPrintItself() throws {
        let token = try Token(random: .seeded(2))
        var dumped = ""
        dump(token, to: &dumped)
        for shown in ["\(token)", String(reflecting: token), "\([token])", dumped] {
            XCTAssertFalse(shown.contains(token.text), shown)
        }
    }
}
