import RotaDomain
import RotaStore
import SQLite

/// What stands of a clinician's account: whose it is, or whom it was offered to (S0.59).
struct AccountStatus {
    /// An invitation with what goes with it.
    struct Sent {
        let invitation: Invitation
        let groups: [PractitionerGroup]
        /// Nil where nothing was mailed.
        let mail: MailFate?
    }

    let clinician: Clinician
    let account: Account?
    /// The newest first.
    let sent: [Sent]
    /// The practitioner groups that there are to choose from (S3.13).
    let groups: [PractitionerGroup]

    init(_ db: Connection, _ visibility: Visibility, _ clinician: Clinician) throws {
        let groups = InvitationGroups(db)
        self.clinician = clinician
        account = try clinician.accountId.flatMap { try AccountRepository(db).find($0) }
        self.groups = try groups.choices()
        sent = try InvitationRepository(db, visibility).all(of: clinician.id).map { invitation in
            Sent(invitation: invitation, groups: try groups.chosen(in: invitation.id), mail: try MailFate.of(InvitationMail.key(invitation.id), db))
        }
    }

    init(clinician: Clinician, account: Account? = nil, sent: [Sent] = [], groups: [PractitionerGroup] = []) {
        self.clinician = clinician
        self.account = account
        self.sent = sent
        self.groups = groups
    }
}
