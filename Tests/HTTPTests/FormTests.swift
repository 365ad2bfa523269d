import XCTest
@testable import HTTP

final class FormTests: XCTestCase {
    private func fields(_ text: String, maximumFields: Int = 1_000) throws -> FormFields {
        try FormFields(urlEncoded: Array(text.utf8)[...], maximumFields: maximumFields)
    }

    private func form(_ type: String?, _ body: String) throws -> FormBody {
        var headers = Headers()
        if let type { headers.add("Content-Type", type) }
        return try FormBody(Request(.post, "/", headers: headers, body: Array(body.utf8)))
    }

    func testFields_decodesInOrder() throws {
        let read = try fields("name=Dr+O%27Neil&day=mon&day=tue&&empty=&bare&%C3%A9=%F0%9F%98%80&a=b=c")
        XCTAssertEqual(read["name"], "Dr O'Neil")
        XCTAssertEqual(read.all("day"), ["mon", "tue"])
        XCTAssertEqual(read["empty"], "")
        XCTAssertEqual(read["bare"], "")
        XCTAssertEqual(read["é"], "😀")
        XCTAssertEqual(read["a"], "b=c")
        XCTAssertNil(read["missing"])
        XCTAssertEqual(read.fields.count, 7)
        XCTAssertTrue(try fields("").isEmpty)
    }

    func testFields_refusesWhatIsNotText() {
        for text in ["a=%", "a=%4", "a=%zz", "%=b"] {
            XCTAssertThrowsError(try fields(text)) { XCTAssertEqual($0 as? FormError, .malformed("bad escape")) }
        }
        for text in ["a=%ff", "a=%C3", "a=%00", "%ED%A0%80=x"] {
            XCTAssertThrowsError(try fields(text)) { XCTAssertEqual($0 as? FormError, .notText) }
        }
    }

    func testFields_boundsTheirNumber() {
        XCTAssertNoThrow(try fields("a&b&c", maximumFields: 3))
        XCTAssertEqual(try fields("a&b&&c&&", maximumFields: 3).fields.count, 3)
        XCTAssertTrue(try fields("&", maximumFields: 0).isEmpty)
        XCTAssertThrowsError(try fields("a&b&c&d", maximumFields: 3)) { XCTAssertEqual(($0 as? FormError)?.status, .contentTooLarge) }
    }

    func testBody_readsByItsType() throws {
        XCTAssertEqual(try form("application/x-www-form-urlencoded", "a=1")["a"], "1")
        XCTAssertEqual(try form("Application/X-WWW-Form-Urlencoded; Charset=UTF-8", "a=1")["a"], "1")
        XCTAssertTrue(try form(nil, "").fields.isEmpty)
        for type in [nil, "text/plain", "application/json", ""] {
            XCTAssertThrowsError(try form(type, "a=1")) { XCTAssertEqual($0 as? FormError, .unsupportedType) }
        }
        XCTAssertThrowsError(try form("multipart/form-data", "a=1")) { XCTAssertEqual(($0 as? FormError)?.status, .badRequest) }
    }

    func testMediaType_readsParameters() {
        let type = MediaType("Multipart/Form-Data ; Boundary=\"a \\\"b\\\\\"; x=y;x=z")
        XCTAssertEqual(type.essence, "multipart/form-data")
        XCTAssertEqual(type.parameters, ["boundary": "a \"b\\", "x": "y"])
        XCTAssertEqual(MediaType("text/plain; a=\"open").parameters, [:])
    }

    func testEncode_roundTrips() {
        let text = "Dr O'Neil & 100% + é/?\u{1F600}~"
        let encoded = PercentEncoding.encode(text)
        XCTAssertEqual(encoded, "Dr%20O%27Neil%20%26%20100%25%20%2B%20%C3%A9%2F%3F%F0%9F%98%80~")
        XCTAssertEqual(PercentEncoding.decode(encoded.utf8), text)
        XCTAssertEqual(PercentEncoding.query([("a b", "c&d"), ("e", "")]), "a%20b=c%26d&e=")
        XCTAssertEqual(PercentEncoding.decode("a+b".utf8), "a+b")
    }
}
