import Civil
import RotaDomain
import SQLite

/// The working terms with their locations and leave adjustments. Managers see everybody's; with any other `Visibility` there are none.
package struct WorkingTermRepository {
    private let db: Connection
    private let seesAll: Bool

    package init(_ db: Connection, _ visibility: Visibility) {
        self.db = db
        seesAll = visibility.seesEverybody
    }

    package func find(_ id: Int) throws -> WorkingTerm? {
        let places = try db.all(
            "SELECT location_id FROM working_term_locations WHERE term_id = :id ORDER BY position", ["id": id]) { $0.int(0) }
        return try db.first(
            """
            SELECT id, clinician_id, type, start_on, end_on, duty, supervisor_id, fte, fixed_days, fixed_days_b, half_days,
                   cannot_work, must_work, min_shifts, max_shifts, leave_entitlement, revision
            FROM working_terms
            WHERE id = :id AND :sees
            """, ["id": id, "sees": seesAll]) { try read($0, [id: places]) }
    }

    /// Newest first.
    package func all(of clinicianId: Int) throws -> [WorkingTerm] {
        var places: [Int: [Int]] = [:]
        try db.each(
            """
            SELECT place.term_id, place.location_id
            FROM working_terms AS term
            JOIN working_term_locations AS place ON place.term_id = term.id
            WHERE term.clinician_id = :clinician
            ORDER BY place.term_id, place.position
            """, ["clinician": clinicianId]) { places[$0.int(0), default: []].append($0.int(1)) }
        return try db.all(
            """
            SELECT id, clinician_id, type, start_on, end_on, duty, supervisor_id, fte, fixed_days, fixed_days_b, half_days,
                   cannot_work, must_work, min_shifts, max_shifts, leave_entitlement, revision
            FROM working_terms
            WHERE clinician_id = :clinician AND :sees
            ORDER BY start_on DESC
            """, ["clinician": clinicianId, "sees": seesAll]) { try read($0, places) }
    }

    /// The terms of the clinician that share a date with this one, earliest first (S0.50).
    package func overlapping(_ details: TermDetails, of clinicianId: Int, except id: Int? = nil) throws -> [WorkingTerm] {
        try all(of: clinicianId).filter { $0.id != id && $0.details.overlaps(details) }.reversed()
    }

    /// Throws a constraint's `SQLiteError` when another term of the clinician overlaps it.
    package func insert(_ details: TermDetails, for clinicianId: Int) throws -> Int {
        let id = try db.insert(
            """
            INSERT INTO working_terms (clinician_id, type, start_on, end_on, duty, supervisor_id, fte, fixed_days, fixed_days_b, half_days,
                                       cannot_work, must_work, min_shifts, max_shifts, leave_entitlement)
            VALUES (:clinician, :type, :start, :end, :duty, :supervisor, :fte, :fixed, :fixedB, :half, :cannot, :must, :min, :max, :leave)
            """,
            [
                "clinician": clinicianId, "type": details.type.rawValue, "start": details.start.iso, "end": details.end?.iso, "duty": details.duty,
                "supervisor": details.supervisorId, "fte": details.fte, "fixed": details.fixedDays.mask, "fixedB": details.fixedDaysB?.mask,
                "half": HalfDaysColumn.encode(details.halfDays), "cannot": details.cannotWork.mask, "must": details.mustWork.mask, "min": details.minShifts,
                "max": details.maxShifts, "leave": details.leaveEntitlement,
            ])
        try setLocations(details.locations, of: id)
        return id
    }

    /// False when the row has changed since this value was read.
    package func update(_ term: WorkingTerm) throws -> Bool {
        let details = term.details
        let changed = try db.run(
            """
            UPDATE working_terms
            SET type = :type, start_on = :start, end_on = :end, duty = :duty, supervisor_id = :supervisor, fte = :fte, fixed_days = :fixed,
                fixed_days_b = :fixedB, half_days = :half, cannot_work = :cannot, must_work = :must, min_shifts = :min, max_shifts = :max,
                leave_entitlement = :leave, revision = revision + 1
            WHERE id = :id AND revision = :revision
            """,
            [
                "type": details.type.rawValue, "start": details.start.iso, "end": details.end?.iso, "duty": details.duty,
                "supervisor": details.supervisorId, "fte": details.fte, "fixed": details.fixedDays.mask, "fixedB": details.fixedDaysB?.mask,
                "half": HalfDaysColumn.encode(details.halfDays), "cannot": details.cannotWork.mask, "must": details.mustWork.mask, "min": details.minShifts,
                "max": details.maxShifts, "leave": details.leaveEntitlement, "id": term.id, "revision": term.revision,
            ])
        guard changed > 0 else { return false }
        try setLocations(details.locations, of: term.id)
        return true
    }

    package func adjustments(of termId: Int) throws -> [LeaveAdjustment] {
        try db.all(
            """
            SELECT id, amount, reason, made_by, made_at
            FROM leave_adjustments
            WHERE term_id = :term AND :sees
            ORDER BY id
            """, ["term": termId, "sees": seesAll]
        ) { row in
            LeaveAdjustment(
                id: row.int(0), amount: row.double(1), reason: row.text(2), madeBy: row.text(3), madeAt: try row.instant(4))
        }
    }

    package func insertAdjustment(_ amount: Double, reason: String, by name: String, at: Instant, to termId: Int) throws {
        _ = try db.insert(
            """
            INSERT INTO leave_adjustments (term_id, amount, reason, made_by, made_at)
            VALUES (:term, :amount, :reason, :by, :at)
            """, ["term": termId, "amount": amount, "reason": reason, "by": name, "at": at.iso])
    }

    private func setLocations(_ locations: [Int], of id: Int) throws {
        _ = try db.run("DELETE FROM working_term_locations WHERE term_id = :id", ["id": id])
        for (position, location) in locations.enumerated() {
            _ = try db.run(
                "INSERT INTO working_term_locations (term_id, position, location_id) VALUES (:id, :position, :location)",
                ["id": id, "position": position, "location": location])
        }
    }

    private func read(_ row: Row, _ places: [Int: [Int]]) throws -> WorkingTerm {
        let details = TermDetails(
            type: try row.word(2), start: try row.day(3), end: try row.optionalDay(4), duty: row.bool(5), locations: places[row.int(0)] ?? [],
            supervisorId: row.optionalInt(6), fte: row.optionalDouble(7), fixedDays: Set(mask: row.int(8)), fixedDaysB: row.optionalInt(9).map { Set(mask: $0) },
            halfDays: try HalfDaysColumn.decode(row, 10), cannotWork: Set(mask: row.int(11)), mustWork: Set(mask: row.int(12)),
            minShifts: row.optionalDouble(13), maxShifts: row.optionalDouble(14), leaveEntitlement: row.optionalDouble(15))
        return WorkingTerm(id: row.int(0), clinicianId: row.int(1), details: details, revision: row.int(16))
    }
}
