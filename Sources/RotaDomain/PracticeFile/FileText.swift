import Civil

/// Builds the text of a practice or rota file: two spaces a level, one record a line, and the same bytes for the same values.
struct FileText {
    private(set) var bytes: [UInt8] = []

    /// One key and its value, already as JSON.
    typealias Field = (key: String, json: String)

    mutating func line(_ text: String, _ indent: Int = 0) {
        for _ in 0..<indent { bytes += [0x20, 0x20] }
        bytes += text.utf8
        bytes.append(0x0A)
    }

    /// `"key": value` lines, with a comma after all but the last.
    mutating func fields(_ fields: [Field], _ indent: Int, moreFollow: Bool = false) {
        for (index, field) in fields.enumerated() {
            line("\"\(field.key)\": \(field.json)\(moreFollow || index < fields.count - 1 ? "," : "")", indent)
        }
    }

    /// A list with one record a line.
    mutating func records<Record>(_ key: String, _ records: [Record], moreFollow: Bool, _ fields: (Record) -> [Field]) {
        guard !records.isEmpty else { return line("\"\(key)\": []\(moreFollow ? "," : "")", 1) }
        line("\"\(key)\": [", 1)
        for (index, record) in records.enumerated() {
            line(JSON.object(fields(record)) + (index < records.count - 1 ? "," : ""), 2)
        }
        line(moreFollow ? "]," : "]", 1)
    }

    /// Values as JSON on one line.
    enum JSON {
        static func text(_ value: String) -> String { JSONText.quoted(value) }
        static func text(_ value: String?) -> String { value.map(text) ?? "null" }
        static func number(_ value: Double?) -> String { value.map(JSONText.number) ?? "null" }
        static func flag(_ value: Bool) -> String { value ? "true" : "false" }
        static func day(_ value: Day?) -> String { value.map { "\"\($0.iso)\"" } ?? "null" }
        static func word(_ value: some RawRepresentable<String>) -> String { "\"\(value.rawValue)\"" }
        static func list(_ values: [String]) -> String { "[" + values.joined(separator: ", ") + "]" }
        static func words(_ values: some Sequence<some RawRepresentable<String>>) -> String { list(values.map { word($0) }) }
        static func texts(_ values: [String]) -> String { list(values.map { text($0) }) }
        static func object(_ fields: [Field]) -> String { "{" + fields.map { "\"\($0.key)\": \($0.json)" }.joined(separator: ", ") + "}" }
    }
}
