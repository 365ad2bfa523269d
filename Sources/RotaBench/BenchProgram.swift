import Foundation
import Rostering

/// `rota-bench nrp INSTANCE --seconds S --seed N --output ROSTER`: solves an instance of the published shift-scheduling benchmark
/// with the search core that practices use, and writes the roster in the form that its checkers read.
///
/// `--rounds N` ends after so many rounds of neighbourhoods instead; then the same instance, seed and rounds give the same bytes.
///
/// `rota-bench practice FILE --from DATE --to DATE` measures what the engine promises of a practice (`PracticeMeasurement`).
struct BenchProgram {
    static let usage = "usage: rota-bench nrp INSTANCE [--seconds S] [--rounds N] [--seed N] [--threads N] --output ROSTER\n\(PracticeMeasurement.usage)"

    private let arguments: [String]
    private let say: (String) -> Void
    private let answer: (String) -> Void

    /// `say` takes lines about the way, `answer` the one line of the result.
    init(_ arguments: [String], say: @escaping (String) -> Void, answer: @escaping (String) -> Void) {
        self.arguments = arguments
        self.say = say
        self.answer = answer
    }

    /// 0 when it was done, 1 when no lawful roster was found, 2 when the arguments or the file are not valid.
    func run() -> Int32 {
        do throws(BenchFailure) {
            if arguments.first == "practice" {
                try PracticeMeasurement(arguments.dropFirst()).run(answer)
            } else {
                try solve(try options())
            }
            return 0
        } catch {
            say(error.message)
            return error.status
        }
    }

    private struct Options {
        var instance: String
        var output: String
        var seconds: Double?
        var rounds: Int?
        var seed: UInt64
        var threads: Int
    }

    private func options() throws(BenchFailure) -> Options {
        guard arguments.first == "nrp" else { throw BenchFailure(status: 2, message: Self.usage) }
        let read = try BenchArguments(arguments.dropFirst(), count: 1, options: ["seconds", "rounds", "seed", "threads", "output"], usage: Self.usage)
        let seconds = try read.seconds(), rounds = try read.number("rounds") { Int($0).flatMap { $0 >= 0 ? $0 : nil } }
        return Options(
            instance: read.words[0], output: try read.required("output"), seconds: seconds == nil && rounds == nil ? 60 : seconds, rounds: rounds,
            seed: try read.number("seed") { UInt64($0) } ?? 1, threads: try read.number("threads") { Int($0).flatMap { (1...64).contains($0) ? $0 : nil } } ?? 2)
    }

    // MARK: - Solving

    private func solve(_ options: Options) throws(BenchFailure) {
        let clock = ContinuousClock(), begun = clock.now
        try checkCanWrite(options.output)
        let roster = try read(options.instance)
        let end = options.seconds.map { begun + .seconds($0) }
        var search = ColumnSearch(RowModel(roster.problem), seed: options.seed, threads: options.threads, rounds: options.rounds)
        search.isStopped = { end.map { clock.now >= $0 } ?? false }
        search.report = { cost, bound in say("\(seconds(clock.now - begun)) s: \(costText(cost)), bound \(boundText(bound))") }
        let outcome: ColumnSearch.Outcome
        do {
            outcome = try search.run()
        } catch {
            throw BenchFailure(status: 1, message: "\(roster.instance.staff[error.staff].id) has no lawful row, or too many to look at")
        }
        guard outcome.cost < RosterProblem.forbidden else { throw BenchFailure(status: 1, message: "no lawful roster was found") }
        let text = roster.rows(outcome.choices).map { $0.joined(separator: "\t") + "\n" }.joined()
        do {
            // Into what stands there, which may be a device or a link.
            try Data(text.utf8).write(to: URL(fileURLWithPath: options.output))
        } catch {
            throw BenchFailure(status: 2, message: "\(options.output) can't be written: \(error.localizedDescription)")
        }
        answer("cost \(outcome.cost) bound \(boundText(outcome.bound)) rounds \(outcome.rounds) seconds \(seconds(clock.now - begun))")
    }

    /// Before anybody waits for a roster that has nowhere to go.
    private func checkCanWrite(_ path: String) throws(BenchFailure) {
        let files = FileManager.default, folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard files.isWritableFile(atPath: files.fileExists(atPath: path) ? path : folder) else { throw BenchFailure(status: 2, message: "\(path) can't be written") }
    }

    private func read(_ path: String) throws(BenchFailure) -> ShiftRoster {
        guard let data = FileManager.default.contents(atPath: path), let text = String(data: data, encoding: .utf8) else {
            throw BenchFailure(status: 2, message: "\(path) can't be read")
        }
        do {
            return try ShiftRoster(ShiftInstanceReader.read(text))
        } catch {
            throw BenchFailure(status: 2, message: "\(path): \(error)")
        }
    }

    /// A bound in whole costs, none of which is below 0: what is above 1,296.5 is at least 1,297, as far as it is exact.
    private func boundText(_ bound: Double) -> String {
        bound > -.infinity ? String(max(0, Int((bound - max(1e-6, abs(bound) * 1e-11)).rounded(.up)))) : "unknown"
    }

    private func costText(_ cost: Int64) -> String { cost < RosterProblem.forbidden ? "cost \(cost)" : "no lawful roster yet" }

    private func seconds(_ duration: Duration) -> String {
        let tenths = duration.components.seconds * 10 + duration.components.attoseconds / 100_000_000_000_000_000
        return "\(tenths / 10).\(tenths % 10)"
    }
}
