import Civil
import RotaDomain

/// Writes JSON (RFC 8259) into bytes: commas are its own business, names stand in the program.
struct JSONWriter {
    private(set) var bytes: [UInt8] = []
    /// Nothing stands yet in the object or list that is being written.
    private var isFirst = true

    mutating func object(_ body: (inout JSONWriter) -> Void) { nest("{", "}", body) }

    mutating func list<Values: Sequence>(_ values: Values, _ body: (inout JSONWriter, Values.Element) -> Void) {
        nest("[", "]") { json in
            for value in values { body(&json, value) }
        }
    }

    mutating func text(_ value: String) {
        separate()
        JSONText.append(value, to: &bytes)
    }

    mutating func number(_ value: Int) { raw(String(value)) }
    mutating func number(_ value: Double) { raw(JSONText.number(value)) }
    mutating func flag(_ value: Bool) { raw(value ? "true" : "false") }
    mutating func null() { raw("null") }

    /// `"name":`, after which one value must follow.
    mutating func name(_ name: String) {
        text(name)
        bytes.append(UInt8(ascii: ":"))
        isFirst = true
    }

    private mutating func nest(_ open: Unicode.Scalar, _ close: Unicode.Scalar, _ body: (inout JSONWriter) -> Void) {
        separate()
        bytes.append(UInt8(ascii: open))
        isFirst = true
        body(&self)
        bytes.append(UInt8(ascii: close))
        isFirst = false
    }

    private mutating func raw(_ value: String) {
        separate()
        bytes.append(contentsOf: value.utf8)
    }

    private mutating func separate() {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
    }
}

extension JSONWriter {
    mutating func member(_ name: String, _ value: String?) {
        self.name(name)
        if let value { text(value) } else { null() }
    }

    mutating func member(_ name: String, _ value: Int?) {
        self.name(name)
        if let value { number(value) } else { null() }
    }

    mutating func member(_ name: String, _ value: Double?) {
        self.name(name)
        if let value { number(value) } else { null() }
    }

    mutating func member(_ name: String, _ value: Bool) {
        self.name(name)
        flag(value)
    }

    mutating func member(_ name: String, _ value: Day?) { member(name, value?.iso) }

    mutating func member(_ name: String, object body: (inout JSONWriter) -> Void) {
        self.name(name)
        object(body)
    }

    mutating func member<Values: Sequence>(_ name: String, list values: Values, _ body: (inout JSONWriter, Values.Element) -> Void) {
        self.name(name)
        list(values, body)
    }

    mutating func member(_ name: String, _ numbers: [Int]) { member(name, list: numbers) { $0.number($1) } }
    mutating func member(_ name: String, _ texts: [String]) { member(name, list: texts) { $0.text($1) } }

    /// The weekdays in the order of a week.
    mutating func member(_ name: String, _ weekdays: Set<Weekday>) { member(name, weekdays.sorted().map(\.rawValue)) }

    /// A moment by the clock in London with its distance from UTC (RFC 3339): `2026-07-01T08:30:00+01:00`.
    mutating func member(_ name: String, _ day: Day, _ time: TimeOfDay) {
        let isSummer = London.offset(at: London.instant(day, time)) > 0
        member(name, "\(day.iso)T\(time.iso):00\(isSummer ? "+01:00" : "+00:00")")
    }
}
