/// Whose data somebody may see, and whether they see the rota before it is published.
///
/// Repositories of people's data take one; it is made in one place, from the signed-in account.
package struct Visibility: Sendable, Hashable {
    /// Managers work on the draft; clinicians see published dates only (B5).
    package let seesDrafts: Bool

    /// Terms, leave, bookings and accounts of everybody: those who run the practice.
    package var seesEverybody: Bool { seesDrafts }

    private init(seesDrafts: Bool) { self.seesDrafts = seesDrafts }

    /// What this account may see. With no practitioner group, every colleague (S3.3).
    package static func of(_ account: Account) -> Visibility { Visibility(seesDrafts: account.role.managesPractice) }

    /// For the command line and jobs, which act for the practice itself.
    package static let practice = Visibility(seesDrafts: true)
}
