/// A file sent with a form.
package struct UploadedFile: Sendable, Equatable {
    package let fieldName: String
    /// The last component of the name the client gave, without control characters; a label, never a path.
    package let filename: String
    /// As the client claims; not to be believed.
    package let contentType: String
    package let bytes: [UInt8]

    package init(fieldName: String, filename: String, contentType: String, bytes: [UInt8]) {
        self.fieldName = fieldName
        self.filename = filename
        self.contentType = contentType
        self.bytes = bytes
    }
}

/// Reads `multipart/form-data` (RFC 7578, in the framing of RFC 2046 §5.1) strictly: parts must be ended by the closing delimiter.
package enum Multipart {
    static let maximumPartHead = 4_096

    package static func read(
        _ body: [UInt8], boundary: String, maximumParts: Int = 1_000
    ) throws(FormError) -> (fields: FormFields, files: [UploadedFile]) {
        guard (1...70).contains(boundary.utf8.count), !boundary.utf8.contains(where: ASCII.isControl) else { throw .malformed("boundary") }
        let delimiter = Array("\r\n--".utf8) + Array(boundary.utf8)
        var fields = FormFields(), files: [UploadedFile] = []
        // The first delimiter may stand at the very start, without its CRLF.
        var at = body.starts(with: delimiter.dropFirst(2)) ? delimiter.count - 2 : try after(delimiter, in: body, from: 0)
        while try opensPart(body, &at) {
            guard fields.fields.count + files.count < maximumParts else { throw .tooLarge("more than \(maximumParts) parts") }
            let head = try PartHead(body, &at)
            let end = try find(delimiter, in: body, from: max(0, at - 2))
            guard end >= at else { throw .malformed("part without content") }
            if let filename = head.filename {
                files.append(UploadedFile(fieldName: head.name, filename: filename, contentType: head.contentType, bytes: Array(body[at..<end])))
            } else {
                fields.append(head.name, try FormFields.checkedText(body[at..<end]))
            }
            at = end + delimiter.count
        }
        return (fields, files)
    }

    /// Steps over the rest of a delimiter's line; false at the closing one.
    private static func opensPart(_ body: [UInt8], _ at: inout Int) throws(FormError) -> Bool {
        if body[at...].starts(with: [0x2D, 0x2D]) { return false }
        while at < body.count, body[at] == ASCII.space || body[at] == ASCII.tab { at += 1 }
        guard body[at...].starts(with: [ASCII.carriageReturn, ASCII.lineFeed]) else { throw .malformed("delimiter") }
        at += 2
        return true
    }

    private static func after(_ delimiter: [UInt8], in body: [UInt8], from start: Int) throws(FormError) -> Int {
        try find(delimiter, in: body, from: start) + delimiter.count
    }

    private static func find(_ delimiter: [UInt8], in body: [UInt8], from start: Int) throws(FormError) -> Int {
        guard let found = ByteSearch.first(delimiter, in: body, from: start) else { throw .malformed("no closing delimiter") }
        return found
    }
}

/// The headers of one part: its field's name, the file's name if it is a file, and the claimed type.
private struct PartHead {
    var name = ""
    var filename: String?
    var contentType = "text/plain"

    /// Reads header lines from `at` and leaves it at the part's first byte.
    init(_ body: [UInt8], _ at: inout Int) throws(FormError) {
        let start = at
        var named = false
        while true {
            guard let end = ByteSearch.first([ASCII.carriageReturn, ASCII.lineFeed], in: body, from: at, limit: start + Multipart.maximumPartHead) else {
                throw .malformed("part head")
            }
            let line = body[at..<end]
            at = end + 2
            if line.isEmpty { break }
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { throw .malformed("part header") }
            let value = try FormFields.checkedText(line[(colon + 1)...])
            switch String(decoding: line[..<colon], as: UTF8.self).lowercased() {
            case "content-disposition":
                guard !named else { throw .malformed("two dispositions") }
                try readDisposition(value)
                named = true
            case "content-type":
                contentType = MediaType(value).essence
            default:
                break
            }
        }
        guard named else { throw .malformed("part without a name") }
    }

    private mutating func readDisposition(_ value: String) throws(FormError) {
        var parameters = HeaderParameters(value)
        guard parameters.head.lowercased() == "form-data" else { throw .malformed("disposition") }
        var found: String?
        while let (key, value) = parameters.next() {
            if key == "name", found == nil { found = PartHead.unescaped(value) }
            if key == "filename", filename == nil { filename = PartHead.lastComponent(PartHead.unescaped(value)) }
        }
        guard let found else { throw .malformed("part without a name") }
        name = found
    }

    /// Browsers write a quote and line breaks in names as %22, %0D and %0A and nothing else (WHATWG HTML §4.10.21.8).
    private static func unescaped(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let plain = plainByte(ofEscape: rest.prefix(2)) {
                bytes.append(plain)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func plainByte(ofEscape digits: Substring.UTF8View) -> UInt8? {
        switch String(Substring(digits)) {
        case "22": UInt8(ascii: "\"")
        case "0D", "0d": ASCII.carriageReturn
        case "0A", "0a": ASCII.lineFeed
        default: nil
        }
    }

    private static func lastComponent(_ text: String) -> String {
        let scalars = text.unicodeScalars.filter { !($0.isASCII && ASCII.isControl(UInt8($0.value))) }
        let last = scalars.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "\\" }.last ?? []
        var name = String.UnicodeScalarView()
        name.append(contentsOf: last)
        return String(name)
    }
}
