import Civil
import Foundation
import RotaDomain
import SQLite

/// One line of the clinicians' list (S0.3); it cannot be saved.
package struct ClinicianRow: Sendable, Equatable {
    package let id: Int
    package let name: String
    package let active: Bool
    /// The term in force on the list's date.
    package let current: Current?
    /// The start of the first term after that date; nil while a term is in force.
    package let nextStart: Day?
    /// The end of the last term before that date; nil while a term is in force.
    package let lastEnd: Day?
    package let username: String?
    /// Until when an invitation that was not taken up is good, be that over.
    package let invitedUntil: Instant?
    package var groups: [String]

    package init(
        id: Int, name: String, active: Bool, current: Current?, nextStart: Day?, lastEnd: Day?, username: String?, invitedUntil: Instant? = nil,
        groups: [String] = []
    ) {
        self.id = id
        self.name = name
        self.active = active
        self.current = current
        self.nextStart = nextStart
        self.lastEnd = lastEnd
        self.username = username
        self.invitedUntil = invitedUntil
        self.groups = groups
    }

    package struct Current: Sendable, Equatable {
        package let type: TermType
        package let start: Day
        package let end: Day?

        package init(type: TermType, start: Day, end: Day?) {
            self.type = type
            self.start = start
            self.end = end
        }
    }
}

/// The clinicians with what stands beside their names: one flat statement, and their groups joined in memory.
package struct ClinicianList {
    /// What the page's filter asks for.
    package struct Filter: Sendable, Equatable {
        /// Part of a name; letter case and accents do not count.
        package var name: String
        /// Nil for both.
        package var active: Bool?
        package var contract: Contract?

        package init(name: String = "", active: Bool? = nil, contract: Contract? = nil) {
            self.name = name
            self.active = active
            self.contract = contract
        }
    }

    package enum Contract: Sendable, Equatable {
        case type(TermType)
        case noCurrentTerm
    }

    /// One page of the list, and how many there are in all.
    package struct Page: Sendable, Equatable {
        package let rows: [ClinicianRow]
        package let total: Int

        package init(rows: [ClinicianRow], total: Int) {
            self.rows = rows
            self.total = total
        }
    }

    /// The list's statement, for the test that looks at its plan.
    package static let sql: StaticString =
        """
        SELECT clinicians.id, clinicians.name, clinicians.active, term.type, term.start_on, term.end_on,
               CASE WHEN term.id IS NULL THEN (
                   SELECT min(start_on) FROM working_terms WHERE clinician_id = clinicians.id AND start_on > :today) END,
               CASE WHEN term.id IS NULL THEN (
                   SELECT max(end_on) FROM working_terms WHERE clinician_id = clinicians.id AND start_on <= :today) END,
               accounts.username,
               CASE WHEN accounts.id IS NULL THEN (
                   SELECT expires_at FROM invitations WHERE clinician_id = clinicians.id AND ended IS NULL) END
        FROM clinicians
        LEFT JOIN working_terms AS term
            ON term.clinician_id = clinicians.id AND term.start_on <= :today AND (term.end_on IS NULL OR term.end_on >= :today)
        LEFT JOIN accounts ON accounts.id = clinicians.account_id
        WHERE (:active IS NULL OR clinicians.active = :active) AND :sees
        ORDER BY clinicians.name COLLATE NOCASE, clinicians.id
        LIMIT :limit OFFSET :offset
        """

    private let db: Connection
    private let seesAll: Bool

    package init(_ db: Connection, _ visibility: Visibility) {
        self.db = db
        seesAll = visibility.seesEverybody
    }

    /// - Parameter offset: 0 or more; past the end gives no rows.
    package func page(_ filter: Filter, today: Day, limit: Int, offset: Int) throws -> Page {
        let isPlain = filter.name.isEmpty && filter.contract == nil
        let wanted = Self.folded(filter.name)
        var rows: [ClinicianRow] = []
        var matched = 0
        try db.each(
            Self.sql, ["today": today.iso, "active": filter.active, "limit": isPlain ? limit : -1, "offset": isPlain ? offset : 0, "sees": seesAll]
        ) { row in
            let found = try read(row)
            guard isPlain || filter.admits(found, folded: wanted) else { return }
            matched += 1
            if isPlain || (matched > offset && rows.count < limit) { rows.append(found) }
        }
        let total = isPlain ? try count(filter.active) : matched
        return Page(rows: try withGroups(rows), total: total)
    }

    private func count(_ active: Bool?) throws -> Int {
        try db.first("SELECT count(*) FROM clinicians WHERE (:active IS NULL OR active = :active) AND :sees", ["active": active, "sees": seesAll]) { $0.int(0) } ?? 0
    }

    private func withGroups(_ rows: [ClinicianRow]) throws -> [ClinicianRow] {
        var names: [Int: [String]] = [:]
        try db.each(
            """
            SELECT member.clinician_id, clinician_groups.name
            FROM clinician_group_members AS member
            JOIN clinician_groups ON clinician_groups.id = member.group_id
            WHERE member.clinician_id IN (SELECT value FROM json_each(:ids))
            ORDER BY member.clinician_id, member.group_id
            """, ["ids": "[\(rows.map { String($0.id) }.joined(separator: ","))]"]
        ) { names[$0.int(0), default: []].append($0.text(1)) }
        return rows.map { row in
            var row = row
            row.groups = names[row.id] ?? []
            return row
        }
    }

    private func read(_ row: Row) throws -> ClinicianRow {
        let current = row.isNull(3) ? nil : ClinicianRow.Current(type: try row.word(3), start: try row.day(4), end: try row.optionalDay(5))
        return ClinicianRow(
            id: row.int(0), name: row.text(1), active: row.bool(2), current: current, nextStart: try row.optionalDay(6), lastEnd: try row.optionalDay(7),
            username: row.optionalText(8), invitedUntil: try row.optionalInstant(9))
    }

    /// Lower case without accents, so that "zoe" finds "Zoë".
    static func folded(_ text: String) -> String {
        var folded = String.UnicodeScalarView()
        for scalar in text.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars where scalar.properties.generalCategory != .nonspacingMark {
            folded.append(scalar)
        }
        return String(folded)
    }
}

extension ClinicianList.Filter {
    fileprivate func admits(_ row: ClinicianRow, folded wanted: String) -> Bool {
        switch contract {
        case .type(let type)? where row.current?.type != type: return false
        case .noCurrentTerm? where row.current != nil: return false
        default: return wanted.isEmpty || ClinicianList.folded(row.name).contains(wanted)
        }
    }
}
