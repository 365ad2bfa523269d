import Civil
import RotaDomain
import SQLite

/// The invitations to clinicians. Of their tokens only the SHA-256 is kept. With a `Visibility` that does not see everybody there are none.
package struct InvitationRepository {
    private let db: Connection
    private let seesAll: Bool

    package init(_ db: Connection, _ visibility: Visibility) {
        self.db = db
        seesAll = visibility.seesEverybody
    }

    package func find(_ id: Int) throws -> Invitation? {
        try db.first(
            """
            SELECT id, clinician_id, email, created_at, created_by, expires_at, ended, ended_at, account_id
            FROM invitations
            WHERE id = :id AND :sees
            """, ["id": id, "sees": seesAll], read)
    }

    package func find(tokenHash: [UInt8]) throws -> Invitation? {
        try db.first(
            """
            SELECT id, clinician_id, email, created_at, created_by, expires_at, ended, ended_at, account_id
            FROM invitations
            WHERE token_hash = :hash AND :sees
            """, ["hash": tokenHash, "sees": seesAll], read)
    }

    /// The newest first.
    package func all(of clinicianId: Int) throws -> [Invitation] {
        try db.all(
            """
            SELECT id, clinician_id, email, created_at, created_by, expires_at, ended, ended_at, account_id
            FROM invitations
            WHERE clinician_id = :clinician AND :sees
            ORDER BY id DESC
            """, ["clinician": clinicianId, "sees": seesAll], read)
    }

    /// The one that has not ended, be it past its time.
    package func open(of clinicianId: Int) throws -> Invitation? {
        try db.first(
            """
            SELECT id, clinician_id, email, created_at, created_by, expires_at, ended, ended_at, account_id
            FROM invitations
            WHERE clinician_id = :clinician AND ended IS NULL AND :sees
            """, ["clinician": clinicianId, "sees": seesAll], read)
    }

    /// The name of another clinician who is invited at this address just now, and has no account yet.
    package func otherInvited(at email: String, than clinicianId: Int, now: Instant) throws -> String? {
        try db.first(
            """
            SELECT clinicians.name
            FROM invitations
            JOIN clinicians ON clinicians.id = invitations.clinician_id
            WHERE invitations.email = :email AND invitations.clinician_id <> :clinician
              AND invitations.ended IS NULL AND invitations.expires_at > :now
              AND clinicians.account_id IS NULL AND clinicians.active = 1 AND :sees
            """, ["email": email, "clinician": clinicianId, "now": now.iso, "sees": seesAll]) { $0.text(0) }
    }

    /// The clinician's older one must have ended. `createdBy` is a name.
    package func insert(clinicianId: Int, email: String, tokenHash: [UInt8], by createdBy: String, at now: Instant) throws -> Invitation {
        let expiresAt = Invitation.expiry(of: now)
        let id = try db.insert(
            """
            INSERT INTO invitations (clinician_id, email, token_hash, created_at, created_by, expires_at)
            VALUES (:clinician, :email, :hash, :at, :by, :expires)
            """, ["clinician": clinicianId, "email": email, "hash": tokenHash, "at": now.iso, "by": createdBy, "expires": expiresAt.iso])
        return Invitation(id: id, clinicianId: clinicianId, email: email, createdAt: now, createdBy: createdBy, expiresAt: expiresAt)
    }

    /// False when it had ended already. `account` is the one that was made with it.
    package func end(_ id: Int, as reason: Invitation.Ended, account: Int? = nil, at now: Instant) throws -> Bool {
        try db.run(
            """
            UPDATE invitations
            SET ended = :reason, ended_at = :at, account_id = :account
            WHERE id = :id AND ended IS NULL
            """, ["id": id, "reason": reason.rawValue, "at": now.iso, "account": account]) > 0
    }

    private func read(_ row: Row) throws -> Invitation {
        Invitation(
            id: row.int(0), clinicianId: row.int(1), email: row.text(2), createdAt: try row.instant(3), createdBy: row.text(4), expiresAt: try row.instant(5),
            ended: row.isNull(6) ? nil : try row.word(6), endedAt: try row.optionalInstant(7), accountId: row.optionalInt(8))
    }
}
