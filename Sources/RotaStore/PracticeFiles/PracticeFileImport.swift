import Civil
import RotaDomain
import SQLite

/// Writes what a `PracticeFileMerge` found to add. Run inside one write, so that all of it is kept or nothing.
package struct PracticeFileImport {
    private let db: Connection
    private let titles: [Day: String]
    private var locations: [String: Int] = [:]
    private var groups: [String: Int] = [:]
    private var clinicians: [String: Int] = [:]

    /// - Parameter titles: names of closed dates, bank holidays mostly.
    package init(_ db: Connection, titles: [Day: String]) {
        self.db = db
        self.titles = titles
    }

    package mutating func apply(_ file: PracticeFile) throws {
        try writeNames(file)
        try writeSettings(file)
        try writeClinicians(file)
        for term in file.terms { try write(term) }
        try writeDated(file)
        try writeCover(file)
        for shift in file.shifts { try write(shift) }
    }

    private mutating func writeNames(_ file: PracticeFile) throws {
        for name in file.locations { _ = try db.insert("INSERT INTO locations (name) VALUES (:name)", ["name": name]) }
        for name in file.groups { _ = try db.insert("INSERT INTO clinician_groups (name) VALUES (:name)", ["name": name]) }
        locations = Dictionary(try db.all("SELECT name, id FROM locations") { ($0.text(0), $0.int(1)) }) { first, _ in first }
        groups = Dictionary(try db.all("SELECT name, id FROM clinician_groups") { ($0.text(0), $0.int(1)) }) { first, _ in first }
    }

    private func writeSettings(_ file: PracticeFile) throws {
        let practices = PracticeRepository(db)
        var record = try practices.find() ?? PracticeRecord(name: file.practice.name, nation: file.practice.nation)
        record.name = file.practice.name
        record.nation = file.practice.nation
        record.fullTimeParts = file.practice.fullTimeParts
        record.dutySpan = file.practice.dutySpan
        record.countsTowardsMinimum = file.practice.countsTowardsMinimum
        record.protectedUntil = file.protectedUntil
        try practices.save(record)
        try practices.setOpening(file.practice.open)
        for day in file.practice.closures {
            try close(day, "full", titles[day] ?? "Closed", titles[day] == nil ? "practice" : "bank holiday")
        }
        for half in file.practice.halfClosures { try close(half.date, half.part.rawValue, "Closed", "practice") }
        _ = try db.run("DELETE FROM supervisor_groups")
        for (type, group) in file.practice.supervisorGroups {
            _ = try db.run("INSERT INTO supervisor_groups (term_type, group_id) VALUES (:type, :group)", ["type": type.rawValue, "group": groups[group]])
        }
    }

    private func close(_ day: Day, _ span: String, _ title: String, _ source: String) throws {
        _ = try db.run(
            "INSERT INTO closures (date, span, title, source) VALUES (:date, :span, :title, :source)",
            ["date": day.iso, "span": span, "title": title, "source": source])
    }

    private mutating func writeClinicians(_ file: PracticeFile) throws {
        for clinician in file.clinicians {
            let id = try db.insert(
                "INSERT INTO clinicians (code, name, active, duty_balance) VALUES (:code, :name, :active, :balance)",
                ["code": clinician.id, "name": clinician.name, "active": clinician.active, "balance": clinician.dutyBalance])
            for group in Set(clinician.groups) {
                _ = try db.run("INSERT INTO clinician_group_members (clinician_id, group_id) VALUES (:clinician, :group)", ["clinician": id, "group": groups[group]])
            }
        }
        clinicians = Dictionary(try db.all("SELECT code, id FROM clinicians") { ($0.text(0), $0.int(1)) }) { first, _ in first }
    }

    private func write(_ term: PracticeFile.Term) throws {
        let id = try db.insert(
            """
            INSERT INTO working_terms (clinician_id, type, start_on, end_on, duty, supervisor_id, fte, fixed_days, fixed_days_b, half_days,
                                       cannot_work, must_work, min_shifts, max_shifts, leave_entitlement)
            VALUES (:clinician, :type, :start, :end, :duty, :supervisor, :fte, :fixed, :fixed_b, :half,
                    :cannot, :must, :min, :max, :leave)
            """,
            [
                "clinician": clinicians[term.clinician], "type": term.type.rawValue, "start": term.start.iso, "end": term.end?.iso, "duty": term.duty,
                "supervisor": term.supervisor.flatMap { clinicians[$0] }, "fte": term.fte, "fixed": term.fixedDays.mask, "fixed_b": term.fixedDaysB?.mask,
                "half": HalfDaysColumn.encode(term.halfDays), "cannot": term.cannotWork.mask, "must": term.mustWork.mask, "min": term.minShifts,
                "max": term.maxShifts, "leave": term.leaveEntitlement,
            ])
        for (position, name) in term.locations.enumerated() {
            _ = try db.run(
                "INSERT INTO working_term_locations (term_id, position, location_id) VALUES (:term, :position, :location)",
                ["term": id, "position": position, "location": locations[name]])
        }
    }

    private func writeDated(_ file: PracticeFile) throws {
        for leave in file.leave {
            _ = try db.insert(
                "INSERT INTO leave_requests (clinician_id, first_on, last_on, part, type, status) VALUES (:clinician, :first, :last, :part, :type, :status)",
                [
                    "clinician": clinicians[leave.clinician], "first": leave.range.first.iso, "last": leave.range.last.iso, "part": leave.part.rawValue,
                    "type": leave.type, "status": leave.status.rawValue,
                ])
        }
        for booking in file.locumBookings {
            _ = try db.insert(
                "INSERT INTO locum_bookings (clinician_id, location_id, first_on, last_on, part) VALUES (:clinician, :location, :first, :last, :part)",
                [
                    "clinician": clinicians[booking.clinician], "location": locations[booking.location], "first": booking.range.first.iso,
                    "last": booking.range.last.iso, "part": booking.part.rawValue,
                ])
        }
    }

    private func writeCover(_ file: PracticeFile) throws {
        for cover in file.cover {
            _ = try db.run(
                """
                INSERT INTO cover (weekday, part, location_id, minimum, duty)
                VALUES (:weekday, :part, :location, :minimum, :duty)
                ON CONFLICT (weekday, part, location_id) DO UPDATE SET minimum = excluded.minimum, duty = excluded.duty
                """,
                [
                    "weekday": cover.weekday.rawValue, "part": cover.part.rawValue, "location": locations[cover.location], "minimum": cover.minimum,
                    "duty": cover.duty,
                ])
        }
        for override in file.coverOverrides {
            _ = try db.run(
                """
                INSERT INTO cover_overrides (date, part, location_id, minimum, duty)
                VALUES (:date, :part, :location, :minimum, :duty)
                ON CONFLICT (date, part, location_id) DO UPDATE SET minimum = excluded.minimum, duty = excluded.duty
                """,
                [
                    "date": override.date.iso, "part": override.part.rawValue, "location": locations[override.location], "minimum": override.minimum,
                    "duty": override.duty,
                ])
        }
        try CoverRepository(db).matchOpening()
    }

    private func write(_ shift: PracticeFile.Shift) throws {
        _ = try db.insert(
            """
            INSERT INTO shifts (clinician_id, date, span, kind, location_id, pinned)
            VALUES (:clinician, :date, :span, :kind, :location, :pinned)
            """,
            [
                "clinician": clinicians[shift.clinician], "date": shift.date.iso, "span": shift.span.rawValue, "kind": shift.kind.rawValue,
                "location": locations[shift.location], "pinned": shift.pinned,
            ])
    }
}
