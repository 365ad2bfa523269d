import Foundation
import RotaDomain
import XCTest

/// Small practices and rotas with what the reference scorer said of them.
struct AgreementFixture: Sendable {
    let practice: PracticeFile
    let rota: RotaFile
    let said: Said

    struct Said: Decodable, Sendable {
        var breaches: [String]
        var counts: [String]
        var score: String
    }

    /// Random ones (`Fixtures/make_agreement.py`).
    static func all() throws -> [AgreementFixture] { try random.get() }

    /// Those that the reference scorer's own tests work out by hand (`Fixtures/make_published.py`).
    static func published() throws -> [AgreementFixture] { try workedOut.get() }

    // Read once for all tests: it takes a second.
    private static let random = Result { try read("agreement") }
    private static let workedOut = Result { try read("published") }

    private static func read(_ name: String) throws -> [AgreementFixture] {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Fixtures/\(name).jsonl")
        let lines = try Data(contentsOf: file).split(separator: UInt8(ascii: "\n"))
        return try stride(from: 0, to: lines.count, by: 3).map { index in
            let practice = try PracticeFileReader.read(Array(lines[index]), sharedPartsAllowed: true)
            let rota = try RotaFileReader.read(Array(lines[index + 1]), for: practice)
            return AgreementFixture(practice: practice, rota: rota, said: try JSONDecoder().decode(Said.self, from: Data(lines[index + 2])))
        }
    }
}
