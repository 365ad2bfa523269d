import XCTest

@testable import Secrets

final class SHA256StreamTests: XCTestCase {
    /// FIPS 180-4's "abc", however it is split; and nothing at all.
    func testStream_givesTheDigestOfItsPieces() {
        for pieces in [["abc"], ["a", "", "bc"], ["a", "b", "c"]] {
            let stream = SHA256Stream()
            for piece in pieces { Array(piece.utf8).withUnsafeBytes { stream.add($0) } }
            XCTAssertEqual(stream.hex(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        }
        XCTAssertEqual(SHA256Stream().hex(), SHA256.hex([]))
    }

    func testStream_ofMoreThanABuffer() {
        let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let stream = SHA256Stream()
        bytes.withUnsafeBytes { stream.add($0) }
        XCTAssertEqual(stream.hex(), SHA256.hex(bytes))
    }
}
