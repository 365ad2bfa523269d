import HTTP
import RotaDomain
import Secrets

/// The API in OpenAPI 3.1, made from its routes: what isn't in them isn't here, and nothing in them is left out.
enum APIDocument {
    static let version = "1.0.0"

    static func write() -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.member("openapi", "3.1.0")
            json.member("info", object: { json in
                json.member("title", "Practice Rota")
                json.member("version", version)
                json.member("description", "Reads a practice’s rota. It changes nothing. Times are by the clock in London; dates are plain dates.")
            })
            json.member("servers", list: ["/"]) { json, url in json.object { $0.member("url", url) } }
            json.member("security", list: ["token"]) { json, name in json.object { $0.member(name, [String]()) } }
            json.member("paths", object: paths)
            json.member("components", object: components)
        }
        return json.bytes
    }

    private static func paths(_ json: inout JSONWriter) {
        for endpoint in Routes.api where endpoint.pattern.hasPrefix("/api/") {
            json.member(path(endpoint.pattern), object: { json in
                json.member("get", object: { json in
                    if case .api(let access, let operation) = endpoint.action {
                        write(operation, access, endpoint.pattern, &json)
                    } else {
                        writeOwn(&json)
                    }
                })
            })
        }
    }

    /// `/api/v1/clinicians/{id}`
    static func path(_ pattern: String) -> String {
        pattern.split(separator: "/").map { "/" + ($0.hasPrefix(":") ? "{\($0.dropFirst())}" : String($0)) }.joined()
    }

    private static func write(_ operation: APIOperation, _ access: APIAccess, _ pattern: String, _ json: inout JSONWriter) {
        json.member("operationId", operation.name)
        json.member("summary", operation.summary)
        json.member("description", "Needs a token with the scope “\(access.scope.rawValue)”\(operation.furtherScope.map { ", and “\($0.rawValue)” for the draft" } ?? "").")
        json.name("parameters")
        json.list(segments(of: pattern) + operation.parameters.map(Place.query)) { json, place in place.write(to: &json) }
        json.member("responses", object: { json in
            json.member("200", object: { success(operation, &$0) })
            for (status, name) in refusals { json.member(status, object: { $0.member("$ref", "#/components/responses/\(name)") }) }
        })
    }

    /// Where a parameter stands.
    private enum Place {
        case path(String)
        case query(APIParameter)

        func write(to json: inout JSONWriter) {
            switch self {
            case .query(let parameter): parameter.write(to: &json)
            case .path(let name):
                json.object { json in
                    json.member("name", name)
                    json.member("in", "path")
                    json.member("required", true)
                    json.member("description", "The row’s id")
                    json.member("schema", object: { APISchema.whole.writeMembers(to: &$0) })
                }
            }
        }
    }

    private static func segments(of pattern: String) -> [Place] {
        pattern.split(separator: "/").filter { $0.hasPrefix(":") }.map { .path(String($0.dropFirst())) }
    }

    private static func success(_ operation: APIOperation, _ json: inout JSONWriter) {
        json.member("description", operation.isList ? "A page of the list; Link with rel=next leads to the next" : operation.summary)
        json.member("headers", object: { json in
            for (name, about) in [("ETag", "For If-None-Match, which answers 304 while nothing changed")] + (operation.isList ? [("Link", "Where the list goes on")] : []) {
                json.member(name, object: { json in
                    json.member("description", about)
                    json.member("schema", object: { $0.member("type", "string") })
                })
            }
        })
        content("application/json", &json) { json in
            let item = APISchema.named(operation.schema)
            (operation.isList ? APISchema.object([.init("items", .list(item), "The items, in order")]) : item).writeMembers(to: &json)
        }
    }

    private static func content(_ type: String, _ json: inout JSONWriter, _ schema: (inout JSONWriter) -> Void) {
        json.member("content", object: { json in
            json.member(type, object: { json in json.member("schema", object: schema) })
        })
    }

    private static let refusals = [
        ("304", "NotModified"), ("400", "Problem"), ("401", "Problem"), ("403", "Problem"), ("404", "Problem"), ("412", "Problem"), ("422", "Problem"),
        ("429", "Problem"), ("500", "Problem"), ("503", "Problem"),
    ]

    private static func components(_ json: inout JSONWriter) {
        json.member("securitySchemes", object: { json in
            json.member("token", object: { json in
                json.member("type", "http")
                json.member("scheme", "bearer")
                json.member("description", "A token that a manager made under Settings, API tokens")
            })
        })
        json.member("responses", object: { json in
            json.member("NotModified", object: { $0.member("description", "It is what If-None-Match names") })
            json.member("Problem", object: { json in
                json.member("description", "What went wrong (RFC 9457)")
                content("application/problem+json", &json) { APISchema.named("Problem").writeMembers(to: &$0) }
            })
        })
        json.member("schemas", object: { json in
            for (name, schema) in APISchemas.all { json.member(name, object: { schema.writeMembers(to: &$0) }) }
        })
    }

    /// Of the document itself.
    private static func writeOwn(_ json: inout JSONWriter) {
        json.member("operationId", "getDocument")
        json.member("summary", "This document")
        json.member("security", [String]())
        json.member("responses", object: { json in
            json.member("200", object: { json in
                json.member("description", "The API in OpenAPI 3.1")
                json.member("content", object: { json in
                    json.member("application/json", object: { json in json.member("schema", object: { $0.member("type", "object") }) })
                })
            })
        })
    }
}
