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
    /// The largest body that it takes, in bytes; beyond that of a form only from somebody signed in.
    var bodyLimit = Endpoint.formBytes
    /// It hashes a password, which takes a good part of a second and 128 MiB by design: few at once, and never on the threads that answer all else.
    var isCostly = false

    /// More than any form of ours.
    static let formBytes = 1 << 20

    static func get(_ pattern: String, access: OpenAccess, _ action: @escaping @Sendable (Visitor) throws -> Response) -> Endpoint {
        Endpoint(method: .get, pattern: pattern, action: .open(access, action))
    }

    static func post(
        _ pattern: String, access: OpenAccess, isCostly: Bool = false, _ action: @escaping @Sendable (Visitor) throws -> Response
    ) -> Endpoint {
        Endpoint(method: .post, pattern: pattern, action: .open(access, action), isCostly: isCostly)
    }

    static func get(_ pattern: String, access: StaffAccess, _ action: @escaping @Sendable (SignedIn) throws -> Response) -> Endpoint {
        Endpoint(method: .get, pattern: pattern, action: .staff(access, action))
    }

    static func post(
        _ pattern: String, access: StaffAccess, bodyLimit: Int = formBytes, isCostly: Bool = false, _ action: @escaping @Sendable (SignedIn) throws -> Response
    ) -> Endpoint {
        Endpoint(method: .post, pattern: pattern, action: .staff(access, action), bodyLimit: bodyLimit, isCostly: isCostly)
    }

    /// "anyone", "staff", "managers", "admins"
    var accessName: String {
        switch action {
        case .open: "anyone"
        case .staff(let access, _): access.rawValue
        }
    }
}
