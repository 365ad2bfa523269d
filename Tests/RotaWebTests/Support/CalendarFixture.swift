import Civil
import RotaDomain
import RotaStore
import SQLite
import XCTest

@testable import RotaWeb

/// People and shifts that the tests of leave, bookings, closures and locations stand on.
extension TestApp {
    func day(_ iso: String) throws -> Day { try XCTUnwrap(Day(iso: iso)) }

    /// A clinician with one term.
    /// - Returns: the clinician's id.
    func addDoctor(_ name: String, _ type: TermType = .salaried, from: String = "2026-01-01", to: String? = nil, location: Int = 1, active: Bool = true) throws -> Int {
        try store.write { db in
            let id = try db.insert(
                "INSERT INTO clinicians (code, name, active) VALUES (:code, :name, :active)",
                ["code": name.lowercased().replacing(" ", with: "-"), "name": name, "active": active])
            let term = try db.insert(
                "INSERT INTO working_terms (clinician_id, type, start_on, end_on, duty, fte, fixed_days) VALUES (:id, :type, :from, :to, 1, :fte, 31)",
                ["id": id, "type": type.rawValue, "from": from, "to": to, "fte": type == .partner ? 60.0 : nil])
            try db.run("INSERT INTO working_term_locations (term_id, position, location_id) VALUES (:term, 0, :location)", ["term": term, "location": location])
            return id
        }
    }

    @discardableResult
    func addShift(_ clinician: Int, _ date: String, _ span: Span = .full, kind: ShiftKind = .standard, location: Int = 1, pinned: Bool = false) throws -> Int {
        try store.write { db in
            try db.insert(
                "INSERT INTO shifts (clinician_id, date, span, kind, location_id, pinned) VALUES (:id, :date, :span, :kind, :location, :pinned)",
                ["id": clinician, "date": date, "span": span.rawValue, "kind": kind.rawValue, "location": location, "pinned": pinned])
        }
    }

    /// "2026-12-01 full"
    func shifts(of clinician: Int) throws -> [String] {
        try store.read { db in
            try db.all("SELECT date || ' ' || span FROM shifts WHERE clinician_id = :id ORDER BY date, span", ["id": clinician]) { $0.text(0) }
        }
    }

    func addLocation(_ name: String) throws -> Int {
        try store.write { db in
            let id = try LocationRepository(db).insert(name: name).id
            try PracticeRepository(db).completeCover()
            return id
        }
    }

    func closure(on iso: String) throws -> Closure? {
        let day = try day(iso)
        return try store.read { db in try ClosureRepository(db).find(on: day) }
    }

    func allLeave() throws -> [LeaveRequest] {
        let today = practice.today
        return try store.read { db in try LeaveRepository(db, .practice).list(LeaveFilter(), today: today, limit: 1_000, offset: 0).map(\.leave) }
    }
}

/// Day, month and year of a date field.
func typed(_ field: String, _ day: String, _ month: String, _ year: String) -> [(String, String)] {
    [("\(field)-day", day), ("\(field)-month", month), ("\(field)-year", year)]
}

extension TestApp {
    func post(_ target: String, pairs: [(String, String)]) throws -> TestResponse { try browser.post(target, pairs: pairs) }
    func follow(_ response: TestResponse) throws -> TestResponse { try browser.follow(response) }
}
