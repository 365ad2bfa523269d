import Civil
import RotaDomain
import RotaEngine

/// `rota generate`: a rota for a practice file, without any database.
enum Generate {
    static let subcommand = Subcommand(
        name: "generate", summary: "Generate a rota for a practice file",
        help: """
            Usage: rota generate --practice FILE --from DATE --to DATE [options] --output FILE

            Generates a rota for the dates from DATE to DATE (YYYY-MM-DD, both included) and writes it as a rota file.
            Progress is shown on standard error, and after it what the rota is short of beside what no rota avoids, gap by gap. The same file, dates, mode, seed and steps give the same rota on any machine.

              --practice FILE        the practice file
              --from DATE, --to DATE the range
              --output FILE          where the rota goes
              --seconds S            search for S seconds at most (the rota may then differ from run to run);
                                     reading, scoring and what is said of gaps come on top
              --seed N               another seed, another rota (1)
              --steps N              how many moves to try (as the size of the practice asks for)
              --fill-gaps            keep every shift that the file holds, not only pinned ones
              --override-protected   treat the protected period as any other
              --explain              look also for what gaps that could be met would cost, and for what would close the others
              --assert               for whoever changes a rule: score every rota on the way without short cuts too, and stop at the
                                     first difference with the move, the rule and both figures; thousands of times slower

            Exit status: 0 written, 1 failed or a file is not valid, 2 wrong use.
            """,
        options: ["practice", "from", "to", "output", "seconds", "seed", "steps"], flags: ["assert", "explain", "fill-gaps", "override-protected"], run: run)

    private static func run(_ call: Invocation) throws -> Int32 {
        let output = try call.arguments.required("output")
        let result = try generated(RotaGenerator(try request(call.arguments)) { show($0, on: call.terminal) })
        call.terminal.progress("\n")
        try CommandFiles.write(RotaFileWriter.write(result.rota), to: output)
        GapsPrinter(result, explains: call.arguments.has("explain")).tell(call.terminal.error)
        let given = result.breaches.isEmpty ? "" : ", \(NumberText.counted(result.breaches.count, "breach", "breaches")) by given shifts"
        call.terminal.error(
            "score \(NumberText.decimal(result.report.score)), \(NumberText.counted(result.gaps.count, "gap"))\(given), \(result.steps) steps in \(NumberText.decimal(result.seconds)) s")
        return 0
    }

    private static func generated(_ generator: RotaGenerator) throws(Failure) -> GenerationResult {
        do {
            return try generator.generate()
        } catch {
            throw Failure(lines: ["rota generate: \(error.sentence)"])
        }
    }

    private static func show(_ progress: GenerationProgress, on terminal: Terminal) {
        guard progress.stepsDone > 0 else { return terminal.error("\(progress.phase)") }
        let percent = progress.stepsDone * 100 / max(1, progress.stepsTotal)
        terminal.progress("\r\(progress.phase) \(percent)%, score \(NumberText.grouped(Int(progress.score)))   ")
    }

    private static func request(_ arguments: Arguments) throws -> GenerationRequest {
        guard let range = DayRange(try day("from", arguments), try day("to", arguments)) else { throw Arguments.Wrong(text: "--to is before --from.") }
        guard range.count <= 1100 else { throw Arguments.Wrong(text: "The range is longer than three years.") }
        let seconds = try number("seconds", arguments, Double.init)
        if let seconds, !(seconds > 0) { throw Arguments.Wrong(text: "--seconds must be more than 0.") }
        let steps = try number("steps", arguments, Int.init)
        if let steps, !(0...1_000_000_000_000).contains(steps) { throw Arguments.Wrong(text: "--steps must be 0 to 1,000,000,000,000.") }
        let seed = try number("seed", arguments, UInt64.init) ?? 1
        return GenerationRequest(
            practice: try CommandFiles.practice(try arguments.required("practice"), sharedParts: true), range: range,
            mode: arguments.has("fill-gaps") ? .fillGaps : .replaceUnpinned, seed: seed,
            steps: steps, secondsCap: seconds, overrideProtected: arguments.has("override-protected"), isAudited: arguments.has("assert"))
    }

    private static func day(_ name: String, _ arguments: Arguments) throws -> Day {
        let text = try arguments.required(name)
        guard let day = Day(iso: text) else { throw Arguments.Wrong(text: "--\(name) must be a date YYYY-MM-DD, not \"\(text)\".") }
        guard Check.years.contains(day.year) else { throw Arguments.Wrong(text: "--\(name) must be in the years 1900 to 2200.") }
        return day
    }

    private static func number<Value>(_ name: String, _ arguments: Arguments, _ read: (String) -> Value?) throws -> Value? {
        guard let text = arguments[name] else { return nil }
        guard let value = read(text) else { throw Arguments.Wrong(text: "--\(name) must be a number, not \"\(text)\".") }
        return value
    }
}
