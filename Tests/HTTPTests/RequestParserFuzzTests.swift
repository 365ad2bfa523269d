import XCTest
@testable import HTTP

/// A small generator of random numbers, the same on each run, so that a failure can be met again.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

final class RequestParserFuzzTests: XCTestCase {
    private let stream =
        "GET /a?x=%41 HTTP/1.1\r\nHost: a\r\nAccept: */*\r\n\r\n"
        + "POST /b HTTP/1.1\r\nHost: b:1\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\n1;e=f ; g=\"h\\\";\"\r\n!\r\n0\r\nT: u\r\nV: w\r\n\r\n"
        + "\r\nPUT /c/%C3%A9 HTTP/1.1\r\nHost: [::1]\r\nContent-Length: 10\r\nExpect: 100-continue\r\n\r\n0123456789"
        + "HEAD http://d/ HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"
        + "OPTIONS * HTTP/1.1\r\nHost: e\r\nConnection: close\r\n\r\n"

    func testNext_givesTheSameForEverySplit() {
        var random = SplitMix(state: 1)
        let bytes = Array(stream.utf8)
        let whole = ParserHarness.feed([bytes])
        XCTAssertEqual(whole.requests.count, 5)
        XCTAssertNil(whole.error)
        for _ in 0..<2_000 {
            XCTAssertEqual(ParserHarness.feed(split(bytes, &random)), whole)
        }
    }

    func testNext_givesTheSameForEverySplitOfSpoiltBytes() {
        var random = SplitMix(state: 2)
        var refused = 0
        for _ in 0..<5_000 {
            let bytes = spoilt(Array(stream.utf8), &random)
            let whole = ParserHarness.feed([bytes]), pieces = ParserHarness.feed(split(bytes, &random))
            XCTAssertEqual(pieces, whole, String(decoding: bytes, as: UTF8.self).debugDescription)
            if whole.error != nil { refused += 1 }
        }
        XCTAssertGreaterThan(refused, 2_000)
    }

    func testNext_survivesNoise() {
        var random = SplitMix(state: 3)
        let alphabet = Array("\r\n\t :;,/?%=&*HTTP1.0GEabcf09\u{0}\u{7F}".utf8) + [0x80, 0xFF]
        for _ in 0..<5_000 {
            let noise = (0..<Int.random(in: 0..<120, using: &random)).compactMap { _ in alphabet.randomElement(using: &random) }
            let lead = Bool.random(using: &random) ? Array("GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n".utf8) : []
            let parsed = ParserHarness.feed([lead + noise])
            XCTAssertLessThanOrEqual(parsed.requests.count, noise.count + 1)
        }
    }

    private func split(_ bytes: [UInt8], _ random: inout SplitMix) -> [[UInt8]] {
        var pieces: [[UInt8]] = []
        var rest = bytes[...]
        let longest = [1, 2, 7, 50, 400].randomElement(using: &random) ?? 1
        while !rest.isEmpty {
            let count = Int.random(in: 1...longest, using: &random)
            pieces.append(Array(rest.prefix(count)))
            rest = rest.dropFirst(count)
        }
        return pieces
    }

    private func spoilt(_ bytes: [UInt8], _ random: inout SplitMix) -> [UInt8] {
        var bytes = bytes
        for _ in 0...Int.random(in: 0..<3, using: &random) {
            let at = Int.random(in: bytes.indices, using: &random)
            switch Int.random(in: 0..<3, using: &random) {
            case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.remove(at: at)
            default: bytes.insert(Array("\r\n :0\u{0};".utf8).randomElement(using: &random) ?? 0, at: at)
            }
        }
        return bytes
    }
}
