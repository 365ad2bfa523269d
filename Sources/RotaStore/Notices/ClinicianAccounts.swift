import RotaDomain
import SQLite

/// Which account is which clinician's.
package struct ClinicianAccounts {
    private let db: Connection

    package init(_ db: Connection) { self.db = db }

    /// The active accounts by their clinician's id in the practice file, in the order of these.
    package func active() throws -> [(code: String, account: Account)] {
        let accounts = Dictionary(uniqueKeysWithValues: try AccountRepository(db).all().filter(\.active).map { ($0.id, $0) })
        let linked = try db.all("SELECT code, account_id FROM clinicians WHERE account_id IS NOT NULL ORDER BY code") { ($0.text(0), $0.int(1)) }
        return linked.compactMap { code, id in accounts[id].map { (code, $0) } }
    }

    /// Whose invitation the account was made by; nil for one that was made otherwise.
    package func clinicianId(signedUpAs account: Int) throws -> Int? {
        try db.first(
            "SELECT clinician_id FROM invitations WHERE account_id = :account AND ended = 'accepted' ORDER BY id DESC LIMIT 1", ["account": account]) { $0.int(0) }
    }
}
