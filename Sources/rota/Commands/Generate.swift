import Civil
import RotaDomain
import RotaEngine

/// `rota generate`: a rota for a practice file, without any database.
enum Generate {
    static let help = """
        Usage: rota generate --practice FILE --from DATE --to DATE [options] --output FILE

        Generates a rota for the dates from DATE to DATE (YYYY-MM-DD, both included) and writes it as a rota file.
        Progress is shown on standard error. The same file, dates, mode, seed and steps give the same rota on any machine.

          --practice FILE        the practice file
          --from DATE, --to DATE the range
          --output FILE          where the rota goes
          --seconds S            stop after S seconds at the latest (the rota may then differ from run to run)
          --seed N               another seed, another rota (1)
          --steps N              how many moves to try (as the size of the practice asks for)
          --fill-gaps            keep every shift that the file holds, not only pinned ones
          --override-protected   treat the protected period as any other

        Exit status: 0 written, 1 failed, 2 wrong use or a file that is not valid.

        """

    static func run(_ arguments: [String]) -> Int32 {
        if arguments.contains("--help") {
            CommandFiles.standardOutput(help)
            return 0
        }
        do {
            let options = try CommandLineOptions(
                arguments, options: ["--practice", "--from", "--to", "--output", "--seconds", "--seed", "--steps"],
                flags: ["--fill-gaps", "--override-protected"])
            return try generate(try request(options), to: try options.required("--output"))
        } catch let misuse as CommandLineOptions.Misuse {
            CommandFiles.standardError("rota generate: \(misuse.text)\n\n\(help)")
        } catch let unusable as CommandFiles.Unusable {
            CommandFiles.standardError(unusable.lines.joined(separator: "\n") + "\n")
        } catch {
            CommandFiles.standardError("rota generate: \(error)\n")
        }
        return 2
    }

    private static func request(_ options: CommandLineOptions) throws -> GenerationRequest {
        guard let range = DayRange(try day("--from", options), try day("--to", options)) else {
            throw CommandLineOptions.Misuse(text: "--to is before --from")
        }
        guard range.count <= 1100 else { throw CommandLineOptions.Misuse(text: "the range is longer than three years") }
        let seconds = try number("--seconds", options, Double.init)
        if let seconds, !(seconds > 0) { throw CommandLineOptions.Misuse(text: "--seconds must be more than 0") }
        let steps = try number("--steps", options, Int.init)
        if let steps, !(0...1_000_000_000_000).contains(steps) { throw CommandLineOptions.Misuse(text: "--steps must be 0 to 1,000,000,000,000") }
        return GenerationRequest(
            practice: try CommandFiles.practice(try options.required("--practice")), range: range,
            mode: options.has("--fill-gaps") ? .fillGaps : .replaceUnpinned, seed: try number("--seed", options, UInt64.init) ?? 1,
            steps: steps, secondsCap: seconds, overrideProtected: options.has("--override-protected"))
    }

    private static func day(_ name: String, _ options: CommandLineOptions) throws -> Day {
        let text = try options.required(name)
        guard let day = Day(iso: text) else { throw CommandLineOptions.Misuse(text: "\(name) must be a date YYYY-MM-DD, not \(text)") }
        return day
    }

    private static func number<Value>(_ name: String, _ options: CommandLineOptions, _ read: (String) -> Value?) throws -> Value? {
        guard let text = options.value(name) else { return nil }
        guard let value = read(text) else { throw CommandLineOptions.Misuse(text: "\(name) must be a number, not \(text)") }
        return value
    }

    private static func generate(_ request: GenerationRequest, to path: String) throws -> Int32 {
        let generator = RotaGenerator(request) { progress in
            guard progress.stepsDone > 0 else { return CommandFiles.standardError("\(progress.phase)\n") }
            let percent = progress.stepsDone * 100 / max(1, progress.stepsTotal)
            CommandFiles.standardError("\r\(progress.phase) \(percent)%, score \(NumberText.grouped(Int(progress.score)))   ")
        }
        let result: GenerationResult
        do {
            result = try generator.generate()
        } catch {
            CommandFiles.standardError("rota generate: \(error.sentence)\n")
            return 1
        }
        do {
            try CommandFiles.write(RotaFileWriter.write(result.rota), to: path)
        } catch {
            CommandFiles.standardError("\n" + error.lines.joined(separator: "\n") + "\n")
            return 1
        }
        let given = result.breaches.isEmpty ? "" : ", \(result.breaches.count) breaches by given shifts"
        CommandFiles.standardError(
            "\nscore \(NumberText.decimal(result.report.score)), \(result.gaps.count) gaps\(given), \(result.steps) steps in \(NumberText.decimal(result.seconds)) s\n")
        return 0
    }
}
