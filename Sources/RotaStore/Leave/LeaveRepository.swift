import Civil
import RotaDomain
import SQLite

/// What a list of leave shows of each entry.
package struct LeaveRow: Sendable, Equatable {
    package let leave: LeaveRequest
    package let clinician: String

    package init(leave: LeaveRequest, clinician: String) {
        self.leave = leave
        self.clinician = clinician
    }
}

/// Which leave a list shows; nil means any.
package struct LeaveFilter: Sendable, Equatable {
    package var clinicianId: Int?
    package var status: LeaveStatus?
    /// Leave that ends on this date or later.
    package var from: Day?
    /// Leave that begins on this date or earlier.
    package var to: Day?

    package init(clinicianId: Int? = nil, status: LeaveStatus? = nil, from: Day? = nil, to: Day? = nil) {
        self.clinicianId = clinicianId
        self.status = status
        self.from = from
        self.to = to
    }
}

/// The clinicians' leave. Managers see everybody's; with any other `Visibility` there is none.
package struct LeaveRepository {
    private let db: Connection
    private let seesAll: Bool

    package init(_ db: Connection, _ visibility: Visibility) {
        self.db = db
        seesAll = visibility.seesEverybody
    }

    package func find(_ id: Int) throws -> LeaveRequest? {
        try db.first(
            """
            SELECT id, clinician_id, first_on, last_on, part, type, status, note, revision
            FROM leave_requests
            WHERE id = :id AND :sees
            """, ["id": id, "sees": seesAll], read)
    }

    package func count(_ filter: LeaveFilter) throws -> Int {
        try db.first(
            """
            SELECT count(*)
            FROM leave_requests
            WHERE (:clinician IS NULL OR clinician_id = :clinician)
              AND (:status IS NULL OR status = :status)
              AND last_on >= :from
              AND first_on <= :to
              AND :sees
            """,
            [
                "clinician": filter.clinicianId, "status": filter.status?.rawValue, "from": filter.from?.iso ?? "", "to": filter.to?.iso ?? "9999-12-31",
                "sees": seesAll,
            ]) { $0.int(0) } ?? 0
    }

    /// What is under way or to come first, the soonest at the top; then what is over, the latest at the top.
    package func list(_ filter: LeaveFilter, today: Day, limit: Int, offset: Int) throws -> [LeaveRow] {
        let ahead = try list(filter, endingFrom: today, to: nil, limit, offset)
        guard ahead.count < limit else { return ahead }
        var coming = filter
        coming.from = max(filter.from ?? today, today)
        let passed = try ahead.isEmpty && offset > 0 ? max(0, offset - count(coming)) : 0
        return ahead + (try list(filter, endingFrom: nil, to: today - 1, limit - ahead.count, passed))
    }

    /// What ends within these days, each half found by its end: the latest first where that is over.
    private func list(_ filter: LeaveFilter, endingFrom first: Day?, to last: Day?, _ limit: Int, _ offset: Int) throws -> [LeaveRow] {
        try db.all(
            """
            SELECT leave_requests.id, clinician_id, first_on, last_on, part, type, status, note, leave_requests.revision, clinicians.name
            FROM leave_requests
            JOIN clinicians ON clinicians.id = leave_requests.clinician_id
            WHERE (:clinician IS NULL OR clinician_id = :clinician)
              AND (:status IS NULL OR status = :status)
              AND last_on BETWEEN :endsFrom AND :endsTo
              AND first_on <= :to
              AND :sees
            ORDER BY CASE WHEN :isOver THEN '' ELSE first_on END, first_on DESC, clinicians.name, leave_requests.id
            LIMIT :limit OFFSET :offset
            """,
            [
                "clinician": filter.clinicianId, "status": filter.status?.rawValue, "endsFrom": max(filter.from?.iso ?? "", first?.iso ?? ""),
                "endsTo": last?.iso ?? "9999-12-31", "to": filter.to?.iso ?? "9999-12-31", "sees": seesAll, "isOver": last != nil, "limit": limit, "offset": offset,
            ]
        ) { row in LeaveRow(leave: try read(row), clinician: row.text(9)) }
    }

    /// Approved leave of the clinician that shares a part with this; itself apart.
    package func approvedOverlapping(_ leave: LeaveRequest) throws -> LeaveRequest? {
        try db.first(
            """
            SELECT id, clinician_id, first_on, last_on, part, type, status, note, revision
            FROM leave_requests
            WHERE clinician_id = :clinician
              AND status = 'approved'
              AND id <> :id
              AND first_on <= :last AND :first <= last_on
              AND (part = 'full' OR :part = 'full' OR part = :part)
              AND :sees
            ORDER BY first_on
            LIMIT 1
            """,
            [
                "clinician": leave.clinicianId, "id": leave.id, "first": leave.range.first.iso, "last": leave.range.last.iso, "part": leave.part.rawValue,
                "sees": seesAll,
            ], read)
    }

    /// Gives the new id.
    package func insert(_ leave: LeaveRequest) throws -> Int {
        try db.insert(
            """
            INSERT INTO leave_requests (clinician_id, first_on, last_on, part, type, status, note)
            VALUES (:clinician, :first, :last, :part, :type, :status, :note)
            """,
            [
                "clinician": leave.clinicianId, "first": leave.range.first.iso, "last": leave.range.last.iso, "part": leave.part.rawValue,
                "type": leave.type, "status": leave.status.rawValue, "note": leave.note,
            ])
    }

    /// False when somebody changed it since `leave.revision`; then nothing is written.
    package func update(_ leave: LeaveRequest) throws -> Bool {
        try db.run(
            """
            UPDATE leave_requests
            SET clinician_id = :clinician, first_on = :first, last_on = :last, part = :part, type = :type, status = :status, note = :note,
                revision = revision + 1
            WHERE id = :id AND revision = :revision AND :sees
            """,
            [
                "clinician": leave.clinicianId, "first": leave.range.first.iso, "last": leave.range.last.iso, "part": leave.part.rawValue,
                "type": leave.type, "status": leave.status.rawValue, "note": leave.note, "id": leave.id, "revision": leave.revision, "sees": seesAll,
            ]) > 0
    }

    private func read(_ row: Row) throws -> LeaveRequest {
        LeaveRequest(
            id: row.int(0), clinicianId: row.int(1), range: try row.range(2, 3), part: try row.word(4), type: row.text(5),
            status: try row.word(6), note: row.text(7), revision: row.int(8))
    }
}
