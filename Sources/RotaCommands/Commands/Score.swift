import RotaDomain
import RotaEngine

/// `rota score`: what a rota breaks and scores, in the reference scorer's very lines.
enum Score {
    static let subcommand = Subcommand(
        name: "score", summary: "Score a rota by the rules",
        help: """
            Usage: rota score --practice FILE --rota FILE [--json]

            Prints the hard rules that the rota breaks, one a line, then S1 to S13, then the score (lower is better).

              --practice FILE   the practice file
              --rota FILE       the rota file
              --json            one JSON document instead of text

            Exit status: 0 the rota keeps the hard rules (breaches by given shifts apart), 1 it breaks one or a file is not valid, 2 wrong use.
            """,
        options: ["practice", "rota"], flags: ["json"], run: run)

    private static func run(_ call: Invocation) throws -> Int32 {
        let (practiceFile, rotaFile) = (try call.arguments.required("practice"), try call.arguments.required("rota"))
        let practice = try CommandFiles.practice(practiceFile, sharedParts: true)
        let rota = try CommandFiles.rota(rotaFile, for: practice)
        let report = ReferenceScorer(practice, range: rota.range).report(rota.shifts)
        try call.terminal.result(call.arguments.has("json") ? ScoreJSON.text(report) : ScorePrinter.text(report))
        return report.isBroken ? 1 : 0
    }
}
