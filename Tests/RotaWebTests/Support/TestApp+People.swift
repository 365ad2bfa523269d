import Civil
import HTTP
import RotaDomain
import RotaStore
import XCTest

@testable import RotaWeb

extension TestApp {
    /// Signed in as a manager.
    static func managed() throws -> TestApp {
        let app = try TestApp()
        try app.signIn(as: .manager)
        return app
    }

    /// The id of a new clinician, straight into the database.
    func addClinician(_ name: String, active: Bool = true) throws -> Int {
        try store.write { db in try ClinicianRepository(db, .practice).insert(name: name, active: active, accountId: nil).id }
    }

    /// The id of a new term, straight into the database.
    func addTerm(_ clinician: Int, _ details: TermDetails) throws -> Int {
        try store.write { db in try WorkingTermRepository(db, .practice).insert(details, for: clinician) }
    }

    func term(_ id: Int) throws -> WorkingTerm? { try store.read { db in try WorkingTermRepository(db, .practice).find(id) } }
    func terms(of clinician: Int) throws -> [WorkingTerm] { try store.read { db in try WorkingTermRepository(db, .practice).all(of: clinician) } }
    func clinician(_ id: Int) throws -> Clinician? { try store.read { db in try ClinicianRepository(db, .practice).find(id) } }

    func addShift(_ clinician: Int, _ date: String, span: String = "full") throws {
        try store.write { db in
            _ = try db.insert(
                "INSERT INTO shifts (clinician_id, date, span, kind, location_id) VALUES (:clinician, :date, :span, 'standard', 1)",
                ["clinician": clinician, "date": date, "span": span])
        }
    }

    func addLeave(_ clinician: Int, _ first: String, _ last: String) throws {
        try store.write { db in
            _ = try db.insert(
                "INSERT INTO leave_requests (clinician_id, first_on, last_on, part, type, status) VALUES (:clinician, :first, :last, 'full', 'annual', 'approved')",
                ["clinician": clinician, "first": first, "last": last])
        }
    }

    /// Sends the page's form back with these boxes of one name ticked, and no other of that name.
    func submit(_ page: TestResponse, form: String, ticking boxes: [String], of name: String) throws -> TestResponse {
        try browser.post(form, pairs: page.formFields(form).filter { $0.0 != name } + boxes.map { (name, $0) })
    }

    func count(_ sql: StaticString) throws -> Int { try store.read { db in try db.first(sql) { $0.int(0) } ?? 0 } }
}

/// Dates in tests, `day("2026-11-23")`. A misspelt one is the first of 1970 and fails what looks at it.
func day(_ iso: String) -> Day { Day(iso: iso) ?? Day(number: 0) }

/// The fields of a salaried term on Monday and Tuesday at the only location.
let salariedFields: [(String, String)] = [
    ("type", "salaried"), ("start-day", "1"), ("start-month", "12"), ("start-year", "2026"), ("duty", "yes"), ("location", "1"), ("fixed", "mon"), ("fixed", "tue"),
    ("leave", "20.5"),
]

/// The same with some fields replaced; nil takes one away.
func fields(_ base: [(String, String)], _ changes: [String: String?]) -> [(String, String)] {
    base.filter { changes[$0.0] == nil } + changes.compactMap { name, value in value.map { (name, $0) } }.sorted { $0.0 < $1.0 }
}
