import Civil

/// A check that turns a JSON value into the type wanted, or adds what is wrong with it to the problems.
///
/// Gives nil where there is no such value to go on with. A value that is only out of bounds is given all the same,
/// so that no further problem follows from it, but a text is made short and plain, because problems name it; a file with any problem is
/// refused as a whole.
struct FieldCheck<Value> {
    let read: (JSONValue, FilePath, ProblemList) -> Value?

    /// The same, or null.
    var orNull: FieldCheck<Value?> {
        FieldCheck<Value?> { value, path, problems in
            if case .null = value.content { return .some(nil) }
            return self.read(value, path, problems).map(Optional.some)
        }
    }

    /// A list of such values. The limit keeps absurd files out.
    func list(atMost limit: Int) -> FieldCheck<[Value]> {
        FieldCheck<[Value]> { value, path, problems in
            guard case .list(let items) = value.content else {
                problems.add(value.line, path, "must be a list, not \(value.shown)")
                return nil
            }
            guard items.count <= limit else {
                problems.add(value.line, path, "holds \(items.count), which is more than the \(limit) that a file may hold")
                return nil
            }
            return items.enumerated().compactMap { self.read($1, .index(path, $0), problems) }
        }
    }

    /// An object from words to such values.
    func map<Key: FileWord>(by: Key.Type) -> FieldCheck<[Key: Value]> {
        FieldCheck<[Key: Value]> { value, path, problems in
            guard case .object(let members) = value.content else {
                problems.add(value.line, path, "must be an object, not \(value.shown)")
                return nil
            }
            var result: [Key: Value] = [:]
            for member in members {
                let place = FilePath.key(path, member.key)
                if let key = Key(rawValue: member.key) {
                    result[key] = self.read(member.value, place, problems)
                } else {
                    problems.add(member.value.line, place, "the key must be one of \(Key.choices), not \(JSONText.quoted(member.key, longest: 60))")
                }
            }
            return result
        }
    }
}

/// An enum whose raw values are the words of the file.
typealias FileWord = RawRepresentable<String> & CaseIterable & Hashable

extension RawRepresentable<String> where Self: CaseIterable {
    static var choices: String { allCases.map(\.rawValue).joined(separator: ", ") }
}

/// The checks of single values.
package enum Check {
    static let longestText = 200
    package static let years = 1900...2200
    /// Above this no number in a file makes sense.
    package static let largestNumber: Double = 1_000_000

    /// One of the enum's words.
    static func word<Word: FileWord>(_: Word.Type) -> FieldCheck<Word> {
        FieldCheck { value, path, problems in
            if case .string(let text) = value.content, let word = Word(rawValue: text) { return word }
            problems.add(value.line, path, "must be one of \(Word.choices), not \(value.shown)")
            return nil
        }
    }

    /// As it would be stored had somebody typed it: composed, without spaces around it and invisible marks in it.
    static var text: FieldCheck<String> {
        FieldCheck { value, path, problems in
            guard case .string(let written) = value.content, case let text = written.trimmingSpaces, !text.isEmpty else {
                problems.add(value.line, path, "must be a non-empty text, not \(value.shown)")
                return nil
            }
            let isLong = text.unicodeScalars.count > longestText, holdsControls = text.unicodeScalars.contains(where: isControl)
            if isLong { problems.add(value.line, path, "must be \(longestText) characters or fewer, not \(text.unicodeScalars.count)") }
            if holdsControls { problems.add(value.line, path, "must not hold line breaks or other control characters, as \(value.shown) does") }
            return isLong || holdsControls ? shortAndPlain(text) : text
        }
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.generalCategory == .control }

    private static func shortAndPlain(_ text: String) -> String {
        var kept = String.UnicodeScalarView()
        kept.append(contentsOf: text.unicodeScalars.prefix(longestText).map { isControl($0) ? "\u{FFFD}" : $0 })
        return String(kept)
    }

    static var boolean: FieldCheck<Bool> {
        FieldCheck { value, path, problems in
            if case .bool(let flag) = value.content { return flag }
            problems.add(value.line, path, "must be true or false, not \(value.shown)")
            return nil
        }
    }

    static var day: FieldCheck<Day> {
        FieldCheck { value, path, problems in
            guard case .string(let text) = value.content, let day = Day(iso: text) else {
                problems.add(value.line, path, "must be a date YYYY-MM-DD, not \(value.shown)")
                return nil
            }
            if !years.contains(day.year) {
                problems.add(value.line, path, "must be a date in the years \(years.lowerBound) to \(years.upperBound), not \(value.shown)")
            }
            return day
        }
    }

    static func number(from low: Double? = nil, to high: Double? = nil, step: Double? = nil) -> FieldCheck<Double> {
        FieldCheck { value, path, problems in
            if case .number(let number) = value.content, number >= low ?? -largestNumber, number <= high ?? largestNumber,
                step.map({ JSONText.whole(number / $0) != nil }) ?? true { return number }
            problems.add(value.line, path, "must be \(bounds(from: low, to: high, step: step, of: value)), not \(value.shown)")
            return nil
        }
    }

    private static func bounds(from low: Double?, to high: Double?, step: Double?, of value: JSONValue) -> String {
        var words = step == 1 ? "a whole number" : "a number"
        switch (low, high, value.content) {
        case (_, nil, .number(let number)) where abs(number) > largestNumber: words += " of at most \(JSONText.number(largestNumber))"
        case (let low?, let high?, _): words += " from \(JSONText.number(low)) to \(JSONText.number(high))"
        case (let low?, nil, _): words += " of \(JSONText.number(low)) or more"
        default: break
        }
        if let step, step != 1 { words += " in steps of \(JSONText.number(step))" }
        return words
    }

    /// A whole number from 0 to 999; `3.0` is 3.
    static var count: FieldCheck<Int> {
        FieldCheck { value, path, problems in
            number(from: 0, to: 999, step: 1).read(value, path, problems).map { Int($0) }
        }
    }
}
