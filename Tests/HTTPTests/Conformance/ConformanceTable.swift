import XCTest
@testable import HTTP

/// One rule of an RFC, as bytes and what becomes of them.
struct ConformanceRow {
    enum Outcome: Equatable {
        /// The requests read, each as `METHOD target` and, after ` | `, the body if there is one; nothing is left over.
        case reads([String])
        case refused(Status)
        /// Neither a request nor an error yet.
        case waits
    }

    let name: String
    let section: String
    /// Each scalar is one byte (ISO 8859-1), so that bytes which are not UTF-8 can be written.
    let text: String
    let outcome: Outcome

    var bytes: [UInt8] { text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) } }

    static func reads(_ name: String, _ section: String, _ text: String, _ requests: String...) -> ConformanceRow {
        ConformanceRow(name: name, section: section, text: text, outcome: .reads(requests))
    }

    static func refuses(_ status: Status, _ name: String, _ section: String, _ text: String) -> ConformanceRow {
        ConformanceRow(name: name, section: section, text: text, outcome: .refused(status))
    }

    static func waits(_ name: String, _ section: String, _ text: String) -> ConformanceRow {
        ConformanceRow(name: name, section: section, text: text, outcome: .waits)
    }
}

/// Runs a table: each row whole, byte by byte and cut in two at each place, which must all give the same to the letter of the error's reason.
class ConformanceTestCase: XCTestCase {
    func check(_ rows: [ConformanceRow], limits: RequestParser.Limits = RequestParser.Limits(), file: StaticString = #filePath, line: UInt = #line) {
        XCTAssertEqual(Set(rows.map(\.name)).count, rows.count, "two rows of one name", file: file, line: line)
        for row in rows {
            let label = "\(row.name) (\(row.section)): \(row.text.prefix(120).debugDescription)"
            let bytes = row.bytes
            let whole = ParserHarness.feed([bytes], limits: limits)
            XCTAssertEqual(outcome(whole), row.outcome, "\(label) \(whole.error.map(String.init(describing:)) ?? "")", file: file, line: line)
            XCTAssertEqual(ParserHarness.feed(bytes.map { [$0] }, limits: limits), whole, "byte by byte: \(label)", file: file, line: line)
            for cut in stride(from: 1, to: bytes.count, by: max(1, bytes.count / 400)) {
                let pieces = ParserHarness.feed([Array(bytes[..<cut]), Array(bytes[cut...])], limits: limits)
                guard pieces != whole else { continue }
                XCTFail("cut at \(cut): \(label) gives \(pieces), not \(whole)", file: file, line: line)
            }
        }
    }

    private func outcome(_ parsed: Parsed) -> ConformanceRow.Outcome {
        if let error = parsed.error { return .refused(error.status) }
        guard parsed.progress == .idle, !parsed.requests.isEmpty else { return .waits }
        return .reads(parsed.requests.map(short))
    }

    /// `METHOD target`, and the body after ` | `, from a request's summary.
    private func short(_ summary: String) -> String {
        let words = summary.split(separator: " ", maxSplits: 2)
        let body = summary.components(separatedBy: "expect=").last.flatMap { $0.split(separator: " ", maxSplits: 1).dropFirst().first }
        return words.prefix(2).joined(separator: " ") + (body.map { " | \($0)" } ?? "")
    }
}
