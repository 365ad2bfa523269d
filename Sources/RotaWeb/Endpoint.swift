import HTTP

/// One row of the site map, with who may use it.
struct Endpoint: Sendable {
    enum Action: Sendable {
        case open(OpenAccess, @Sendable (Visitor) throws -> Response)
        case staff(StaffAccess, @Sendable (SignedIn) throws -> Response)
    }

    let method: Method
    let pattern: String
    let action: Action

    static func get(_ pattern: String, access: OpenAccess, _ action: @escaping @Sendable (Visitor) throws -> Response) -> Endpoint {
        Endpoint(method: .get, pattern: pattern, action: .open(access, action))
    }

    static func post(_ pattern: String, access: OpenAccess, _ action: @escaping @Sendable (Visitor) throws -> Response) -> Endpoint {
        Endpoint(method: .post, pattern: pattern, action: .open(access, action))
    }

    static func get(_ pattern: String, access: StaffAccess, _ action: @escaping @Sendable (SignedIn) throws -> Response) -> Endpoint {
        Endpoint(method: .get, pattern: pattern, action: .staff(access, action))
    }

    static func post(_ pattern: String, access: StaffAccess, _ action: @escaping @Sendable (SignedIn) throws -> Response) -> Endpoint {
        Endpoint(method: .post, pattern: pattern, action: .staff(access, action))
    }

    /// "anyone", "staff", "managers", "admins"
    var accessName: String {
        switch action {
        case .open: "anyone"
        case .staff(let access, _): access.rawValue
        }
    }
}
