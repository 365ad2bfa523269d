import Secrets
import XCTest

final class TimedCodeTests: XCTestCase {
    private let secret = Array("12345678901234567890".utf8)

    /// RFC 6238, appendix B: the rows of SHA-1, of whose eight figures six are the last.
    func testCode_vectorsOfRFC6238() throws {
        let vectors = [
            (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"), (2_000_000_000, "69279037"),
            (20_000_000_000, "65353130"),
        ]
        for (time, eight) in vectors { XCTAssertEqual(try TimedCode.code(secret: secret, step: TimedCode.step(at: time)), String(eight.suffix(6)), "\(time)") }
    }

    /// RFC 4226, appendix D: the first ten counters.
    func testCode_vectorsOfRFC4226() throws {
        let codes = ["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"]
        XCTAssertEqual(try (0..<10).map { try TimedCode.code(secret: secret, step: $0) }, codes)
    }

    func testMatchingStep_takesOneStepBeforeAndAfter() throws {
        for offset in -3...3 {
            let code = try TimedCode.code(secret: secret, step: 1_000 + offset)
            XCTAssertEqual(try TimedCode.matchingStep(code, secret: secret, at: 30_015, after: 0), abs(offset) <= 1 ? 1_000 + offset : nil, "\(offset)")
        }
    }

    func testMatchingStep_refusesWhatWasTaken_andAllBefore() throws {
        let code = try TimedCode.code(secret: secret, step: 1_000)
        XCTAssertEqual(try TimedCode.matchingStep(code, secret: secret, at: 30_000, after: 999), 1_000)
        for last in [1_000, 1_001] { XCTAssertNil(try TimedCode.matchingStep(code, secret: secret, at: 30_000, after: last)) }
    }

    func testMatchingStep_refusesWhatIsNoCode() throws {
        let code = try TimedCode.code(secret: secret, step: 1_000)
        for text in ["", "000000", "1", code + "0", String(code.dropLast()), " " + code, "٠٠٠٠٠٠"] where text != code {
            XCTAssertNil(try TimedCode.matchingStep(text, secret: secret, at: 30_000, after: 0), text)
        }
    }

    /// RFC 4648 §10, without the padding.
    func testBase32_vectors() {
        let vectors = ["": "", "f": "MY", "fo": "MZXQ", "foo": "MZXW6", "foob": "MZXW6YQ", "fooba": "MZXW6YTB", "foobar": "MZXW6YTBOI"]
        for (plain, encoded) in vectors { XCTAssertEqual(Base32.encode(Array(plain.utf8)), encoded) }
        XCTAssertEqual(Base32.encode(secret), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
        XCTAssertEqual(Base32.grouped("GEZDGNBVGY", by: 4, " "), "GEZD GNBV GY")
        XCTAssertEqual(Base32.grouped("", by: 4, " "), "")
    }
}
