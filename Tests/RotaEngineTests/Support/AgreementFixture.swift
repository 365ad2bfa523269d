import Foundation
import RotaDomain
import XCTest

/// Random small practices and rotas with what the reference scorer said of them (`Fixtures/make_agreement.py`).
struct AgreementFixture {
    let practice: PracticeFile
    let rota: RotaFile
    let said: Said

    struct Said: Decodable {
        var breaches: [String]
        var counts: [String]
        var score: String
    }

    static func all() throws -> [AgreementFixture] {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Fixtures/agreement.jsonl")
        let lines = try Data(contentsOf: file).split(separator: UInt8(ascii: "\n"))
        return try stride(from: 0, to: lines.count, by: 3).map { index in
            let practice = try PracticeFileReader.read(Array(lines[index]), sharedPartsAllowed: true)
            let rota = try RotaFileReader.read(Array(lines[index + 1]), for: practice)
            return AgreementFixture(practice: practice, rota: rota, said: try JSONDecoder().decode(Said.self, from: Data(lines[index + 2])))
        }
    }
}
