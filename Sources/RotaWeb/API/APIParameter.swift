import Civil
import HTTP

/// A parameter of a query: read, refused and documented from here alone.
struct APIParameter: Sendable {
    enum Kind: Sendable {
        case date, flag, cursor
        case whole(ClosedRange<Int>)
        case word([String])
    }

    let name: String
    let kind: Kind
    var isRequired = false
    let about: String

    static let limit = APIParameter(name: "limit", kind: .whole(1...200), about: "The most items of one answer, 1 to 200; 50 unless said")
    static let cursor = APIParameter(name: "cursor", kind: .cursor, about: "Where to go on: taken from the address in the answer before, never made up")
    static let clinician = APIParameter(name: "clinician", kind: .whole(1...999_999_999), about: "Only of this clinician, by id")
    static let active = APIParameter(name: "active", kind: .flag, about: "Only the active, or only the others")
    static let on = APIParameter(name: "on", kind: .date, about: "Only those in force on this date")
    static let date = APIParameter(name: "date", kind: .date, about: "The date; today in London unless said")
    static let status = APIParameter(
        name: "status", kind: .word(["published", "draft"]), about: "“published”, as clinicians see it, unless said; “draft” needs the scope drafts too")

    static func from(_ about: String) -> APIParameter { APIParameter(name: "from", kind: .date, isRequired: true, about: about) }
    static func to(_ about: String) -> APIParameter { APIParameter(name: "to", kind: .date, isRequired: true, about: about) }

    /// What it must be, within a sentence.
    var form: String {
        switch kind {
        case .date: "a date from \(TypedDate.years.lowerBound) to \(TypedDate.years.upperBound), such as 2026-11-23"
        case .flag: "true or false"
        case .cursor: "taken from the Link of an answer before"
        case .whole(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .word(let words): words.joined(separator: " or ")
        }
    }

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("name", name)
            json.member("in", "query")
            json.member("required", isRequired)
            json.member("description", about)
            json.member("schema", object: { json in
                switch kind {
                case .date: APISchema.date.writeMembers(to: &json)
                case .flag: APISchema.flag.writeMembers(to: &json)
                case .cursor: APISchema.text.writeMembers(to: &json)
                case .word(let words): APISchema.word(words).writeMembers(to: &json)
                case .whole(let range):
                    APISchema.whole.writeMembers(to: &json)
                    json.member("minimum", range.lowerBound)
                    json.member("maximum", range.upperBound)
                }
            })
        }
    }
}

/// A query, each of whose parameters is known, there once, and of its form.
struct APIQuery: Sendable {
    private enum Value: Sendable {
        case day(Day), whole(Int), flag(Bool), text(String)
    }

    private var values: [String: Value] = [:]

    /// Throws `APIProblem` with everything that is wrong.
    init(_ query: FormFields, _ parameters: [APIParameter]) throws {
        var faults: [APIProblem.Fault] = []
        for field in query.fields {
            guard let parameter = parameters.first(where: { $0.name == field.name }) else {
                faults.append(APIProblem.Fault(parameter: field.name, detail: "There is no such parameter here."))
                continue
            }
            guard values[field.name] == nil else {
                faults.append(APIProblem.Fault(parameter: field.name, detail: "It must be there only once."))
                continue
            }
            guard let value = APIQuery.read(field.value, parameter.kind) else {
                faults.append(APIProblem.Fault(parameter: field.name, detail: "It must be \(parameter.form)."))
                continue
            }
            values[field.name] = value
        }
        for parameter in parameters where parameter.isRequired && !query.contains(parameter.name) {
            faults.append(APIProblem.Fault(parameter: parameter.name, detail: "It is needed: \(parameter.form)."))
        }
        guard faults.isEmpty else { throw APIProblem(.parameters, faults: Array(faults.prefix(20))) }
    }

    private static func read(_ text: String, _ kind: APIParameter.Kind) -> Value? {
        switch kind {
        case .date: Day(iso: text).flatMap { TypedDate.years.contains($0.year) ? .day($0) : nil }
        case .flag: ["true": Value.flag(true), "false": .flag(false)][text]
        case .cursor: .text(text)
        case .whole(let range): text.utf8.first == UInt8(ascii: "0") ? nil : Numbers.whole(text, in: range).flatMap { String($0) == text ? .whole($0) : nil }
        case .word(let words): words.contains(text) ? .text(text) : nil
        }
    }

    func day(_ name: String) -> Day? {
        guard case .day(let day) = values[name] else { return nil }
        return day
    }

    func whole(_ name: String) -> Int? {
        guard case .whole(let number) = values[name] else { return nil }
        return number
    }

    func flag(_ name: String) -> Bool? {
        guard case .flag(let flag) = values[name] else { return nil }
        return flag
    }

    func text(_ name: String) -> String? {
        guard case .text(let text) = values[name] else { return nil }
        return text
    }

    var limit: Int { whole("limit") ?? 50 }

    /// From `from` to `to`. Throws `APIProblem` where the second is before the first, or too far from it.
    func range(most: Int) throws -> DayRange {
        guard let first = day("from"), let last = day("to") else { throw APIProblem(.parameters) }
        guard let range = DayRange(first, last) else {
            throw APIProblem(.dates, faults: [APIProblem.Fault(parameter: "to", detail: "It must be \(first.iso) or later.")])
        }
        guard range.count <= most else {
            throw APIProblem(.dates, faults: [APIProblem.Fault(parameter: "to", detail: "It must be at most \(most - 1) days after “from”.")])
        }
        return range
    }
}
