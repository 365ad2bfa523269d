import XCTest
@testable import HTTP

/// RFC 9110 §8.8.3, §13.1.1, §13.1.2.
final class EntityTagTests: XCTestCase {
    private func tag(_ opaque: String, weak: Bool = false) throws -> EntityTag { try XCTUnwrap(EntityTag(opaque, isWeak: weak)) }

    func testInit_refusesWhatMayNotStandInATag() throws {
        for text in ["a\"b", "a b", "a\tb", "\u{7F}", "\r\n"] { XCTAssertNil(EntityTag(text), text.debugDescription) }
        XCTAssertEqual(try tag("").description, "\"\"")
        XCTAssertEqual(try tag("a,!#é", weak: true).description, "W/\"a,!#é\"")
    }

    func testInit_writesADigest() {
        XCTAssertEqual(EntityTag(digest: [0x00, 0x1F, 0xAB]).description, "\"001fab\"")
    }

    /// The table of RFC 9110 §8.8.3.2.
    func testComparison_isStrongOrWeak() throws {
        let table = try [
            (tag("1", weak: true), tag("1", weak: true), false, true), (tag("1", weak: true), tag("2", weak: true), false, false),
            (tag("1", weak: true), tag("1"), false, true), (tag("1"), tag("1"), true, true), (tag("1"), tag("2"), false, false),
        ]
        for (one, other, strong, weak) in table {
            XCTAssertEqual(one.matchesStrongly(other), strong, "\(one) \(other)")
            XCTAssertEqual(other.matchesStrongly(one), strong, "\(other) \(one)")
            XCTAssertEqual(one.matchesWeakly(other), weak, "\(one) \(other)")
        }
    }

    func testList_readsTags() throws {
        let (a, b) = (try tag("a"), try tag("b,c", weak: true))
        let table: [(String, EntityTagList)] = [
            ("*", .any), ("\"a\"", .tags([a])), ("\"a\",W/\"b,c\"", .tags([a, b])), ("\"a\" \t, W/\"b,c\" ", .tags([a, b])), (", \"a\" ,,", .tags([a])),
            ("\"\"", .tags([try tag("")])), ("\"*\"", .tags([try tag("*")])),
        ]
        for (text, list) in table { XCTAssertEqual(EntityTagList(text), list, text) }
    }

    func testList_refusesOtherText() {
        for text in ["", ",", "a", "\"a", "a\"", "w/\"a\"", "W/a", "W/ \"a\"", "\"a\" \"b\"", "\"a\"x", "*, \"a\"", "\"a\", *", "\"a b\"", "\"a\", b"] {
            XCTAssertNil(EntityTagList(text), text.debugDescription)
        }
    }
}
