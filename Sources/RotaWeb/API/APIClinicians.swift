import RotaDomain
import RotaStore

/// `/api/v1/clinicians`, `/api/v1/groups`
enum APIClinicians {
    static func index(_ call: APICall) throws -> APIAnswer {
        let after = try call.cursor { Int($0) } ?? 0
        let rows = try call.store.read { db in
            try APIPeople(db, call.visibility).clinicians(after: after, active: call.query.flag("active"), limit: call.query.limit + 1)
        }
        return call.page(rows, key: { String($0.id) }) { json, row in json.object { write(row, to: &$0) } }
    }

    static func show(_ call: APICall) throws -> APIAnswer {
        let id = try call.id()
        guard let row = try call.store.read({ db in try APIPeople(db, call.visibility).clinician(id) }) else { throw PageError.notFound }
        return APIAnswer { write(row, to: &$0) }
    }

    /// Some dozens at most, read with their members as the page of groups does.
    static func groups(_ call: APICall) throws -> APIAnswer {
        let after = try call.cursor { Int($0) } ?? 0
        let rows = try call.store.read { db in try ClinicianGroupRepository(db, call.visibility).withMembers() }.filter { $0.group.id > after }
        return call.page(rows, key: { String($0.group.id) }) { json, row in
            json.object { json in
                APIPractice.write(row.group.id, row.group.name, to: &json)
                json.member("clinician_ids", row.members.map(\.id).sorted())
            }
        }
    }

    private static func write(_ row: APIPeople.Person, to json: inout JSONWriter) {
        APIPractice.write(row.id, row.name, to: &json)
        json.member("active", row.active)
        json.member("group_ids", row.groups)
    }
}
