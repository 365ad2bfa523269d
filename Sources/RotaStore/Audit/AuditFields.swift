/// The fields of something as they were or as they are now, in order, for the audit log.
package struct AuditFields: Sendable, ExpressibleByDictionaryLiteral {
    private var pairs: [(String, String?)] = []

    package init(dictionaryLiteral elements: (String, String?)...) { pairs = elements }
    package init(_ pairs: [(String, String?)]) { self.pairs = pairs }

    /// A JSON object of texts and nulls.
    package var json: String {
        "{" + pairs.map { "\(Self.quoted($0.0)):\($0.1.map(Self.quoted) ?? "null")" }.joined(separator: ",") + "}"
    }

    /// Only the fields whose values differ, as they were and as they are; nil when nothing differs.
    package static func changes(from old: AuditFields, to new: AuditFields) -> (before: AuditFields, after: AuditFields)? {
        var before: [(String, String?)] = []
        var after: [(String, String?)] = []
        for (name, value) in new.pairs {
            let was = old.pairs.first { $0.0 == name }?.1 ?? nil
            if was != value {
                before.append((name, was))
                after.append((name, value))
            }
        }
        return after.isEmpty ? nil : (AuditFields(before), AuditFields(after))
    }

    private static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            case _ where scalar.value < 0x20:
                let hex = String(scalar.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}
