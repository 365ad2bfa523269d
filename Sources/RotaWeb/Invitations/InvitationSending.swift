import Civil
import RotaDomain
import RotaStore
import SQLite
import Secrets

/// Sends and revokes invitations, each in one transaction with its mail and its audit entry. The token is in the link and nowhere else.
struct InvitationSending {
    /// What was sent; `link` where it is to be handed over because mail is off.
    struct Sent {
        let clinician: Clinician
        let invitation: Invitation
        let link: String?
    }

    let context: SignedIn

    /// Nil when the form has errors. The one before dies (S0.70).
    func send(_ form: inout InvitationForm, to id: Int) throws -> Sent? {
        let token = try Token(random: context.practice.random), now = context.now
        let made = try context.store.write { db -> (Clinician, Invitation, Bool)? in
            let clinician = try invitable(id, db)
            try form.check(db, of: clinician, by: context.account, at: now)
            guard form.errors.isEmpty else { return nil }
            let invitations = InvitationRepository(db, context.visibility)
            if let old = try invitations.open(of: id) { try end(old, as: .replaced, db) }
            let invitation = try invitations.insert(clinicianId: id, email: form.email, tokenHash: token.hash, by: context.account.name, at: now)
            try InvitationGroups(db).choose(form.groups.sorted(), in: invitation.id)
            let groups = try InvitationGroups(db).chosen(in: invitation.id).map(\.name).joined(separator: ", ")
            try AuditLog(db).record(
                "invite clinician", subject(clinician), by: context.actor, at: now,
                after: AuditFields([("email", form.email), ("until", invitation.expiresAt.words)] + (groups.isEmpty ? [] : [("practitioner groups", groups)])))
            let isMailed = try context.post.queue(mail(invitation, clinician, token), to: recipient(invitation, clinician), key: InvitationMail.key(invitation.id), until: invitation.expiresAt, db)
            return (clinician, invitation, isMailed)
        }
        guard let (clinician, invitation, isMailed) = made else { return nil }
        return Sent(clinician: clinician, invitation: invitation, link: isMailed ? nil : base + Paths.join(token.text))
    }

    func revoke(_ id: Int) throws -> Invitation {
        try context.store.write { db in
            guard let invitation = try InvitationRepository(db, context.visibility).find(id),
                let clinician = try ClinicianRepository(db, context.visibility).find(invitation.clinicianId)
            else { throw PageError.notFound }
            guard invitation.state(at: context.now) == .pending else { throw PageError.stale("The invitation to \(invitation.email) is not pending any more.") }
            try end(invitation, as: .revoked, db)
            try AuditLog(db).record("revoke invitation", subject(clinician), by: context.actor, at: context.now, before: ["email": invitation.email])
            return invitation
        }
    }

    /// Nobody who has an account, nor anybody inactive, is invited, whatever page was open (S0.72).
    private func invitable(_ id: Int, _ db: Connection) throws -> Clinician {
        guard let clinician = try ClinicianRepository(db, context.visibility).find(id) else { throw PageError.notFound }
        guard clinician.accountId == nil else { throw PageError.stale("\(clinician.name) has an account already, so no invitation was sent.") }
        guard clinician.active else { throw PageError.stale("\(clinician.name) is inactive, so no invitation was sent.") }
        return clinician
    }

    /// Its mail, if it has not gone yet, is of no use to anybody.
    private func end(_ invitation: Invitation, as reason: Invitation.Ended, _ db: Connection) throws {
        _ = try InvitationRepository(db, context.visibility).end(invitation.id, as: reason, at: context.now)
        try MailFate.drop(InvitationMail.key(invitation.id), at: context.now, db)
    }

    private func mail(_ invitation: Invitation, _ clinician: Clinician, _ token: Token) -> InvitationMail {
        let post = context.post
        return InvitationMail(
            frame: post.frame("Your account at \(context.practiceName)", because: "You get this because \(invitation.createdBy) invited you by this address."),
            name: clinician.name, sender: invitation.createdBy, practice: context.practiceName, link: post.address(Paths.join(token.text)), until: invitation.expiresAt.words)
    }

    private func recipient(_ invitation: Invitation, _ clinician: Clinician) -> MailRecipient { MailRecipient(name: clinician.name, address: invitation.email) }

    /// How this browser reached the program, where no setting says how all do.
    private var base: String {
        let settings = context.practice.settings
        return settings.baseURL.isEmpty ? "\(context.request.isSecure ? "https" : "http")://\(context.request.authority)" : settings.baseURL
    }

    private func subject(_ clinician: Clinician) -> AuditSubject { AuditSubject("clinician", id: clinician.id, clinician.name) }
}
