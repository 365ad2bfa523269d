import Civil
import RotaDomain
import RotaStore
import SQLite
import Secrets

/// Makes the account of whoever was invited, all of it in one transaction: the account, its link to the clinician, group memberships, the mail that asks
/// to prove the address, the login (S0.64 to S0.68, S3.14).
struct InvitationAcceptance {
    enum Outcome: Sendable {
        /// The new login's token.
        case accepted(Token)
        /// The form says why.
        case refused(Invitation, Clinician)
        case ended(InvitationEnding)
    }

    let visitor: Visitor

    private var practice: Practice { visitor.practice }

    /// - Parameter hash: the held link's.
    func accept(_ hash: [UInt8], _ form: inout AccountForm) throws -> Outcome {
        let now = practice.clock.now(), practiceName = visitor.practiceName
        let link = try practice.store.read { db -> InvitationLink in
            let link = try InvitationLink.find(hash, db, at: now)
            guard case .open(let invitation, let clinician) = link else { return link }
            form.fill(from: invitation, clinician)
            form.check(practiceName: practiceName, needsPassword: true, giving: [.clinician])
            try form.checkTaken(db)
            return link
        }
        guard case .open(let invitation, let clinician) = link else { return Self.ended(link) }
        guard form.errors.isEmpty else { return .refused(invitation, clinician) }
        let password = try practice.passwords.hash(form.password)
        return try practice.store.write { db in
            // Asked again: another browser may have been faster while the password was being hashed.
            let link = try InvitationLink.find(hash, db, at: now)
            guard case .open(let invitation, let clinician) = link else { return Self.ended(link) }
            try form.checkTaken(db)
            guard form.errors.isEmpty else { return .refused(invitation, clinician) }
            let account = try make(form, password, invitation, clinician, db)
            if visitor.post.isOn { try AccountMail(visitor.post).askForProof(account, db) } else { try practice.notices.tell(.signUpWithoutMail(account, clinicianId: clinician.id), db) }
            return .accepted(try welcome(account, of: clinician.name, db))
        }
    }

    /// The same form sent twice, perhaps by a double click: where the first sending made this very account, the second signs in to it. Anything else is told
    /// that the invitation was used.
    func repeated(_ hash: [UInt8], _ form: AccountForm) throws -> Outcome {
        let (account, clinician) = try practice.store.read { db -> (Account?, Clinician?) in
            let account = try InvitationRepository(db, .practice).find(tokenHash: hash)?.accountId.flatMap { try AccountRepository(db).find($0) }
            return (account, try account.flatMap { try ClinicianRepository(db, .practice).holder(of: $0.id) })
        }
        guard let account, let clinician, account.username.lowercased() == form.username.lowercased(), !form.password.isEmpty else { return .ended(.used) }
        let outcome = try SignIn(practice: practice, request: visitor.request).attempt(name: account.username, password: form.password) { account, db -> Token? in
            // No way around the second step, where there is one by now.
            try TwoStepRepository(db).isOn(account.id) ? nil : try welcome(account, of: clinician.name, db)
        }
        guard case .signedIn(let login?) = outcome else { return .ended(.used) }
        return .accepted(login)
    }

    private func make(_ form: AccountForm, _ password: String, _ invitation: Invitation, _ found: Clinician, _ db: Connection) throws -> Account {
        let now = practice.clock.now()
        let account = try AccountRepository(db).insert(
            username: form.username, name: form.name, email: form.email, role: .clinician, passwordHash: password, at: now.iso)
        let actor = Actor(accountId: account.id, name: account.name, requestId: visitor.request.id.description)
        var clinician = found
        clinician.accountId = account.id
        guard try ClinicianRepository(db, .practice).update(clinician), try InvitationRepository(db, .practice).end(invitation.id, as: .accepted, account: account.id, at: now)
        else { throw PageError.stale("The invitation was changed by someone else.") }
        try InvitationGroups(db).join(clinician.id, by: invitation.id)
        let log = AuditLog(db)
        try log.record("create account", AuditSubject("account", id: account.id, account.username), by: actor, at: now, after: account.auditFields)
        try log.record(
            "accept invitation", AuditSubject("clinician", id: clinician.id, clinician.name), by: actor, at: now, before: ["account": nil], after: ["account": account.username])
        return account
    }

    /// Signs the browser in, and says on its next page what comes now.
    private func welcome(_ account: Account, of clinician: String, _ db: Connection) throws -> Token {
        let token = try Authentication(practice: practice).begin(account, visitor.request, db)
        let proof = visitor.post.isOn ? " A mail is on its way to \(account.email): open the link in it within 24 hours, to prove that the address is yours." : ""
        let words = "Your account is made and linked to the record of \(clinician).\(proof)"
        let logins = LoginRepository(db)
        if let login = try logins.find(tokenHash: token.hash) { try logins.setFlash(PageLayout.Success(text: words).stored, of: login.id) }
        return token
    }

    private static func ended(_ link: InvitationLink) -> Outcome {
        guard case .ended(let ending) = link else { return .ended(.unknown) }
        return .ended(ending)
    }
}

extension AccountForm {
    /// What the invited don't choose themselves.
    mutating func fill(from invitation: Invitation, _ clinician: Clinician) {
        name = clinician.name
        email = invitation.email
        role = Role.clinician.rawValue
    }
}
