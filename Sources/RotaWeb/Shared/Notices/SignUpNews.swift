import RotaDomain
import RotaStore
import SQLite

/// Tells of somebody who signed up by an invitation, once they have proved their e-mail address (S0.69).
struct SignUpNews {
    let practice: Practice

    /// - Parameter account: as it was before the address was proved.
    func tell(_ account: Account, _ db: Connection) throws {
        guard account.emailVerifiedAt == nil, let clinician = try ClinicianAccounts(db).clinicianId(signedUpAs: account.id) else { return }
        try practice.notices.tell(.signUp(account, clinicianId: clinician), db)
    }
}
