/// Whose data somebody may see, and whether they see the rota before it is published.
///
/// Repositories of people's data take one; it is made in one place, from the signed-in account.
package struct Visibility: Sendable, Hashable {
    /// Whoever manages clinicians, the rota or requests works with the draft; everybody else sees published dates only (B5).
    package let seesDrafts: Bool

    /// Terms, leave, bookings, groups and shifts of everybody: whoever manages any of it. Which pages they have is for the routes to say.
    package let seesEverybody: Bool

    private init(seesDrafts: Bool, seesEverybody: Bool) {
        self.seesDrafts = seesDrafts
        self.seesEverybody = seesEverybody
    }

    /// What this account may see. With no practitioner group, every colleague (S3.3).
    package static func of(_ account: Account) -> Visibility {
        let seesDrafts = account.may(.clinicians) || account.may(.rota) || account.may(.requests)
        return Visibility(seesDrafts: seesDrafts, seesEverybody: seesDrafts || Permission.allCases.contains { $0 != .audit && account.may($0) })
    }

    /// For the command line and jobs, which act for the practice itself.
    package static let practice = Visibility(seesDrafts: true, seesEverybody: true)
}
