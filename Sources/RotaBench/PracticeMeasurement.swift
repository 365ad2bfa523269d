import Civil
import Foundation
import RotaDomain
import RotaEngine

/// `rota-bench practice FILE --from DATE --to DATE [--seconds S] [--steps N] [--seed N] [--trials N]`: how soon there is a rota and a good one, and how long it then takes
/// to mend it, to say who could take a shift, and to say why it is whose it is. A line for each, for `make bench`.
struct PracticeMeasurement {
    static let usage = "usage: rota-bench practice FILE --from DATE --to DATE [--seconds S] [--steps N] [--seed N] [--trials N]"

    private let request: GenerationRequest
    private let trials: Int

    /// A rota within so much of the final score is a good one (issue 4.2).
    private static let good = 1.05
    /// Shifts asked about for each trial of mending.
    private static let questions = 8

    init(_ arguments: ArraySlice<String>) throws(BenchFailure) {
        let read = try BenchArguments(arguments, count: 1, options: ["from", "to", "seconds", "steps", "seed", "trials"], usage: Self.usage)
        guard let first = Day(iso: try read.required("from")), let last = Day(iso: try read.required("to")), let range = DayRange(first, last) else {
            throw BenchFailure(status: 2, message: "--from and --to are no range of dates\n\(Self.usage)")
        }
        request = GenerationRequest(
            practice: try Self.practice(read.words[0]), range: range, seed: try read.number("seed") { UInt64($0) } ?? 1,
            steps: try read.number("steps") { Int($0).flatMap { $0 >= 0 ? $0 : nil } }, secondsCap: try read.seconds())
        trials = try read.number("trials") { Int($0).flatMap { (1...1000).contains($0) ? $0 : nil } } ?? 5
    }

    private static func practice(_ path: String) throws(BenchFailure) -> PracticeFile {
        guard let data = FileManager.default.contents(atPath: path) else { throw BenchFailure(status: 2, message: "\(path) can't be read") }
        do {
            return try PracticeFileReader.read([UInt8](data), sharedPartsAllowed: true)
        } catch {
            throw BenchFailure(status: 2, message: error.texts.map { "\(path): \($0)" }.joined(separator: "\n"))
        }
    }

    func run(_ answer: (String) -> Void) throws(BenchFailure) {
        do throws(GenerationFailure) {
            let result = try generate(answer)
            for kind in PracticeChange.allCases { try mend(result, kind, answer) }
            explain(result, answer)
        } catch {
            throw BenchFailure(status: 1, message: error.sentence)
        }
    }

    // MARK: - Generating

    /// When the search had which score. Written and read by the one thread that generates.
    private final class Course: @unchecked Sendable {
        var scores: [(seconds: Double, score: Double)] = []
    }

    private func generate(_ answer: (String) -> Void) throws(GenerationFailure) -> GenerationResult {
        let clock = ContinuousClock(), begun = clock.now, course = Course()
        let result = try RotaGenerator(request, progress: { progress in
            if progress.missing != nil { course.scores.append(((clock.now - begun).inSeconds, progress.score)) }
        }).generate()
        let final = result.report.score
        if let first = course.scores.first, let good = course.scores.first(where: { $0.score <= max(final * Self.good, final + 1) }) {
            answer("first seconds \(decimal(first.seconds)) ratio \(decimal(final > 0 ? first.score / final : 1))")
            answer("good seconds \(decimal(good.seconds))")
        }
        answer("final seconds \(decimal(result.seconds)) steps \(result.steps) score \(decimal(final))")
        return result
    }

    // MARK: - Afterwards

    private func mend(_ result: GenerationResult, _ kind: PracticeChange, _ answer: (String) -> Void) throws(GenerationFailure) {
        var times: [Double] = [], changes = 0
        for shift in spread(kind.candidates(result.rota.shifts, in: request.practice), trials) {
            let mended = try RotaMender(MendRequest(practice: kind.applied(to: request.practice, shift), rota: result.rota, steps: request.steps)).mend()
            times.append(mended.seconds)
            changes += mended.changes.count
        }
        answer("mend-\(kind.rawValue) \(summary(times)) changed \(changes)")
    }

    private func explain(_ result: GenerationResult, _ answer: (String) -> Void) {
        let explainer = RotaExplainer(result), shifts = spread(result.rota.shifts, trials * Self.questions)
        answer("explainer \(summary((0..<trials).map { _ in timed { RotaExplainer(result) }.seconds }))")
        // What they say is counted, so that none of it can be left out.
        var candidates = 0, others = 0
        let ranked = shifts.map { shift in
            let place = WantedPlace(date: shift.date, span: shift.span, location: shift.location, kind: shift.kind)
            let (found, seconds) = timed { explainer.rankCover(place, insteadOf: shift.clinician) }
            candidates += found.count
            return seconds
        }
        answer("rank-cover \(summary(ranked)) candidates \(candidates)")
        let explained = shifts.map { shift in
            let (found, seconds) = timed { explainer.explain(shift) }
            others += found?.others.count ?? 0
            return seconds
        }
        answer("explanation \(summary(explained)) others \(others)")
    }

    /// So many of them, evenly over the range.
    private func spread(_ shifts: [PracticeFile.Shift], _ count: Int) -> [PracticeFile.Shift] {
        guard shifts.count > count else { return shifts }
        return (0..<count).map { shifts[(2 * $0 + 1) * shifts.count / (2 * count)] }
    }

    private func timed<Value>(_ work: () -> Value) -> (value: Value, seconds: Double) {
        let clock = ContinuousClock(), begun = clock.now, value = work()
        return (value, (clock.now - begun).inSeconds)
    }

    /// "median-ms 1.2 worst-ms 3.4 of 5"
    private func summary(_ seconds: [Double]) -> String {
        let sorted = seconds.sorted()
        guard let worst = sorted.last else { return "median-ms none worst-ms none of 0" }
        let median = (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
        return "median-ms \(decimal(median * 1000)) worst-ms \(decimal(worst * 1000)) of \(sorted.count)"
    }

    private func decimal(_ value: Double) -> String { String(format: "%.3f", value) }
}

extension Duration {
    fileprivate var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
