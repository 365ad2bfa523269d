import RotaDomain

/// One JSON object on one line, for `--json`.
struct JSONObject {
    private var members: [String] = []

    mutating func add(_ name: String, _ value: String?) { add(name, raw: value.map { JSONText.quoted($0) } ?? "null") }
    mutating func add(_ name: String, _ value: Int) { add(name, raw: String(value)) }
    mutating func add(_ name: String, _ value: Bool) { add(name, raw: String(value)) }
    mutating func add(_ name: String, _ values: [String]) { add(name, raw: "[\(values.map { JSONText.quoted($0) }.joined(separator: ", "))]") }
    mutating func add(_ name: String, _ object: JSONObject) { add(name, raw: object.text) }
    mutating func add(_ name: String, _ objects: [JSONObject]) { add(name, raw: "[\(objects.map(\.text).joined(separator: ", "))]") }

    var text: String { "{\(members.joined(separator: ", "))}" }

    private mutating func add(_ name: String, raw value: String) { members.append("\(JSONText.quoted(name)): \(value)") }
}
