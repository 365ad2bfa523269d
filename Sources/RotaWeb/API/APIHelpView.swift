import HTML
import HTTP
import RotaDomain

/// `/help/api`: the API for who writes programs, from the same routes as the document.
enum APIHelpController {
    static func show(_ visitor: Visitor) throws -> Response {
        let title = "API"
        let reader = try Authentication(practice: visitor.practice).signedIn(visitor.request, visitor.parameters)
        let base = visitor.practice.address("", for: visitor.request)
        return APIHelpView(page: reader?.plainLayout(title) ?? visitor.layout(title), base: base, managesTokens: reader?.account.may(.settings) == true).page()
    }
}

struct APIHelpView {
    struct Row {
        let name: String
        let words: String
        let about: String
    }

    struct Operation {
        let id: String
        let captionId: String
        let parametersId: String
        let title: String
        let address: String
        let scope: String
        let schema: PageLayout.Link
        let parameters: [Row]

        var hasParameters: Bool { !parameters.isEmpty }
    }

    struct Shape {
        let id: String
        let captionId: String
        let name: String
        let fields: [Row]
    }

    let page: PageLayout
    let base: String
    let managesTokens: Bool
    let scopes: [Row]
    let operations: [Operation]
    let shapes: [Shape]
    let problems: [Row]
    let perMinute = APIRateLimit.perMinute

    init(page: PageLayout, base: String, managesTokens: Bool) {
        self.page = page
        self.base = base
        self.managesTokens = managesTokens
        scopes = APIScope.allCases.map { Row(name: $0.rawValue, words: $0.label, about: $0.about) }
        operations = Routes.api.compactMap(Operation.init)
        shapes = APISchemas.all.map(Shape.init)
        problems = APIProblem.Kind.allCases.map { Row(name: $0.anchor, words: "\($0.title) (\($0.status.code))", about: $0.detail) }
    }

    static let preview = APIHelpView(page: .preview, base: "https://rota.example", managesTokens: true)
}

extension APIHelpView.Operation {
    fileprivate init?(_ endpoint: Endpoint) {
        guard case .api(let access, let operation) = endpoint.action else { return nil }
        let also = operation.furtherScope.map { ", and \($0.rawValue) for the draft" } ?? ""
        self.init(
            id: operation.name, captionId: "\(operation.name)-head", parametersId: "\(operation.name)-parameters", title: operation.summary,
            address: APIDocument.path(endpoint.pattern), scope: access.scope.rawValue + also,
            schema: PageLayout.Link(label: operation.isList ? "items: list of \(operation.schema)" : operation.schema, path: "#shape-\(operation.schema)"),
            parameters: operation.parameters.map { APIHelpView.Row(name: $0.name, words: ($0.isRequired ? "needed, " : "") + $0.form, about: $0.about) })
    }
}

extension APIHelpView.Shape {
    fileprivate init(_ named: (name: String, schema: APISchema)) {
        guard case .object(let fields) = named.schema else {
            self.init(id: "shape-\(named.name)", captionId: "shape-\(named.name)-fields", name: named.name, fields: [])
            return
        }
        self.init(
            id: "shape-\(named.name)", captionId: "shape-\(named.name)-fields", name: named.name,
            fields: fields.map { APIHelpView.Row(name: $0.name, words: $0.schema.words, about: $0.about) })
    }
}
