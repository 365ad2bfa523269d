import HTTP
import RotaDomain
import RotaStore
import Civil

/// What a route of the API does and what it is told by: the document, its page and the reading of queries all come from here.
struct APIOperation: Sendable {
    /// "listClinicians"
    let name: String
    /// In one sentence, without its full stop.
    let summary: String
    var parameters: [APIParameter] = []
    /// Of the answer, or of each of its items.
    let schema: String
    let isList: Bool
    /// The scope that some parameter asks for besides the route's.
    var furtherScope: APIScope?
    let action: @Sendable (APICall) throws -> APIAnswer

    static func list(
        _ name: String, _ summary: String, of schema: String, _ parameters: [APIParameter] = [], furtherScope: APIScope? = nil,
        action: @escaping @Sendable (APICall) throws -> APIAnswer
    ) -> APIOperation {
        APIOperation(
            name: name, summary: summary, parameters: parameters + [.limit, .cursor], schema: schema, isList: true, furtherScope: furtherScope, action: action)
    }

    static func one(
        _ name: String, _ summary: String, _ schema: String, _ parameters: [APIParameter] = [], action: @escaping @Sendable (APICall) throws -> APIAnswer
    ) -> APIOperation {
        APIOperation(name: name, summary: summary, parameters: parameters, schema: schema, isList: false, action: action)
    }
}

/// What an action of the API is given.
struct APICall: Sendable {
    let practice: Practice
    let token: APIToken
    let query: APIQuery
    let route: String
    private let parameters: RouteParameters

    init(practice: Practice, token: APIToken, query: APIQuery, route: String, parameters: RouteParameters) {
        self.practice = practice
        self.token = token
        self.query = query
        self.route = route
        self.parameters = parameters
    }

    /// A token acts for the practice: its scopes say what of everybody's data it sees.
    var visibility: Visibility { .practice }
    var store: Store { practice.store }
    var today: Day { practice.today }

    /// The whole-number parameter of the address, or "not found".
    func id(_ name: String = "id") throws -> Int {
        guard let id = parameters.int(name) else { throw PageError.notFound }
        return id
    }

    func require(_ scope: APIScope) throws {
        guard token.scopes.contains(scope) else { throw APIGate.missing(scope) }
    }

    /// Whether the draft is asked for, which has a scope of its own.
    func isDraft() throws -> Bool {
        guard query.text("status") == "draft" else { return false }
        try require(.drafts)
        return true
    }

    /// Where the page before ended: nil at the beginning. Throws `APIProblem` for a cursor that is none of this route's.
    func cursor<Key>(_ read: (String) -> Key?) throws -> Key? {
        guard let text = query.text("cursor") else { return nil }
        guard let key = APICursor.read(text, route: route).flatMap(read) else {
            throw APIProblem(.parameters, faults: [APIProblem.Fault(parameter: "cursor", detail: "It must be \(APIParameter.cursor.form).")])
        }
        return key
    }

    /// A page of the items: `rows` holds one more than asked for where there are more.
    func page<Row>(_ rows: [Row], key: (Row) -> String, _ write: (inout JSONWriter, Row) -> Void) -> APIAnswer {
        let shown = rows.prefix(query.limit)
        var json = JSONWriter()
        json.object { $0.member("items", list: shown, write) }
        return APIAnswer(json: json.bytes, next: rows.count > shown.count ? shown.last.map { APICursor.write(key($0), route: route) } : nil)
    }
}

/// An answer's content, and where a list goes on.
struct APIAnswer: Sendable {
    let json: [UInt8]
    var next: String?

    init(json: [UInt8], next: String? = nil) {
        self.json = json
        self.next = next
    }

    init(_ body: (inout JSONWriter) -> Void) {
        var json = JSONWriter()
        json.object(body)
        self.init(json: json.bytes)
    }
}
