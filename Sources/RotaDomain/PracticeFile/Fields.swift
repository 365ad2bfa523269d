import Civil

/// The keys of one object of a file, read key by key; keys that nobody asks for are left alone.
struct Fields {
    private let members: [JSONValue.Member]
    let line: Int
    let path: FilePath
    let problems: ProblemList

    /// Nil, with a problem, when the value is no object.
    init?(_ value: JSONValue, at path: FilePath, _ problems: ProblemList) {
        guard case .object(let members) = value.content else {
            problems.add(value.line, path, "must be an object, not \(value.shown)")
            return nil
        }
        self.members = members
        line = value.line
        self.path = path
        self.problems = problems
    }

    func has(_ key: String) -> Bool { value(key) != nil }

    func read<Value>(_ key: String, _ check: FieldCheck<Value>) -> Value? {
        guard let value = value(key) else {
            problem(key, "is missing")
            return nil
        }
        return check.read(value, .key(path, key), problems)
    }

    func object(_ key: String) -> Fields? { read(key, FieldCheck { Fields($0, at: $1, $2) }) }

    /// The records of a list; those that are no objects are left out, with a problem.
    func records(_ key: String, atMost limit: Int) -> [Fields]? {
        read(key, FieldCheck { Fields($0, at: $1, $2) }.list(atMost: limit))
    }

    /// The dates `from` to `to`, both included.
    func range() -> DayRange? {
        let from = read("from", Check.day)
        let to = read("to", Check.day)
        guard let first = from, let last = to else { return nil }
        let range = DayRange(first, last)
        if range == nil { problem("to", "\(last.words) is before \(first.words)") }
        return range
    }

    func problem(_ key: String, _ what: @autoclosure () -> String) {
        problems.add(value(key)?.line ?? line, .key(path, key), what())
    }

    func problem(_ what: @autoclosure () -> String) { problems.add(line, path, what()) }

    /// Says so when a name is not one of those that the file holds. Where these could not be read, nothing can be said.
    func known(_ key: String, _ name: String?, among names: Set<String>?, _ noun: String, in file: String = "this file") {
        guard let name, let names, !names.contains(name) else { return }
        problem(key, "there is no \(noun) \(JSONText.quoted(name, longest: 60)) in \(file)")
    }

    /// Says so, once for each, when a value stands twice.
    func noRepeats<Value: Hashable>(_ key: String, _ values: [Value]?, _ name: (Value) -> String) {
        var seen: [Value: Int] = [:]
        for value in values ?? [] {
            seen[value, default: 0] += 1
            if seen[value] == 2 { problem(key, "\(name(value)) stands there twice") }
        }
    }

    private func value(_ key: String) -> JSONValue? { members.last { $0.key == key }?.value }
}
