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

    /// A mail's header can't hold them: whose name has one would get no mail at all.
    func testIsOneLine_refusesWhateverEndsALine() {
        for end in ["\n", "\r", "\u{0}", "\u{85}", "\u{2028}", "\u{2029}"] { XCTAssertFalse("Ann\(end)Moss".isOneLine, end.debugDescription) }
        XCTAssertTrue("Ann\u{A0}Moss-O’Hara".isOneLine)
    }

    /// What a form takes can be sent to (issue 5.10).
    func testEmailAddress_takesOnlyWhatMailCanGoTo() {
        for address in ["ann.moss+rota@example.com", "o'hara@elm.nhs.uk", "zoë@example.com", "ann@bücher.example"] { XCTAssertNil(EmailAddress.problem(address), address) }
        let long = String(repeating: "a", count: 65)
        for address in [
            "ann..moss@example.com", ".ann@example.com", "ann.@example.com", "\(long)@example.com", "ann@ex_ample.com", "ann@-example.com", "ann@example.com-", "ann@exa!mple.com",
            "a@b.uk,c@d.uk", "\"x y\"@z.uk", "a@b@c.uk", "ann@[192.0.2.1]", "ann@example.com\r\nBcc: x@y.uk", "ann@example.com\u{2028}", "<ann@example.com>",
        ] {
            XCTAssertNotNil(EmailAddress.problem(address), address.debugDescription)
        }
    }
}
