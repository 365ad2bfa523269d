/// Header fields in the order they came or will go, found by name without regard to case (RFC 9110 §5).
///
/// All names and values lie in one block of bytes with offsets beside it, so a whole head costs two allocations.
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

    package init() {
        bytes = []
        fields = []
    }

    /// The fields of a head that the parser has checked; offsets count from the first of `bytes`.
    init(parsed bytes: [UInt8], fields: [Field]) {
        self.bytes = bytes
        self.fields = fields
    }

    package var count: Int { fields.count }

    package func contains(_ name: String) -> Bool { firstIndex(name) != nil }

    /// The first value with this name; setting replaces all of them where nothing is wrong with the new one, nil removes them.
    package subscript(name: String) -> String? {
        get { firstIndex(name).map { text(fields[$0].value) } }
        set {
            guard let value = newValue else { return remove(name) }
            guard Headers.isAllowed(name: name, value: value) else { return }
            if contains(name) { remove(name) }
            add(name, value)
        }
    }

    /// Every value with this name, in order.
    package func values(_ name: String) -> [String] {
        fields.filter { matches($0, name) }.map { text($0.value) }
    }

    /// Names and values in order.
    package var all: [(name: String, value: String)] { fields.map { (text($0.name), text($0.value)) } }

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

    package mutating func remove(_ name: String) {
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

extension Headers: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, String)...) {
        self.init()
        for (name, value) in elements { add(name, value) }
    }
}
