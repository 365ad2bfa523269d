import Foundation

/// The table of settings in words: for `--help`, for the README, for `rota config dump`.
enum SettingsWords {
    static var help: String {
        SettingKey.all.map { $0.name.padding(toLength: 34, withPad: " ", startingAt: 0) + plain($0.means) }.joined(separator: "\n")
    }

    /// The rows of the README's table.
    static var readmeRows: [String] {
        SettingKey.all.map { key in "| `\(key.name)` | \(key.means) | \(key.unlessSet ?? "`\(key.standard)`") |" }
    }

    /// `NAME=value  # where it comes from`, a line a setting; a secret is only said to be there.
    static func dump(_ reader: SettingsReader) -> [(name: String, value: String, source: String)] {
        SettingKey.all.map { key in
            let value = key.show(reader.configuration)
            return (key.name, key.isSecret && !value.isEmpty ? "***" : value, reader.sources[key.name] ?? "unless set")
        }
    }

    private static func plain(_ text: String) -> String { text.filter { $0 != "`" } }
}
