import Civil

/// What to look for in the audit log; an empty condition holds for every entry.
package struct AuditSearch: Sendable, Equatable {
    /// Looked for in who, what, about what, and the values before and after.
    package var words: String
    package var kind: String
    /// The first and the last day, in London.
    package var from: Day?
    package var to: Day?

    package init(words: String = "", kind: String = "", from: Day? = nil, to: Day? = nil) {
        self.words = words
        self.kind = kind
        self.from = from
        self.to = to
    }

    /// Instants as the table holds them, between which an entry lies; `end` is not included.
    var start: String { from.map { London.startOfDay($0).iso } ?? "" }
    var end: String { to.map { London.startOfDay($0 + 1).iso } ?? "9999-12-31T23:59:59Z" }
}

/// Some of the entries that were found, and how many there are in all.
package struct AuditPage: Sendable, Equatable {
    package let entries: [AuditEntry]
    package let total: Int

    package init(entries: [AuditEntry], total: Int) {
        self.entries = entries
        self.total = total
    }
}
