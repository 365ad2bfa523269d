import HTTP

/// One row of the site map, with who may use it.
struct Endpoint: Sendable {
    enum Action: Sendable {
        case open(OpenAccess, @Sendable (Visitor) throws -> Response)
        case staff(StaffAccess, @Sendable (SignedIn) throws -> Response)
        case api(APIAccess, APIOperation)
    }

    let method: Method
    let pattern: String
    let action: Action
    /// It takes files: a larger body than a form's, and only from somebody signed in.
    var takesFiles = false
    /// It hashes a password, which takes a good part of a second and 128 MiB by design: few at once, and never on the threads that answer all else.
    var isCostly = false
    /// What it is sent may wait while its sender signs in again; see `KeptForms`.
    var keepsForm = true
    /// Who must set up two-step verification may use it before they have.
    var isOpenWhileTwoStepIsDue = false
    /// Its pattern's, among those that are counted.
    var name = RouteName.none

    static func get(_ pattern: String, access: OpenAccess, _ action: @escaping @Sendable (Visitor) throws -> Response) -> Endpoint {
        Endpoint(method: .get, pattern: pattern, action: .open(access, action))
    }

    static func get(_ pattern: String, access: APIAccess, _ operation: APIOperation) -> Endpoint {
        Endpoint(method: .get, pattern: pattern, action: .api(access, operation))
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
        _ pattern: String, access: StaffAccess, takesFiles: Bool = false, isCostly: Bool = false, _ action: @escaping @Sendable (SignedIn) throws -> Response
    ) -> Endpoint {
        Endpoint(method: .post, pattern: pattern, action: .staff(access, action), takesFiles: takesFiles, isCostly: isCostly)
    }

    /// Its form holds something secret, or is a button whose time may have passed.
    func withoutKeeping() -> Endpoint {
        var endpoint = self
        endpoint.keepsForm = false
        return endpoint
    }

    /// For what leads to two-step verification, and out.
    func whileTwoStepIsDue() -> Endpoint {
        var endpoint = self
        endpoint.isOpenWhileTwoStepIsDue = true
        return endpoint
    }

    /// "anyone", "staff", or the permission that it takes: "rota"; a token's scope: "token:rota"
    var accessName: String {
        switch action {
        case .open: "anyone"
        case .staff(let access, _): access.name
        case .api(let access, _): "token:\(access.scope.rawValue)"
        }
    }
}
