import Civil
import HTTP
import RotaDomain
import RotaStore
import SQLite

/// Whom to invite, and into which practitioner groups (S0.60, S3.13).
struct InvitationForm {
    var email = ""
    var groups: Set<Int> = []
    private(set) var errors = FieldErrors()

    init() {}

    init(_ form: FormBody) {
        email = (form["email"] ?? "").trimmingSpaces
        groups = Set(form.all("groups").compactMap { Int($0) })
    }

    /// The answers of the last time, to send it again by (S0.70).
    init(_ last: AccountStatus.Sent?) {
        email = last?.invitation.email ?? ""
        groups = Set(last?.groups.map(\.id) ?? [])
    }

    /// - Parameter sender: told more of what stands against it where they may see users.
    mutating func check(_ db: Connection, of clinician: Clinician, by sender: Account, at now: Instant) throws {
        if !groups.isSubset(of: try InvitationGroups(db).choices().map(\.id)) {
            errors.add("groups", "One of the groups was removed meanwhile; choose again", target: "groups-1")
        }
        if let problem = EmailAddress.problem(email) { return errors.add("email", problem) }
        if let account = try AccountRepository(db).find(email: email) { return errors.add("email", try Self.hasAccount(account, db, sender)) }
        if let name = try InvitationRepository(db, .practice).otherInvited(at: email, than: clinician.id, now: now) {
            errors.add("email", "\(name) is invited at this address already. Everybody needs an address of their own")
        }
    }

    private static func hasAccount(_ account: Account, _ db: Connection, _ sender: Account) throws -> String {
        guard sender.may(.users) else { return "This address has an account already. Ask somebody who manages users to link it, or use another address" }
        let holder = try ClinicianRepository(db, .practice).holder(of: account.id)
        if let holder { return "This address belongs to the account \(account.username), which is linked to \(holder.name). Use another address" }
        return "This address belongs to the account \(account.username). Link that account instead, or use another address"
    }
}
