import Civil
import Foundation
import RotaDomain
import RotaEngine

/// What there is to say of a generated rota, as it is kept beside it.
struct StoredReport: Codable, Equatable {
    struct Line: Codable, Equatable {
        /// The number after S.
        let rule: Int
        let count: Double
        let points: Double
        /// What the line says of this rota.
        let words: [ScoreSentence]
    }

    struct Hole: Codable, Equatable {
        let kind: String
        let trainee: String?
        let date: String
        let part: String
        let location: String
        let count: Int
    }

    /// A partner's must-work day or week's minimum that was missed.
    struct Missed: Codable, Equatable {
        let clinician: String
        let date: String
        let amount: Double
    }

    let score: Double
    let lines: [Line]
    let gaps: [Hole]
    let missed: [Missed]
    /// Rules that pinned or protected shifts break, as sentences.
    let given: [String]
    /// The points of each line for the shifts that stood there before; nil where none did, and in reports of long ago.
    let before: [Double]?

    /// What is missing only because the first dates are protected; nil where nothing is, and in reports of long ago.
    let protection: Protection?

    struct Protection: Codable, Equatable {
        /// The last protected date, as ISO text.
        private let last: String
        private let lacking: String

        init(_ cost: ProtectionCost) {
            last = cost.until.iso
            lacking = cost.missing.missing.text
        }

        var until: Day? { Day(iso: last) }
        var missing: MissingHalfDays { MissingHalfDays(text: lacking) ?? MissingHalfDays() }
    }

    /// - Parameters:
    ///   - request: what was asked for, with the pins as people set them.
    ///   - overridden: clinicians' days that were knowingly saved against the rules.
    init(_ result: GenerationResult, of request: GenerationRequest, overridden: Set<ClinicianDate> = []) {
        score = result.report.score
        let words = ScoreWords(result.practice)
        lines = result.report.lines.map { Line(rule: $0.rule.number, count: $0.count, points: $0.points, words: words.sentences($0)) }
        gaps = result.gaps.map(Hole.init)
        missed = result.report[.s4].items.compactMap { item in
            guard let clinician = item.clinician, let date = item.date else { return nil }
            return Missed(clinician: clinician, date: date.iso, amount: item.amount)
        }
        given = GivenBreaches(request, overridden).sentences(result)
        let stood = request.practice.shifts.filter { request.range.contains($0.date) }
        protection = ProtectionCost(request).map(Protection.init)
        before = stood.isEmpty ? nil : ReferenceScorer(request.practice, range: request.range).report(stood).lines.map(\.points)
    }

    init?(json: String) {
        guard let report = try? JSONDecoder().decode(StoredReport.self, from: Data(json.utf8)) else { return nil }
        self = report
    }

    func json() throws -> String { String(decoding: try JSONEncoder().encode(self), as: UTF8.self) }

    /// What is missing, in what the score counts.
    var missing: MissingHalfDays {
        var sum = MissingHalfDays()
        for gap in gaps {
            switch gap.kind {
            case "duty": sum.duty += gap.count
            case "cover": sum.cover += gap.count
            default: sum.supervision += gap.count
            }
        }
        return sum
    }

    /// The line of a rule.
    subscript(rule: SoftRule) -> Line? { lines.first { $0.rule == rule.number } }
}

extension StoredReport.Hole {
    init(_ gap: Gap) {
        switch gap.kind {
        case .duty: (kind, trainee) = ("duty", nil)
        case .cover: (kind, trainee) = ("cover", nil)
        case .supervision(let id): (kind, trainee) = ("supervision", id)
        }
        date = gap.date.iso
        part = gap.part.rawValue
        location = gap.location
        count = gap.count
    }

    /// Nil for a text that was not written by us.
    var gap: Gap? {
        guard let day = Day(iso: date), let part = Part(rawValue: part) else { return nil }
        let kind: Gap.Kind
        switch self.kind {
        case "duty": kind = .duty
        case "cover": kind = .cover
        default: kind = .supervision(trainee: trainee ?? "")
        }
        return Gap(kind: kind, date: day, part: part, location: location, count: count)
    }
}
