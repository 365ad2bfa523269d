import XCTest

@testable import RotaDomain

final class JSONParserTests: XCTestCase {
    private func parse(_ text: String) throws -> JSONValue { try JSONParser.parse(Array(text.utf8)).value }

    private func failure(_ bytes: [UInt8]) -> String? {
        do {
            _ = try JSONParser.parse(bytes)
            return nil
        } catch {
            return error.description
        }
    }

    private func failure(_ text: String) -> String? { failure(Array(text.utf8)) }

    /// The value as text that shows every type apart.
    private func outline(_ value: JSONValue) -> String {
        switch value.content {
        case .null: "null"
        case .bool(let flag): "bool \(flag)"
        case .number(let number): "number \(number)"
        case .string(let text): "text \(text)"
        case .list(let values): "[" + values.map(outline).joined(separator: ", ") + "]"
        case .object(let members): "{" + members.map { "\($0.key): \(outline($0.value))" }.joined(separator: ", ") + "}"
        }
    }

    func testParse_tellsTheTypesApart() throws {
        XCTAssertEqual(
            outline(try parse(" { \"a\" : [ 1, -0.5e+1 , true,false, null ,\"1\" ], \"b\":{} , \"c\":[]}\r\n")),
            "{a: [number 1.0, number -5.0, bool true, bool false, null, text 1], b: {}, c: []}")
    }

    func testParse_readsEscapes() throws {
        XCTAssertEqual(outline(try parse(#""\"\\\/\b\f\n\r\t\u00e9\uD83D\uDE00é😀""#)), "text \"\\/\u{8}\u{c}\n\r\té😀é😀")
    }

    func testParse_keepsTheLineOfEachValue() throws {
        guard case .list(let values) = try parse("\n[1,\n\n2,\r\n{\n\"a\": 3}]").content else { return XCTFail("no list") }
        XCTAssertEqual(values.map(\.line), [2, 4, 5])
        guard case .object(let members) = values.last?.content else { return XCTFail("no object") }
        XCTAssertEqual(members.map(\.value.line), [6])
    }

    func testParse_toleratesAByteOrderMark() throws {
        XCTAssertEqual(outline(try parse("\u{FEFF}[1]")), "[number 1.0]")
        XCTAssertEqual(failure("\u{FEFF}[x]"), #"line 1, column 2: is not JSON: a value should stand here, not "x""#)
    }

    func testParse_saysWhatShouldStandWhere() {
        let cases: [(String, String)] = [
            ("", "line 1, column 1: is not JSON: the file ends where a value should stand"),
            ("{", "line 1, column 2: is not JSON: the file ends where a key in quotes should stand"),
            ("{\"a\" 1}", #"line 1, column 6: is not JSON: a colon should stand here, not "1""#),
            ("{\n  \"a\": 1\n  \"b\": 2}", #"line 3, column 3: is not JSON: a comma or } should stand here, not "\"""#),
            ("{\"é\": 1,}", #"line 1, column 9: is not JSON: a key in quotes should stand here, not "}""#),
            ("[1 2]", #"line 1, column 4: is not JSON: a comma or ] should stand here, not "2""#),
            ("[1,]", #"line 1, column 4: is not JSON: a value should stand here, not "]""#),
            ("[01]", #"line 1, column 3: is not JSON: a comma or ] should stand here, not "1""#),
            ("[1.]", #"line 1, column 4: is not JSON: a digit should stand here, not "]""#),
            ("[.5]", #"line 1, column 2: is not JSON: a value should stand here, not ".""#),
            ("[-]", #"line 1, column 3: is not JSON: a digit should stand here, not "]""#),
            ("[1e999]", "line 1, column 7: is not JSON: the number before this is too large"),
            ("[NaN]", #"line 1, column 2: is not JSON: a value should stand here, not "N""#),
            ("[tru]", #"line 1, column 5: is not JSON: the word true should stand here, not "]""#),
            ("[\"a]", "line 1, column 5: is not JSON: the file ends where the closing quote of a text should stand"),
            ("[\"a\nb\"]", "line 1, column 4: is not JSON: a line break or control character stands inside a text"),
            ("[\"\\x\"]", #"line 1, column 4: is not JSON: one of " \ / b f n r t u after a backslash should stand here, not "x""#),
            ("[\"\\u12g4\"]", #"line 1, column 7: is not JSON: a hexadecimal digit should stand here, not "g""#),
            ("[\"\\ud800\"]", "line 1, column 9: is not JSON: half a surrogate pair stands before this"),
            ("[\"\\ud800\\u0041\"]", "line 1, column 15: is not JSON: half a surrogate pair stands before this"),
            ("[\"\\udc00\"]", "line 1, column 9: is not JSON: half a surrogate pair stands before this"),
            ("{} {}", #"line 1, column 4: is not JSON: the end of the file should stand here, not "{""#),
            ("// no\n{}", #"line 1, column 1: is not JSON: a value should stand here, not "/""#),
        ]
        for (text, expected) in cases { XCTAssertEqual(failure(text), expected, text) }
    }

    func testParse_refusesWhatIsNotUTF8() {
        XCTAssertEqual(failure([0x5B, 0x22, 0xC3, 0x28, 0x22, 0x5D]), "line 1, column 5: is not JSON: the text before this is not UTF-8")
        XCTAssertEqual(failure([0xFF, 0xFE, 0x7B, 0x00]), "the file: is UTF-16 text; save it as UTF-8")
    }

    func testParse_goesOnlySoDeep() throws {
        func nested(_ depth: Int) -> String { String(repeating: "[", count: depth) + String(repeating: "]", count: depth) }
        _ = try parse(nested(JSONParser.deepest))
        let refused = "is not JSON: lists and objects stand more than 32 deep inside each other"
        XCTAssertEqual(failure(nested(JSONParser.deepest + 1)), "line 1, column 33: \(refused)")
        XCTAssertEqual(failure(String(repeating: "{\"a\":", count: 100_000)), "line 1, column 161: \(refused)")
    }

    func testParse_boundsTheMemoryThatATextCanAskFor() {
        XCTAssertNoThrow(try JSONParser.parse(Array("[1,2]".utf8), mostValues: 3))
        XCTAssertThrowsError(try JSONParser.parse(Array("[1,2]".utf8), mostValues: 2)) { error in
            XCTAssertEqual("\(error)", "line 1, column 4: is not JSON: it holds more than 2 values")
        }
        XCTAssertEqual(
            failure("{" + String(repeating: "\"a\":0,", count: 2000)), "line 1, column 6011: is not JSON: more than 1000 keys stand twice in one object")
    }

    func testParse_namesEachRepeatedKey() throws {
        let (_, repeated) = try JSONParser.parse(Array("{\"a\": [{\"b\": 1,\n\"b\": 2}],\n\"a b\": 0, \"a b\": 1}".utf8))
        XCTAssertEqual(
            repeated.map(\.description),
            ["line 2, a[0].b: this key stands twice in one object", "line 3, [\"a b\"]: this key stands twice in one object"])
    }

    func testQuoted_escapesAndCuts() {
        XCTAssertEqual(JSONText.quoted("a\"\\\u{1}\u{1f}\n\u{7f}é"), #""a\"\\\u0001\u001f\n"# + "\u{7f}é\"")
        XCTAssertEqual(JSONText.quoted("abcdef", longest: 3), "\"abc…\"")
        XCTAssertEqual(JSONText.quoted("abc", longest: 3), "\"abc\"")
        // One character of a thousand accents.
        XCTAssertEqual(JSONText.quoted("a" + String(repeating: "\u{301}", count: 1_000), longest: 3), "\"a\u{301}\u{301}…\"")
    }

    func testNumber_hasNoNeedlessFraction() {
        XCTAssertEqual([3, -0.0, 6.5, -2.25, 1e15, 0.1].map(JSONText.number), ["3", "0", "6.5", "-2.25", "1000000000000000.0", "0.1"])
    }
}
