/// What is wrong with a form, query or upload that a client sent.
package enum FormError: Error, Sendable, Equatable {
    /// The content type is neither of the two that HTML forms send; answer 415.
    case unsupportedType
    /// An escape, boundary or part header that breaks the format; answer 400.
    case malformed(String)
    /// Bytes that are not UTF-8, or a NUL; answer 400.
    case notText
    /// More fields, parts or bytes than allowed; answer 413.
    case tooLarge(String)

    package var status: Status {
        switch self {
        case .unsupportedType: .unsupportedMediaType
        case .malformed, .notText: .badRequest
        case .tooLarge: .contentTooLarge
        }
    }
}

/// Named values in the order they were sent; a name may stand several times, as checkboxes do.
package struct FormFields: Sendable, Equatable {
    /// One named value.
    package struct Field: Sendable, Equatable {
        package let name: String
        package let value: String
    }

    package private(set) var fields: [Field] = []

    package init() {}

    package init(_ pairs: KeyValuePairs<String, String>) {
        fields = pairs.map { Field(name: $0.key, value: $0.value) }
    }

    /// Reads `application/x-www-form-urlencoded` bytes, a body or a query (WHATWG URL §5.1), strictly: a bad escape or a byte that is not UTF-8 is an error.
    package init(urlEncoded bytes: ArraySlice<UInt8>, maximumFields: Int = 1_000) throws(FormError) {
        var rest = bytes
        while !rest.isEmpty {
            let pair = rest.prefix { $0 != UInt8(ascii: "&") }
            rest = rest[pair.endIndex...].dropFirst()
            if pair.isEmpty { continue }
            guard fields.count < maximumFields else { throw .tooLarge("more than \(maximumFields) fields") }
            let equals = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
            let name = try FormFields.text(pair[..<equals])
            let value = equals < pair.endIndex ? try FormFields.text(pair[(equals + 1)...]) : ""
            fields.append(Field(name: name, value: value))
        }
    }

    /// The first value with this name.
    package subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

    /// Every value with this name, in order.
    package func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

    package func contains(_ name: String) -> Bool { fields.contains { $0.name == name } }

    package var isEmpty: Bool { fields.isEmpty }

    package mutating func append(_ name: String, _ value: String) { fields.append(Field(name: name, value: value)) }

    private static func text(_ bytes: ArraySlice<UInt8>) throws(FormError) -> String {
        guard let decoded = PercentEncoding.decodeBytes(bytes, plusIsSpace: true) else { throw .malformed("bad escape") }
        return try checkedText(decoded)
    }

    /// UTF-8 without NUL, which SQLite and C would cut short.
    static func checkedText(_ bytes: some Collection<UInt8>) throws(FormError) -> String {
        guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else { throw .notText }
        return text
    }
}
