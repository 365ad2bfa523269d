import HTML
import HTTP
import RotaDomain
import RotaStore

/// Inviting a clinician to make their account, again and again where need be, and taking that back (S0.58 to S0.63, S0.70).
enum InvitationsController {
    static func create(_ context: SignedIn) throws -> Response {
        let id = try context.id()
        var form = InvitationForm(context.form)
        let sent = try InvitationSending(context: context).send(&form, to: id)
        guard let sent else { return try page(context, id, form) }
        guard let link = sent.link else {
            return try context.redirect(to: Paths.clinician(id), success: "An invitation is on its way to \(form.email). It works until \(sent.invitation.expiresAt.words).")
        }
        // It stands nowhere but in this answer: a redirect would have to keep it somewhere.
        let layout = context.layout("Hand over the invitation", section: .clinicians, crumbs: crumbs(sent.clinician))
        return InvitationLinkView(page: layout, clinician: sent.clinician, invitation: sent.invitation, link: link).page()
    }

    static func revoke(_ context: SignedIn) throws -> Response {
        let ended = try InvitationSending(context: context).revoke(try context.id())
        return try context.redirect(to: Paths.clinician(ended.clinicianId), success: "The invitation to \(ended.email) was revoked. Its link lets nobody in any more.")
    }

    private static func page(_ context: SignedIn, _ id: Int, _ form: InvitationForm) throws -> Response {
        let status = try context.store.read { db -> AccountStatus in
            guard let clinician = try ClinicianRepository(db, context.visibility).find(id) else { throw PageError.notFound }
            return try AccountStatus(db, context.visibility, clinician)
        }
        let layout = context.layout("Invite \(status.clinician.name)", section: .clinicians, crumbs: crumbs(status.clinician), errors: form.errors)
        return InvitationNewView(page: layout, name: status.clinician.name, status: try context.view(of: status, form: form)).page(form.errors.status)
    }

    private static func crumbs(_ clinician: Clinician) -> [PageLayout.Link] {
        [PageLayout.Link(label: "Clinicians", path: Paths.clinicians), PageLayout.Link(label: clinician.name, path: Paths.clinician(clinician.id))]
    }
}
