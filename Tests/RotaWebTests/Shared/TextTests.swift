import XCTest

@testable import RotaWeb

final class TextTests: XCTestCase {
    func testTrimmingSpaces_leavesNothingInvisible() {
        XCTAssertEqual(" \t Dr\u{A0}Ann  Lee\u{3000}\n".trimmingSpaces, "Dr\u{A0}Ann  Lee")
        XCTAssertEqual("\u{FEFF}Dr\u{200B} \u{202E}Ann\u{AD}Lee\u{2060}".trimmingSpaces, "Dr AnnLee")
        for nothing in ["", " ", "\u{200B}", "\u{202E}", "\u{200D}\u{200C}", "\u{2066}\u{2069}"] { XCTAssertEqual(nothing.trimmingSpaces, "", nothing.debugDescription) }
    }

    /// Persian and Hindi words, and families of emoji, are spelt with joiners.
    func testTrimmingSpaces_keepsJoinersInsideWords() {
        XCTAssertEqual("\u{200D}\u{645}\u{6CC}\u{200C}\u{62E}\u{648}\u{627}\u{647}\u{645}\u{200C}".trimmingSpaces, "\u{645}\u{6CC}\u{200C}\u{62E}\u{648}\u{627}\u{647}\u{645}")
    }

    func testTrimmingSpaces_composes() {
        XCTAssertEqual(Array("Cafe\u{301}".trimmingSpaces.utf8), Array("Caf\u{E9}".utf8))
    }
}
