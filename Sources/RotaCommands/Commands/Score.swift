import RotaDomain
import RotaEngine

/// `rota score`: what a rota breaks and scores, in the reference scorer's very lines.
enum Score {
    static let help = """
        Usage: rota score --practice FILE --rota FILE [--json]

        Prints the hard rules that the rota breaks, one a line, then S1 to S13, then the score (lower is better).

          --practice FILE   the practice file
          --rota FILE       the rota file
          --json            one JSON document instead of text

        Exit status: 0 the rota keeps the hard rules (breaches by given shifts apart), 1 it breaks one, 2 a file is not valid.

        """

    static func run(_ arguments: [String]) -> Int32 {
        if arguments.contains("--help") {
            CommandFiles.standardOutput(help)
            return 0
        }
        do {
            let options = try CommandLineOptions(arguments, options: ["--practice", "--rota"], flags: ["--json"])
            let practice = try CommandFiles.practice(try options.required("--practice"))
            let rota = try CommandFiles.rota(try options.required("--rota"), for: practice)
            let report = ReferenceScorer(practice, range: rota.range).report(rota.shifts)
            CommandFiles.standardOutput(options.has("--json") ? ScoreJSON.text(report) : ScorePrinter.text(report))
            return report.isBroken ? 1 : 0
        } catch let misuse as CommandLineOptions.Misuse {
            CommandFiles.standardError("rota score: \(misuse.text)\n\n\(help)")
        } catch let unusable as CommandFiles.Unusable {
            CommandFiles.standardError(unusable.lines.joined(separator: "\n") + "\n")
        } catch {
            CommandFiles.standardError("rota score: \(error)\n")
        }
        return 2
    }
}
