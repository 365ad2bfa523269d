extension Paths {
    static let join = "/join"

    static func invitations(of clinician: Int) -> String { "/clinicians/\(clinician)/invitations" }
    static func revocation(ofInvitation id: Int) -> String { "/invitations/\(id)/revocation" }
    /// The link that is mailed or handed over.
    static func join(_ token: String) -> String { "/join/\(token)" }
}
