import Civil
import HTTP
import RotaDomain
import RotaStore

/// `/api/v1/practice`, `/api/v1/locations`
enum APIPractice {
    static func show(_ call: APICall) throws -> APIAnswer {
        let found = try call.store.read { db in
            let practices = PracticeRepository(db)
            return try practices.find().map { ($0, try practices.opening()) }
        }
        guard let (practice, opening) = found else { throw PageError.notFound }
        return APIAnswer { json in
            json.member("name", practice.name)
            json.member("nation", practice.nation.rawValue)
            json.member("time_zone", "Europe/London")
            hours("morning", practice.times.am, &json)
            hours("afternoon", practice.times.pm, &json)
            json.member("open", object: { json in
                for weekday in Weekday.allCases { json.member(weekday.rawValue, (opening[weekday] ?? []).sorted().map(\.rawValue)) }
            })
        }
    }

    static func locations(_ call: APICall) throws -> APIAnswer {
        let after = try call.cursor { Int($0) } ?? 0
        let all = try call.store.read { db in try LocationRepository(db).all() }.sorted { $0.id < $1.id }.filter { $0.id > after }
        return call.page(all, key: { String($0.id) }) { json, row in json.object { APIPractice.write(row.id, row.name, to: &$0) } }
    }

    /// An id and a name.
    static func write(_ id: Int, _ name: String, to json: inout JSONWriter) {
        json.member("id", id)
        json.member("name", name)
    }

    private static func hours(_ name: String, _ span: ClockSpan, _ json: inout JSONWriter) {
        json.member(name, object: { json in
            json.member("from", span.from.iso)
            json.member("to", span.to.iso)
        })
    }
}
