/// What a value of the API's answers is: the source of the OpenAPI document and of its page; the tests hold the answers to it.
indirect enum APISchema: Sendable {
    case text, whole, number, flag, date, clock
    /// A moment with its distance from UTC.
    case instant
    case word([String])
    case list(APISchema)
    case object([Field])
    /// An object with names of any kind.
    case map(APISchema)
    /// One of `APISchemas`.
    case named(String)
    /// Or null.
    case optional(APISchema)

    struct Field: Sendable {
        let name: String
        let schema: APISchema
        let about: String

        init(_ name: String, _ schema: APISchema, _ about: String) {
            self.name = name
            self.schema = schema
            self.about = about
        }
    }

    /// "date, or null", "list of Clinician"
    var words: String {
        switch self {
        case .text: "text"
        case .whole: "whole number"
        case .number: "number"
        case .flag: "true or false"
        case .date: "date"
        case .clock: "time of day"
        case .instant: "date and time"
        case .word(let words): words.joined(separator: ", ")
        case .list(let inner): "list of \(inner.words)"
        case .object(let fields): "object with \(fields.map(\.name).joined(separator: ", "))"
        case .map(let inner): "object of \(inner.words)"
        case .named(let name): name
        case .optional(let inner): "\(inner.words), or null"
        }
    }

    /// JSON Schema 2020-12, which OpenAPI 3.1 uses as it stands.
    func write(to json: inout JSONWriter) { json.object { writeMembers(to: &$0) } }

    func writeMembers(to json: inout JSONWriter) {
        switch self {
        case .text: json.member("type", "string")
        case .whole: json.member("type", "integer")
        case .number: json.member("type", "number")
        case .flag: json.member("type", "boolean")
        case .date: format("date", &json)
        case .instant: format("date-time", &json)
        case .clock:
            json.member("type", "string")
            json.member("pattern", "^([01][0-9]|2[0-3]):[0-5][0-9]$")
        case .word(let words):
            json.member("type", "string")
            json.member("enum", words)
        case .list(let inner):
            json.member("type", "array")
            json.name("items")
            inner.write(to: &json)
        case .object(let fields): write(fields, to: &json)
        case .map(let inner):
            json.member("type", "object")
            json.name("additionalProperties")
            inner.write(to: &json)
        case .named(let name): json.member("$ref", "#/components/schemas/\(name)")
        case .optional(let inner): json.member("anyOf", list: [inner, nil]) { json, schema in
                if let schema { schema.write(to: &json) } else { json.object { $0.member("type", "null") } }
            }
        }
    }

    private func format(_ format: String, _ json: inout JSONWriter) {
        json.member("type", "string")
        json.member("format", format)
    }

    /// Every field is always there, and no other.
    private func write(_ fields: [Field], to json: inout JSONWriter) {
        json.member("type", "object")
        json.member("additionalProperties", false)
        json.member("required", fields.map(\.name))
        json.member("properties", object: { json in
            for field in fields {
                json.member(field.name, object: { json in
                    field.schema.writeMembers(to: &json)
                    json.member("description", field.about)
                })
            }
        })
    }
}
