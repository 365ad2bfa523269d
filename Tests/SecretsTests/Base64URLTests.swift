import Foundation
import Secrets
import XCTest

final class Base64URLTests: XCTestCase {
    /// RFC 4648 §10, without the padding, and the two characters that differ from plain base64.
    func testEncode_vectors() {
        let vectors = [
            "": "", "f": "Zg", "fo": "Zm8", "foo": "Zm9v", "foob": "Zm9vYg", "fooba": "Zm9vYmE", "foobar": "Zm9vYmFy",
        ]
        for (plain, encoded) in vectors {
            XCTAssertEqual(Base64URL.encode(Array(plain.utf8)), encoded)
            XCTAssertEqual(Base64URL.decode(encoded), Array(plain.utf8))
        }
        XCTAssertEqual(Base64URL.encode([0xfb, 0xff]), "-_8")
    }

    func testEncode_agreesWithFoundationOnEveryLength() throws {
        let random = RandomSource.seeded(4648)
        for count in 0..<200 {
            let bytes = try random.bytes(count)
            let expected = Data(bytes).base64EncodedString()
                .replacingOccurrences(of: "+", with: "-")
                .replacingOccurrences(of: "/", with: "_")
                .replacingOccurrences(of: "=", with: "")
            XCTAssertEqual(Base64URL.encode(bytes), expected)
            XCTAssertEqual(Base64URL.decode(expected), bytes)
        }
    }

    func testDecode_refusesEverySecondSpelling() {
        for text in ["Z", "Zg==", "Zh", "Zm9", "Zm9v Zm9v", "Zm9v\n", "Zm+v", "Zm/v", "Zm9vY", "Zé", "Zm9v\0"] {
            XCTAssertNil(Base64URL.decode(text), text)
        }
    }
}
