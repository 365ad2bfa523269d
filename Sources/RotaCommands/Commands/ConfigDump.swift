import Foundation

/// `rota config dump`: every setting, and where it comes from.
enum ConfigDump {
    static let subcommand = Subcommand(
        name: "config", summary: "Print the settings and where each comes from",
        help: """
            Usage: rota config dump [--data DIR] [--listen HOST:PORT] [--json]

            Prints every setting as it stands and where it comes from. Secrets are shown as ***.
            """,
        options: ["data", "listen"], flags: ["json"], operands: 1, run: run)

    private static func run(_ call: Invocation) throws -> Int32 {
        guard call.arguments.operands == ["dump"] else { throw Arguments.Wrong(text: "Say what to do with the settings: dump.") }
        let rows = SettingsWords.dump(try Installation.readSettings(call))
        if call.arguments.has("json") {
            let table = Dictionary(uniqueKeysWithValues: rows.map { ($0.name, ["value": $0.value, "from": $0.source]) })
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            try call.terminal.result(Array(try encoder.encode(table)) + [UInt8(ascii: "\n")])
        } else {
            let width = 2 + (rows.map { $0.name.utf8.count + $0.value.utf8.count }.max() ?? 0)
            let lines = rows.map { row in "\(row.name)=\(row.value)".padding(toLength: max(width, 1), withPad: " ", startingAt: 0) + "# \(row.source)\n" }
            try call.terminal.result(lines.joined())
        }
        return 0
    }
}
