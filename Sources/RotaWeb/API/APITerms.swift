import Civil
import RotaDomain
import RotaStore

/// `/api/v1/terms`
enum APITerms {
    static func index(_ call: APICall) throws -> APIAnswer {
        let after = try call.cursor { Int($0) } ?? 0
        let rows = try call.store.read { db in
            try APIPeople(db, call.visibility).terms(after: after, clinician: call.query.whole("clinician"), on: call.query.day("on"), limit: call.query.limit + 1)
        }
        return call.page(rows, key: { String($0.id) }) { json, row in json.object { write(row, to: &$0) } }
    }

    private static func write(_ term: WorkingTerm, to json: inout JSONWriter) {
        let details = term.details
        json.member("id", term.id)
        json.member("clinician_id", term.clinicianId)
        json.member("type", details.type.rawValue)
        json.member("start_date", details.start)
        json.member("end_date", details.end)
        json.member("duty", details.duty)
        json.member("location_ids", details.locations)
        json.member("supervisor_id", details.supervisorId)
        json.member("fte_percent", details.fte)
        json.member("fixed_days", details.fixedDays)
        if let days = details.fixedDaysB { json.member("fixed_days_b", days) } else { json.member("fixed_days_b", String?.none) }
        json.member("half_days", object: { json in
            for weekday in Weekday.allCases {
                if let half = details.halfDays[weekday] { json.member(weekday.rawValue, half.rawValue) }
            }
        })
        json.member("cannot_work", details.cannotWork)
        json.member("must_work", details.mustWork)
        json.member("min_shifts", details.minShifts)
        json.member("max_shifts", details.maxShifts)
        json.member("leave_entitlement", details.leaveEntitlement)
    }
}
