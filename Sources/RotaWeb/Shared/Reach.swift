import RotaDomain

/// What somebody may open, as flags for templates: no page shows a link that leads to "not for you".
struct Reach: Sendable, Hashable {
    let users: Bool
    let clinicians: Bool
    let groups: Bool
    let rota: Bool
    let requests: Bool
    let locums: Bool
    let audit: Bool
    let settings: Bool

    /// A visitor's.
    init() { self.init { _ in false } }

    init(_ account: Account) { self.init(account.may) }

    static let all = Reach { _ in true }

    private init(_ may: (Permission) -> Bool) {
        users = may(.users)
        clinicians = may(.clinicians)
        groups = may(.groups)
        rota = may(.rota)
        requests = may(.requests)
        locums = may(.locums)
        audit = may(.audit)
        settings = may(.settings)
    }
}
