/// Reads settings: environment `ROTA_*`, then the file's `KEY=value` lines, then defaults (conventions §3).
struct SettingsReader {
    /// A setting that is unknown or has a value that cannot be used, with the remedy.
    struct Problem: Error, Sendable, Equatable, CustomStringConvertible {
        let description: String
    }

    private(set) var configuration = Configuration()
    /// Where each setting that is set comes from, by name.
    private(set) var sources: [String: String] = [:]
    private let readFile: (String) -> String?

    /// Names that belong to us but are read elsewhere.
    private static let others: Set<String> = ["ROTA_CONFIG", "ROTA_SHARE"]

    /// - Parameters:
    ///   - environment: all of the process's; only `ROTA_*` is read.
    ///   - file: the settings file's text and name, if there is one.
    ///   - readFile: the text of a file that `NAME_FILE` names; nil where it can't be read.
    init(environment: [String: String], file: (name: String, text: String)?, readFile: @escaping (String) -> String? = { _ in nil }) throws(Problem) {
        self.readFile = readFile
        if let file { try read(file.text, file.name) }
        try read(environment)
        configuration.chooseMail(isChosen: sources["ROTA_MAIL_TRANSPORT"] != nil)
        if let problem = configuration.contradiction { throw Problem(description: problem) }
    }

    /// Stands before environment and file, as an option of the command line does. False where the value can't be used.
    mutating func override(_ name: String, with value: String, from source: String) -> Bool {
        guard let key = SettingsReader.key(name), key.set(&configuration, value) else { return false }
        sources[name] = source
        return true
    }

    private mutating func read(_ text: String, _ name: String) throws(Problem) {
        var lines: [String: Int] = [:]
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let place = "\(name), line \(index + 1)", line = line.trimmingSpaces
            guard !line.isEmpty, !line.hasPrefix("#") else { continue }
            guard let equals = line.firstIndex(of: "=") else { throw Problem(description: "\(place): write KEY=value, not \"\(line)\".") }
            let key = String(line[..<equals]).trimmingSpaces
            if let first = lines.updateValue(index + 1, forKey: key) {
                throw Problem(description: "\(place) sets \(key) a second time; line \(first) does too. Remove one of them.")
            }
            try set(key, String(line[line.index(after: equals)...]).trimmingSpaces, place)
        }
    }

    private mutating func read(_ environment: [String: String]) throws(Problem) {
        // A secret by file in the environment stands before one in the settings file, but not beside one in the environment.
        for (name, value) in environment.sorted(by: { $0.key < $1.key }) where name.hasPrefix("ROTA_") && !SettingsReader.others.contains(name) {
            guard environment["\(name)_FILE"] == nil || SettingsReader.key(name) == nil else {
                throw Problem(description: "The environment sets both \(name) and \(name)_FILE. Remove one of them.")
            }
            try set(name, value, "The environment")
        }
    }

    private mutating func set(_ name: String, _ value: String, _ place: String) throws(Problem) {
        guard let key = SettingsReader.key(name) else { return try setByFile(name, value, place) }
        guard key.set(&configuration, value) else {
            let shown = key.isSecret ? "a value that can't be used" : "\"\(value)\""
            throw Problem(description: "\(place) sets \(name) to \(shown). It must be \(key.must).\(SettingsReader.hint(value))")
        }
        sources[name] = place
    }

    /// `NAME_FILE=path` for a secret.
    private mutating func setByFile(_ name: String, _ path: String, _ place: String) throws(Problem) {
        if let now = SettingKey.retired[name] { throw Problem(description: "\(place) has \(name), which is no longer known: it is \(now), now. Correct it.") }
        guard name.hasSuffix("_FILE"), let key = SettingsReader.key(String(name.dropLast("_FILE".count))), key.isSecret else {
            throw Problem(description: "\(place) has an unknown setting \(name). The nearest is \(SettingsReader.nearest(to: name)). Correct or remove it.")
        }
        guard let text = readFile(path) else {
            throw Problem(description: "The file \(path) that \(name) names cannot be read. Correct the name, or give this user the right to read it.")
        }
        guard key.set(&configuration, text.trimmingSpaces) else {
            throw Problem(description: "The file \(path) that \(name) names has a value that can't be used. It must be \(key.must).")
        }
        sources[key.name] = "\(place) by \(name)"
    }

    /// What a shell would take away is kept here.
    private static func hint(_ value: String) -> String {
        let isQuoted = value.hasPrefix("\"") || value.hasPrefix("'")
        return isQuoted || value.contains(" #") ? " Leave out quotes, and comments after the value: they are read as part of it." : ""
    }

    private static func key(_ name: String) -> SettingKey? { SettingKey.all.first { $0.name == name } }

    private static func nearest(to name: String) -> String {
        SettingKey.all.map(\.name).min { distance($0, name) < distance($1, name) } ?? ""
    }

    /// Levenshtein's distance.
    private static func distance(_ a: String, _ b: String) -> Int {
        let (a, b) = (Array(a.utf8), Array(b.utf8))
        var row = Array(0...b.count)
        for i in a.indices {
            var previous = row[0]
            row[0] = i + 1
            for j in b.indices {
                let cost = a[i] == b[j] ? previous : 1 + min(previous, row[j], row[j + 1])
                previous = row[j + 1]
                row[j + 1] = cost
            }
        }
        return row[b.count]
    }
}
