import XCTest

@testable import RotaDomain

/// A small good practice file, written by hand, which tests spoil in one place.
enum PracticeFileFixture {
    static let text = """
        {
          "practice": {
            "name": "Mill Lane Surgery",
            "nation": "england-and-wales",
            "full_time_parts": 9,
            "open": {"mon": ["am", "pm"], "tue": ["am"], "wed": [], "thu": [], "fri": [], "sat": [], "sun": []},
            "closures": ["2026-12-25", "2026-12-28"],
            "half_closures": [{"date": "2026-12-24", "part": "pm"}],
            "duty_span": "day",
            "counts_towards_minimum": ["partner", "salaried", "locum", "st"],
            "supervisor_groups": {"fy": "FY Supervisor"}
          },
          "locations": ["Mill Lane", "Green End"],
          "groups": ["FY Supervisor"],
          "clinicians": [
            {"id": "bronwen", "name": "Dr Bronwen Ashdown-Ferreira", "active": true, "groups": ["FY Supervisor"], "duty_balance": -0.5},
            {"id": "zoë", "name": "Dr Zoë \\"Zo\\" Mbeki", "active": true, "groups": [], "duty_balance": 0},
            {"id": "tariq", "name": "Dr Tariq Lowe", "active": false, "groups": [], "duty_balance": 2}
          ],
          "terms": [
            {"clinician": "bronwen", "type": "partner", "start": "2026-01-05", "end": null, "duty": true, "locations": ["Mill Lane", "Green End"], "supervisor": null, "fte": 62.5, "fixed_days": [], "fixed_days_b": null, "half_days": {"tue": "am"}, "cannot_work": ["fri"], "must_work": ["mon"], "min_shifts": 1.5, "max_shifts": 4, "leave_entitlement": 6.5},
            {"clinician": "zoë", "type": "fy", "start": "2026-08-05", "end": "2026-12-01", "duty": false, "locations": ["Mill Lane"], "supervisor": "bronwen", "fte": null, "fixed_days": ["mon"], "fixed_days_b": ["mon", "tue"], "half_days": {}, "cannot_work": [], "must_work": [], "min_shifts": null, "max_shifts": null, "leave_entitlement": 14},
            {"clinician": "zoë", "type": "salaried", "start": "2026-12-02", "end": null, "duty": true, "locations": ["Green End"], "supervisor": null, "fte": null, "fixed_days": ["mon", "tue"], "fixed_days_b": null, "half_days": {"mon": "any"}, "cannot_work": [], "must_work": [], "min_shifts": null, "max_shifts": null, "leave_entitlement": null},
            {"clinician": "tariq", "type": "locum", "start": "2026-01-01", "end": null, "duty": false, "locations": [], "supervisor": null, "fte": null, "fixed_days": [], "fixed_days_b": null, "half_days": {}, "cannot_work": [], "must_work": [], "min_shifts": null, "max_shifts": null, "leave_entitlement": null}
          ],
          "leave": [
            {"clinician": "bronwen", "from": "2026-11-23", "to": "2026-11-24", "part": "am", "type": "study", "status": "approved"}
          ],
          "locum_bookings": [
            {"clinician": "tariq", "location": "Green End", "from": "2026-11-23", "to": "2026-11-24", "part": "full"},
            {"clinician": "tariq", "location": "Mill Lane", "from": "2026-11-30", "to": "2026-11-30", "part": "pm"}
          ],
          "cover": [
            {"weekday": "mon", "part": "am", "location": "Mill Lane", "minimum": 2, "duty": 1},
            {"weekday": "mon", "part": "am", "location": "Green End", "minimum": 0, "duty": 0},
            {"weekday": "mon", "part": "pm", "location": "Mill Lane", "minimum": 1, "duty": 1},
            {"weekday": "mon", "part": "pm", "location": "Green End", "minimum": 0, "duty": 0},
            {"weekday": "tue", "part": "am", "location": "Mill Lane", "minimum": 1, "duty": 0},
            {"weekday": "tue", "part": "am", "location": "Green End", "minimum": 0, "duty": 0}
          ],
          "cover_overrides": [
            {"date": "2026-12-29", "part": "am", "location": "Mill Lane", "minimum": 3, "duty": 2}
          ],
          "shifts": [
            {"clinician": "bronwen", "date": "2026-11-23", "span": "pm", "kind": "duty", "location": "Mill Lane", "pinned": true},
            {"clinician": "zoë", "date": "2026-11-23", "span": "full", "kind": "standard", "location": "Mill Lane", "pinned": false}
          ],
          "protected_until": "2026-11-22"
        }

        """

    /// The bytes with the first `old` replaced by `new`; fails the test where there is none.
    static func spoilt(_ old: String, _ new: String, file: StaticString = #filePath, line: UInt = #line) -> [UInt8] {
        guard let range = text.range(of: old) else {
            XCTFail("the fixture has no \(old)", file: file, line: line)
            return []
        }
        return Array(text.replacingCharacters(in: range, with: new).utf8)
    }

    /// What the reader says against these bytes; empty when it reads them.
    static func problems(_ bytes: [UInt8]) -> [String] {
        do {
            _ = try PracticeFileReader.read(bytes)
            return []
        } catch {
            return error.texts
        }
    }
}
