import HTML
import XCTest

final class EscapingTests: XCTestCase {
    func testText_escapesTheFiveSpecialCharacters() {
        XCTAssertEqual(written { $0.text("<a href=\"x\">Tom & Jerry's</a>") }, "&lt;a href=&quot;x&quot;&gt;Tom &amp; Jerry&#39;s&lt;/a&gt;")
    }

    func testText_doesNotTakeReferencesForEscaped() {
        XCTAssertEqual(written { $0.text("&amp;") }, "&amp;amp;")
    }

    func testText_leavesEveryOtherAsciiCharacterAlone() {
        let others = String(decoding: (UInt8(0)...127).filter { !"&<>\"'".utf8.contains($0) }, as: UTF8.self)
        XCTAssertEqual(written { $0.text(others) }, others)
    }

    func testText_keepsOtherScriptsAndEmoji() {
        let text = "Siobhán Ó Céileachair 王小明 👩🏽‍⚕️ e\u{301} \u{202E}"
        XCTAssertEqual(written { $0.text(text) }, text)
    }

    func testText_isWellFormedForUnpairedSurrogates() {
        let broken = String(decoding: [0xD800, 0x003C] as [UInt16], as: UTF16.self)
        XCTAssertEqual(written { $0.text(broken) }, "\u{FFFD}&lt;")
    }

    func testText_escapesAtBothEndsAndInRows() {
        XCTAssertEqual(written { $0.text("<") }, "&lt;")
        XCTAssertEqual(written { $0.text("<<x>>") }, "&lt;&lt;x&gt;&gt;")
        XCTAssertEqual(written { $0.text("") }, "")
    }

    func testText_escapesSubstringsWithinTheirBounds() {
        XCTAssertEqual(written { $0.text("<a&b>".dropFirst().dropLast()) }, "a&amp;b")
    }

    func testText_escapesStaticStrings() {
        let literal: StaticString = "AM & PM"
        XCTAssertEqual(written { $0.text(literal) }, "AM &amp; PM")
    }

    func testText_writesSafeHTMLAsItIs() {
        XCTAssertEqual(written { $0.text(SafeHTML("<b>now</b>")) }, "<b>now</b>")
    }

    func testAttribute_escapesBothKindsOfQuotes() {
        XCTAssertEqual(written { $0.attribute("\" onclick='x'") }, "&quot; onclick=&#39;x&#39;")
        XCTAssertEqual(written { $0.attribute("<a>".dropFirst()) }, "a&gt;")
    }

    func testEscaping_agreesWithTheObviousWayOnRandomText() {
        var random = SmallRandom(seed: 7)
        let alphabet = Array("ab &<>\"'é王👩🏽‍⚕️\u{0}=/")
        for _ in 0..<500 {
            let text = String((0..<random.next(below: 40)).map { _ in alphabet[random.next(below: alphabet.count)] })
            XCTAssertEqual(written { $0.text(text) }, obviouslyEscaped(text))
        }
    }

    private func obviouslyEscaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}

/// What a few calls write, as text.
func written(_ body: (inout HTMLBuffer) -> Void) -> String {
    var html = HTMLBuffer(capacity: 0)
    body(&html)
    return String(decoding: html.bytes, as: UTF8.self)
}

/// A small generator that gives the same numbers on every run (Knuth's linear congruence).
struct SmallRandom {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next(below bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }
}
