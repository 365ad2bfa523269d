import Secrets
import XCTest

final class DigestTests: XCTestCase {
    /// FIPS 180-4's examples (NIST, "SHA256.pdf" of the cryptographic examples) and the million letters a.
    func testSHA256_vectors() {
        let vectors: [([UInt8], String)] = [
            ([], "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            (Array("abc".utf8), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8),
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
            (
                Array(repeating: UInt8(ascii: "a"), count: 1_000_000),
                "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
            ),
        ]
        for (message, expected) in vectors {
            XCTAssertEqual(SHA256.hex(message), expected)
            XCTAssertEqual(SHA256.hash(message).count, SHA256.length)
        }
    }

    /// RFC 4231 §4.2, §4.3, §4.4, §4.7 and an empty key (openssl's answer).
    func testHMAC_vectors() throws {
        let vectors: [(key: [UInt8], message: [UInt8], expected: String)] = [
            (
                Array(repeating: 0x0b, count: 20), Array("Hi There".utf8),
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
            ),
            (
                Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
            ),
            (
                Array(repeating: 0xaa, count: 20), Array(repeating: 0xdd, count: 50),
                "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
            ),
            (
                Array(repeating: 0xaa, count: 131),
                Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
            ),
            ([], [], "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"),
        ]
        for vector in vectors {
            let signature = try HMACSHA256.sign(key: vector.key, message: vector.message)
            XCTAssertEqual(Hex.encode(signature), vector.expected)
            XCTAssertTrue(try HMACSHA256.verify(signature, key: vector.key, message: vector.message))
            XCTAssertFalse(try HMACSHA256.verify(signature, key: vector.key, message: vector.message + [0]))
            XCTAssertFalse(try HMACSHA256.verify([], key: vector.key, message: vector.message))
        }
    }

    func testConstantTimeEquals_comparesEveryByteAndTheLength() {
        XCTAssertTrue(constantTimeEquals([], []))
        XCTAssertTrue(constantTimeEquals([1, 2, 3], [1, 2, 3]))
        XCTAssertFalse(constantTimeEquals([1, 2, 3], [1, 2, 4]))
        XCTAssertFalse(constantTimeEquals([0, 2, 3], [1, 2, 3]))
        XCTAssertFalse(constantTimeEquals([1, 2], [1, 2, 3]))
        XCTAssertFalse(constantTimeEquals([1], []))
    }
}
