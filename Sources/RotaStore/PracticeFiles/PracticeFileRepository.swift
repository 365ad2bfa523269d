import Civil
import RotaDomain
import SQLite

/// The whole practice as one `PracticeFile`, for the engine and for export; with a `Visibility` that does not see everybody there is none.
package struct PracticeFileRepository {
    private let db: Connection
    private let seesAll: Bool

    package init(_ db: Connection, _ visibility: Visibility) {
        self.db = db
        seesAll = visibility.seesEverybody
    }

    /// Nil before the practice has been set up.
    /// - Parameter range: leave, bookings, overrides and shifts are limited to what touches these dates, and terms to their weeks; nil for all.
    package func load(_ range: DayRange? = nil) throws -> LoadedPractice? {
        guard seesAll, let practice = try PracticeRepository(db).find() else { return nil }
        let locations = try LocationRepository(db).all()
        let names = Dictionary(uniqueKeysWithValues: locations.map { ($0.id, $0.name) })
        let groups = try db.all("SELECT id, name FROM clinician_groups ORDER BY id") { ($0.int(0), $0.text(1)) }
        let clinicians = try clinicians(Dictionary(uniqueKeysWithValues: groups))
        let codes = Dictionary(uniqueKeysWithValues: clinicians.map { ($0.row, $0.clinician.id) })
        let dates = (first: range?.first.iso ?? "", last: range?.last.iso ?? "9999")
        let file = PracticeFile(
            practice: try settings(practice), locations: locations.map(\.name), groups: groups.map(\.1), clinicians: clinicians.map(\.clinician),
            terms: try terms(codes, names, in: range), leave: try leave(codes, dates), locumBookings: try bookings(codes, names, dates), cover: try cover(names),
            coverOverrides: try overrides(names, dates), shifts: try shifts(codes, names, dates), protectedUntil: practice.protectedUntil)
        return LoadedPractice(
            file: file, clinicianIds: Dictionary(clinicians.map { ($0.clinician.id, $0.row) }) { first, _ in first },
            locationIds: Dictionary(locations.map { ($0.name, $0.id) }) { first, _ in first }, revision: practice.revisions)
    }

    private func settings(_ practice: PracticeRecord) throws -> PracticeFile.Settings {
        var closures: [Day] = []
        var halves: [PracticeFile.HalfClosure] = []
        try db.each("SELECT date, span FROM closures ORDER BY date") { row in
            let day = try row.day(0)
            switch try row.word(1, as: Span.self) {
            case .full: closures.append(day)
            case .am: halves.append(PracticeFile.HalfClosure(date: day, part: .am))
            case .pm: halves.append(PracticeFile.HalfClosure(date: day, part: .pm))
            }
        }
        var supervisors: [TermType: String] = [:]
        try db.each(
            """
            SELECT supervisor_groups.term_type, clinician_groups.name
            FROM supervisor_groups
            JOIN clinician_groups ON clinician_groups.id = supervisor_groups.group_id
            """
        ) { row in supervisors[try row.word(0)] = row.text(1) }
        return PracticeFile.Settings(
            name: practice.name, nation: practice.nation, fullTimeParts: practice.fullTimeParts, open: try PracticeRepository(db).opening(), closures: closures,
            halfClosures: halves, dutySpan: practice.dutySpan, countsTowardsMinimum: practice.countsTowardsMinimum, supervisorGroups: supervisors)
    }

    private func clinicians(_ groups: [Int: String]) throws -> [(row: Int, clinician: PracticeFile.Clinician)] {
        var memberships: [Int: [String]] = [:]
        try db.each("SELECT clinician_id, group_id FROM clinician_group_members ORDER BY clinician_id, group_id") { row in
            memberships[row.int(0), default: []].append(try row.name(1, groups))
        }
        return try db.all("SELECT id, code, name, active, duty_balance FROM clinicians ORDER BY id") { row in
            let id = row.int(0)
            return (id, PracticeFile.Clinician(id: row.text(1), name: row.text(2), active: row.bool(3), groups: memberships[id] ?? [], dutyBalance: row.double(4)))
        }
    }

    private func terms(_ codes: [Int: String], _ names: [Int: String], in range: DayRange?) throws -> [PracticeFile.Term] {
        let dates: SQLParameters = ["all": range == nil, "first": range?.first.monday.iso, "last": range.map { ($0.last.monday + 6).iso }]
        var places: [Int: [String]] = [:]
        try db.each(
            """
            SELECT place.term_id, place.location_id
            FROM working_terms
            JOIN working_term_locations AS place ON place.term_id = working_terms.id
            WHERE :all OR (working_terms.start_on <= :last AND (working_terms.end_on IS NULL OR working_terms.end_on >= :first))
            ORDER BY working_terms.id, place.position
            """, dates
        ) { row in
            places[row.int(0), default: []].append(try row.name(1, names))
        }
        return try db.all(
            """
            SELECT id, clinician_id, type, start_on, end_on, duty, supervisor_id, fte, fixed_days, fixed_days_b, half_days,
                   cannot_work, must_work, min_shifts, max_shifts, leave_entitlement
            FROM working_terms
            WHERE :all OR (start_on <= :last AND (end_on IS NULL OR end_on >= :first))
            ORDER BY id
            """, dates
        ) { row in
            PracticeFile.Term(
                clinician: try row.name(1, codes), type: try row.word(2), start: try row.day(3), end: try row.optionalDay(4), duty: row.bool(5),
                locations: places[row.int(0)] ?? [], supervisor: row.isNull(6) ? nil : try row.name(6, codes), fte: row.optionalDouble(7),
                fixedDays: Set(mask: row.int(8)), fixedDaysB: row.optionalInt(9).map { Set(mask: $0) }, halfDays: try HalfDaysColumn.decode(row, 10),
                cannotWork: Set(mask: row.int(11)), mustWork: Set(mask: row.int(12)), minShifts: row.optionalDouble(13), maxShifts: row.optionalDouble(14),
                leaveEntitlement: row.optionalDouble(15))
        }
    }

    private func leave(_ codes: [Int: String], _ dates: (first: String, last: String)) throws -> [PracticeFile.Leave] {
        try db.all(
            """
            SELECT clinician_id, first_on, last_on, part, type, status
            FROM leave_requests
            WHERE first_on <= :last AND last_on >= :first
            ORDER BY id
            """, ["first": dates.first, "last": dates.last]
        ) { row in
            PracticeFile.Leave(clinician: try row.name(0, codes), range: try row.range(1, 2), part: try row.word(3), type: row.text(4), status: try row.word(5))
        }
    }

    private func bookings(_ codes: [Int: String], _ names: [Int: String], _ dates: (first: String, last: String)) throws -> [PracticeFile.LocumBooking] {
        try db.all(
            """
            SELECT clinician_id, location_id, first_on, last_on, part
            FROM locum_bookings
            WHERE first_on <= :last AND last_on >= :first
            ORDER BY id
            """, ["first": dates.first, "last": dates.last]
        ) { row in
            PracticeFile.LocumBooking(clinician: try row.name(0, codes), location: try row.name(1, names), range: try row.range(2, 3), part: try row.word(4))
        }
    }

    private func cover(_ names: [Int: String]) throws -> [PracticeFile.Cover] {
        let rows = try db.all("SELECT weekday, part, location_id, minimum, duty FROM cover ORDER BY location_id") { row in
            PracticeFile.Cover(weekday: try row.word(0), part: try row.word(1), location: try row.name(2, names), minimum: row.int(3), duty: row.int(4))
        }
        return rows.enumerated()
            .sorted { ($0.element.weekday, $0.element.part, $0.offset) < ($1.element.weekday, $1.element.part, $1.offset) }
            .map(\.element)
    }

    private func overrides(_ names: [Int: String], _ dates: (first: String, last: String)) throws -> [PracticeFile.CoverOverride] {
        try db.all(
            """
            SELECT date, part, location_id, minimum, duty
            FROM cover_overrides
            WHERE date BETWEEN :first AND :last
            ORDER BY date, part, location_id
            """, ["first": dates.first, "last": dates.last]
        ) { row in
            PracticeFile.CoverOverride(date: try row.day(0), part: try row.word(1), location: try row.name(2, names), minimum: row.int(3), duty: row.int(4))
        }
    }

    private func shifts(_ codes: [Int: String], _ names: [Int: String], _ dates: (first: String, last: String)) throws -> [PracticeFile.Shift] {
        let rows = try db.all(
            """
            SELECT clinician_id, date, span, kind, location_id, pinned
            FROM shifts
            WHERE date BETWEEN :first AND :last
            ORDER BY date, id
            """, ["first": dates.first, "last": dates.last]
        ) { row in
            PracticeFile.Shift(
                clinician: try row.name(0, codes), date: try row.day(1), span: try row.word(2), kind: try row.word(3), location: try row.name(4, names),
                pinned: row.bool(5))
        }
        return rows.sorted { a, b in
            if a.date != b.date { return a.date < b.date }
            return a.clinician == b.clinician ? a.span.rawValue < b.span.rawValue : a.clinician < b.clinician
        }
    }
}

extension Row {
    /// What the practice file calls the row that a column refers to.
    fileprivate func name(_ column: Int, _ names: [Int: String]) throws -> String {
        guard let name = names[int(column)] else { throw StoredValueError(column: column, text: String(int(column))) }
        return name
    }
}
