import Civil
import RotaDomain
import RotaStore

/// `/api/v1/shifts`, `/api/v1/duty`
enum APIRota {
    static func shifts(_ call: APICall) throws -> APIAnswer {
        let isDraft = try call.isDraft(), range = try call.query.range(most: 366), place = try call.cursor { APIShifts.Place(key: $0) }
        let (rows, times) = try call.store.read { db in
            let shifts = APIShifts(db, call.visibility), clinician = call.query.whole("clinician"), limit = call.query.limit + 1
            let rows = isDraft
                ? try shifts.draft(range, clinician: clinician, after: place, limit: limit) : try shifts.published(range, clinician: clinician, after: place, limit: limit)
            return (rows, try PracticeRepository(db).times() ?? .usual)
        }
        return call.page(rows, key: \.key) { json, row in json.object { write(row, times, isDraft ? "draft" : "published", to: &$0) } }
    }

    /// Who answers what can't wait: for telephone systems and boards on a wall.
    static func duty(_ call: APICall) throws -> APIAnswer {
        let day = call.query.day("date") ?? call.today
        let (rows, isPublished) = try call.store.read { db in
            let rows = try APIShifts(db, call.visibility).published(DayRange(day), clinician: nil, after: nil, limit: 1_000)
            return (rows.filter { $0.kind == .duty }, try !PublicationRepository(db).publishedDays(DayRange(day)).isEmpty)
        }
        return APIAnswer { json in
            json.member("date", day)
            json.member("published", isPublished)
            for part in Part.allCases {
                json.member(part.rawValue, list: rows.filter { $0.span.covers(part) }) { json, row in json.object { people(row, to: &$0) } }
            }
        }
    }

    private static func write(_ row: APIShifts.Item, _ times: PartTimes, _ status: String, to json: inout JSONWriter) {
        let hours = times[row.span]
        json.member("date", row.date)
        json.member("part", row.span.rawValue)
        json.member("starts_at", row.date, hours.from)
        json.member("ends_at", row.date, hours.to)
        json.member("kind", row.kind.rawValue)
        people(row, to: &json)
        json.member("status", status)
    }

    private static func people(_ row: APIShifts.Item, to json: inout JSONWriter) {
        json.member("clinician", object: { APIPractice.write(row.clinicianId, row.clinician, to: &$0) })
        json.member("location", object: { APIPractice.write(row.locationId, row.location, to: &$0) })
    }
}
