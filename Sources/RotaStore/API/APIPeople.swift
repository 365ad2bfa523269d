import Civil
import RotaDomain
import SQLite

/// Clinicians, groups, terms and locations in pages for other programs, by id: rows that come or go meanwhile move no other to another page.
package struct APIPeople {
    private let db: Connection
    private let seesAll: Bool

    package init(_ db: Connection, _ visibility: Visibility) {
        self.db = db
        seesAll = visibility.seesEverybody
    }

    /// A clinician with the ids of their groups.
    package struct Person: Sendable {
        package let id: Int
        package let name: String
        package let active: Bool
        package let groups: [Int]
    }

    /// - Parameter id: after which the page begins.
    package func clinicians(after id: Int, active: Bool?, limit: Int) throws -> [Person] {
        let rows = try db.all(
            """
            SELECT id, name, active
            FROM clinicians
            WHERE id > :after AND (:active IS NULL OR active = :active) AND :sees
            ORDER BY id
            LIMIT :limit
            """, ["after": id, "active": active, "sees": seesAll, "limit": limit]) { ($0.int(0), $0.text(1), $0.bool(2)) }
        let groups = try groups(of: rows.map(\.0))
        return rows.map { Person(id: $0.0, name: $0.1, active: $0.2, groups: groups[$0.0] ?? []) }
    }

    package func clinician(_ id: Int) throws -> Person? { try clinicians(after: id - 1, active: nil, limit: 1).first { $0.id == id } }

    private func groups(of clinicians: [Int]) throws -> [Int: [Int]] {
        var groups: [Int: [Int]] = [:]
        try db.each(
            """
            SELECT clinician_id, group_id
            FROM clinician_group_members
            WHERE clinician_id IN (SELECT value FROM json_each(:ids))
            ORDER BY clinician_id, group_id
            """, ["ids": "[\(clinicians.map { String($0) }.joined(separator: ","))]"]) { groups[$0.int(0), default: []].append($0.int(1)) }
        return groups
    }

    /// Terms of everybody or of one clinician; with a date, those in force on it.
    package func terms(after id: Int, clinician: Int?, on day: Day?, limit: Int) throws -> [WorkingTerm] {
        let ids = try db.all(
            """
            SELECT id
            FROM working_terms
            WHERE id > :after AND (:clinician IS NULL OR clinician_id = :clinician)
              AND (:day IS NULL OR (start_on <= :day AND (end_on IS NULL OR end_on >= :day))) AND :sees
            ORDER BY id
            LIMIT :limit
            """, ["after": id, "clinician": clinician, "day": day?.iso, "sees": seesAll, "limit": limit]) { $0.int(0) }
        let terms = WorkingTermRepository(db, .practice)
        return try ids.compactMap { try terms.find($0) }
    }
}
