/// One thing that `rota doctor` looked at.
struct Finding: Sendable, Equatable {
    enum Level: String, Sendable {
        case ok, warning, problem, mended
    }

    let level: Level
    /// One word: settings, database, disk …
    let area: String
    let text: String
    /// What to do; empty where nothing is.
    let remedy: String

    static func ok(_ area: String, _ text: String) -> Finding { Finding(level: .ok, area: area, text: text, remedy: "") }
    static func warning(_ area: String, _ text: String, _ remedy: String) -> Finding { Finding(level: .warning, area: area, text: text, remedy: remedy) }
    static func problem(_ area: String, _ text: String, _ remedy: String) -> Finding { Finding(level: .problem, area: area, text: text, remedy: remedy) }

    /// `warning  disk        2 GB free` and the remedy under it.
    var lines: String {
        let start = level.rawValue.padding(to: 9) + area.padding(to: 14)
        return start + text + "\n" + (remedy.isEmpty ? "" : String(repeating: " ", count: 23) + remedy + "\n")
    }

    var json: JSONObject {
        var object = JSONObject()
        object.add("level", level.rawValue)
        object.add("area", area)
        object.add("text", text)
        object.add("remedy", remedy)
        return object
    }
}

extension String {
    fileprivate func padding(to width: Int) -> String { self + String(repeating: " ", count: max(1, width - count)) }
}
