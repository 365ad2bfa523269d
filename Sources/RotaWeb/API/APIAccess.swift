import RotaDomain

/// Who may use a route of the API: a token with this scope, shown as a bearer token (RFC 6750). Cookies count for nothing there.
enum APIAccess: Sendable {
    case api(APIScope)

    var scope: APIScope {
        switch self {
        case .api(let scope): scope
        }
    }
}
