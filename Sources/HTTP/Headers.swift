/// Header fields in the order they came or will go, found by name without regard to case (RFC 9110 §5).
///
/// All names and values lie in one block of bytes with offsets beside it, so a whole head costs two allocations. Fields that every answer
/// has are shared, and written as they stand.
package struct Headers: Sendable {
    /// Where one field lies in `bytes`.
    struct Field: Sendable {
        let nameStart: Int32
        let nameEnd: Int32
        let valueStart: Int32
        let valueEnd: Int32

        var name: Range<Int> { Int(nameStart)..<Int(nameEnd) }
        var value: Range<Int> { Int(valueStart)..<Int(valueEnd) }
    }

    private(set) var bytes: [UInt8]
    private(set) var fields: [Field]
    /// After the others.
    private(set) var shared: SharedHeaders?

    package init() {
        bytes = []
        fields = []
    }

    /// The fields of a head that the parser has checked; offsets count from the first of `bytes`.
    init(parsed bytes: [UInt8], fields: [Field]) {
        self.bytes = bytes
        self.fields = fields
    }

    package var count: Int { fields.count + (shared?.headers.count ?? 0) }

    package func contains(_ name: String) -> Bool { firstIndex(name) != nil || isShared(name) }

    /// The first value with this name; setting replaces all of them where nothing is wrong with the new one, nil removes them.
    package subscript(name: String) -> String? {
        get { firstIndex(name).map { text(fields[$0].value) } ?? shared?.headers[name] }
        set {
            guard let value = newValue else { return remove(name) }
            guard Headers.isAllowed(name: name, value: value) else { return }
            if contains(name) { remove(name) }
            add(name, value)
        }
    }

    /// Every value with this name, in order.
    package func values(_ name: String) -> [String] {
        fields.filter { matches($0, name) }.map { text($0.value) } + (shared?.headers.values(name) ?? [])
    }

    /// Names and values in order.
    package var all: [(name: String, value: String)] { fields.map { (text($0.name), text($0.value)) } + (shared?.headers.all ?? []) }

    /// Adds a field after the others. Gives false and adds nothing when the name is no token, or the value has a CR, LF, NUL
    /// or other control byte (RFC 9110 §5.5): what comes from a client can never start a header of its own.
    @discardableResult
    package mutating func add(_ name: String, _ value: String) -> Bool {
        guard Headers.isAllowed(name: name, value: value) else { return false }
        if fields.isEmpty {
            bytes.reserveCapacity(512)
            fields.reserveCapacity(12)
        }
        let start = bytes.count
        bytes.append(contentsOf: name.utf8)
        let nameEnd = bytes.count
        bytes.append(contentsOf: value.utf8)
        guard let end = Int32(exactly: bytes.count) else { return false }
        fields.append(Field(nameStart: Int32(start), nameEnd: Int32(nameEnd), valueStart: Int32(nameEnd), valueEnd: end))
        return true
    }

    /// Adds `X-Request-Id`, whose characters were checked when the id was made.
    package mutating func add(_ id: RequestID) {
        let start = bytes.count
        bytes.append(contentsOf: "X-Request-Id".utf8)
        let nameEnd = bytes.count
        id.write(to: &bytes)
        guard let end = Int32(exactly: bytes.count) else { return }
        fields.append(Field(nameStart: Int32(start), nameEnd: Int32(nameEnd), valueStart: Int32(nameEnd), valueEnd: end))
    }

    /// Adds fields that many answers have.
    package mutating func share(_ fields: SharedHeaders) {
        if shared != nil { unshare() }
        shared = fields
    }

    private func isShared(_ name: String) -> Bool { shared?.headers.contains(name) == true }

    private mutating func unshare() {
        guard let old = shared else { return }
        shared = nil
        append(old.headers)
    }

    /// Adds all fields of another set, which were checked when they were put into it.
    private mutating func append(_ other: Headers) {
        let shift = Int32(truncatingIfNeeded: bytes.count)
        guard Int32(exactly: bytes.count + other.bytes.count) != nil else { return }
        bytes.append(contentsOf: other.bytes)
        fields.reserveCapacity(fields.count + other.fields.count + 2)
        for field in other.fields {
            fields.append(
                Field(
                    nameStart: field.nameStart + shift, nameEnd: field.nameEnd + shift, valueStart: field.valueStart + shift, valueEnd: field.valueEnd + shift))
        }
    }

    package mutating func remove(_ name: String) {
        if isShared(name) { unshare() }
        // The bytes stay behind: a head lives for one request, and offsets need not move.
        fields.removeAll { [bytes] in Headers.matches(bytes, $0, name) }
    }

    private static func isAllowed(name: String, value: String) -> Bool {
        !name.isEmpty && name.utf8.allSatisfy(ASCII.isToken) && value.utf8.allSatisfy(ASCII.isFieldContent)
    }

    private func firstIndex(_ name: String) -> Int? { fields.firstIndex { matches($0, name) } }

    private func matches(_ field: Field, _ name: String) -> Bool { Headers.matches(bytes, field, name) }

    private static func matches(_ bytes: [UInt8], _ field: Field, _ name: String) -> Bool {
        let utf8 = name.utf8
        guard Int(field.nameEnd - field.nameStart) == utf8.count else { return false }
        var at = Int(field.nameStart)
        for byte in utf8 {
            guard ASCII.lowercased(bytes[at]) == ASCII.lowercased(byte) else { return false }
            at += 1
        }
        return true
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}

/// Fields that many answers have, put together once.
package final class SharedHeaders: Sendable {
    let headers: Headers
    /// As they go out, each line with its end.
    let lines: [UInt8]

    package init(_ headers: Headers) {
        self.headers = headers
        var lines: [UInt8] = []
        for field in headers.fields { ResponseWriter.append(field, of: headers, to: &lines) }
        self.lines = lines
    }
}

extension Headers: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, String)...) {
        self.init()
        for (name, value) in elements { add(name, value) }
    }
}
