/// A submitted HTML form: its fields, and the files when it was sent as `multipart/form-data`.
package struct FormBody: Sendable {
    package let fields: FormFields
    package let files: [UploadedFile]

    /// Reads the request's body by its Content-Type. An empty body without a type is an empty form.
    package init(_ request: Request, maximumFields: Int = 1_000) throws(FormError) {
        guard let type = request.headers["Content-Type"] else {
            guard request.body.isEmpty else { throw .unsupportedType }
            (fields, files) = (FormFields(), [])
            return
        }
        let media = MediaType(type)
        switch media.essence {
        case "application/x-www-form-urlencoded":
            fields = try FormFields(urlEncoded: request.body[...], maximumFields: maximumFields)
            files = []
        case "multipart/form-data":
            guard let boundary = media.parameters["boundary"] else { throw .malformed("no boundary") }
            (fields, files) = try Multipart.read(request.body, boundary: boundary, maximumParts: maximumFields)
        default:
            throw .unsupportedType
        }
    }

    package init(fields: FormFields, files: [UploadedFile] = []) {
        self.fields = fields
        self.files = files
    }

    package subscript(name: String) -> String? { fields[name] }

    package func all(_ name: String) -> [String] { fields.all(name) }

    /// The first file that was chosen for this field; nil when none was, which browsers send as an empty name.
    package func file(_ name: String) -> UploadedFile? {
        files.first { $0.fieldName == name && !($0.filename.isEmpty && $0.bytes.isEmpty) }
    }
}

/// A media type with its parameters, such as `text/html; charset=utf-8` (RFC 9110 §8.3.1); names in lower case.
package struct MediaType: Sendable, Equatable {
    package let essence: String
    package let parameters: [String: String]

    package init(_ value: String) {
        var parts = HeaderParameters(value)
        essence = parts.head.lowercased()
        var found: [String: String] = [:]
        while let (name, value) = parts.next() {
            if found[name] == nil { found[name] = value }
        }
        parameters = found
    }
}

/// Walks `head; name=value; name="quoted"`, the shape of Content-Type and Content-Disposition.
struct HeaderParameters: IteratorProtocol {
    let head: String
    private var rest: Substring.UTF8View

    init(_ value: String) {
        let utf8 = value.utf8[...]
        let end = utf8.firstIndex(of: UInt8(ascii: ";")) ?? utf8.endIndex
        head = HeaderParameters.trimmed(utf8[..<end])
        rest = utf8[end...]
    }

    mutating func next() -> (name: String, value: String)? {
        while let first = rest.first, first == UInt8(ascii: ";") || first == ASCII.space || first == ASCII.tab { rest.removeFirst() }
        guard let equals = rest.firstIndex(of: UInt8(ascii: "=")) else { return nil }
        let name = HeaderParameters.trimmed(rest[..<equals]).lowercased()
        rest = rest[rest.index(after: equals)...]
        if rest.first == UInt8(ascii: "\"") { return quoted().map { (name, $0) } }
        let end = rest.firstIndex(of: UInt8(ascii: ";")) ?? rest.endIndex
        defer { rest = rest[end...] }
        return (name, HeaderParameters.trimmed(rest[..<end]))
    }

    /// Nil, which ends the walk, when the closing quote is missing.
    private mutating func quoted() -> String? {
        var bytes: [UInt8] = []
        rest.removeFirst()
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\"") { return String(decoding: bytes, as: UTF8.self) }
            // Browsers send a backslash in a file's name as it is; only an escaped quote or backslash is an escape.
            if byte == UInt8(ascii: "\\"), let next = rest.first, next == UInt8(ascii: "\"") || next == UInt8(ascii: "\\") {
                bytes.append(next)
                rest.removeFirst()
            } else {
                bytes.append(byte)
            }
        }
        return nil
    }

    private static func trimmed(_ view: Substring.UTF8View) -> String {
        var view = view
        while let first = view.first, first == ASCII.space || first == ASCII.tab { view.removeFirst() }
        while let last = view.last, last == ASCII.space || last == ASCII.tab { view.removeLast() }
        return String(Substring(view))
    }
}
