/// Where a file's problems are and whom they are about, for somebody who did not write the file.
package struct FilePlaces {
    /// The lists of the file and their entries.
    private let lists: [String: [JSONValue]]
    private let names: [String: String]
    private let hasLines: Bool

    package init(_ bytes: [UInt8]) {
        hasLines = bytes.contains(0x0A) && bytes.firstIndex(of: 0x0A).map { bytes[$0...].contains { $0 > 0x20 } } ?? false
        var lists: [String: [JSONValue]] = [:]
        if case .object(let members)? = (try? JSONParser.parse(bytes))?.value.content {
            for member in members { if case .list(let items) = member.value.content { lists[member.key] = items } }
        }
        self.lists = lists
        names = Dictionary(
            (lists["clinicians"] ?? []).compactMap { entry in Self.text("id", entry).flatMap { id in Self.text("name", entry).map { (id, $0) } } }) { first, _ in first }
    }

    /// "terms, entry 10", "line 41, terms, entry 10"; the line only where the file has several.
    package func place(_ problem: FileProblem) -> String {
        let (list, index, field) = Self.split(problem.path)
        let entry = index.map { "\(list.spaced), entry \($0 + 1)" } ?? (field.isEmpty ? list.spaced : "\(list.spaced), \(field.spaced)")
        let parts = [hasLines ? problem.line.map { "line \($0)" } : nil, entry.isEmpty ? nil : entry].compactMap { $0 }
        return parts.isEmpty ? "The whole file" : parts.joined(separator: ", ")
    }

    /// "Dr Olivia Pearce: start must be a date YYYY-MM-DD, not 5"
    package func sentence(_ problem: FileProblem) -> String {
        let (list, index, field) = Self.split(problem.path)
        guard let index else { return problem.path.isEmpty ? "This file \(problem.what)" : "\(field.isEmpty ? "It" : field.spaced) \(problem.what)" }
        // "supervisor: there is no …" beside "start must be …".
        let link = problem.what.hasPrefix("there ") ? ": " : " "
        let what = field.isEmpty ? problem.what : field.spaced + link + problem.what
        return person(list, index).map { "\($0): \(what)" } ?? what
    }

    private func person(_ list: String, _ index: Int) -> String? {
        guard let entries = lists[list], entries.indices.contains(index) else { return nil }
        return list == "clinicians" ? Self.text("name", entries[index]) : Self.text("clinician", entries[index]).map { names[$0] ?? $0 }
    }

    /// `terms[9].start` is the list "terms", its entry 9, the field "start"; `practice.name` has no entry.
    private static func split(_ path: String) -> (list: String, entry: Int?, field: String) {
        let parts = path.split(separator: ".", maxSplits: 1).map(String.init)
        let head = parts.first ?? ""
        let field = parts.count > 1 ? parts[1] : ""
        guard let open = head.firstIndex(of: "["), head.hasSuffix("]"), let index = Int(head[head.index(after: open)...].dropLast()) else { return (head, nil, field) }
        return (String(head[..<open]), index, field)
    }

    private static func text(_ key: String, _ value: JSONValue) -> String? {
        guard case .object(let members) = value.content, case .string(let text)? = members.last(where: { $0.key == key })?.value.content else { return nil }
        return text
    }
}

extension String {
    /// A key of the file as words: "cover_overrides" gives "cover overrides".
    fileprivate var spaced: String { split(separator: "_", omittingEmptySubsequences: false).joined(separator: " ") }
}
