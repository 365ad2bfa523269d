import Civil
import RotaDomain

/// The form that invites, by itself: where it comes back with errors.
struct InvitationNewView {
    let page: PageLayout
    let name: String
    let status: AccountStatusView

    static let preview = InvitationNewView(page: .preview, name: "Dr Amara Okafor", status: .preview)
}

/// The link of an invitation that was not mailed, shown to whoever is to hand it over, this once.
struct InvitationLinkView {
    let page: PageLayout
    let name: String
    let email: String
    let link: String
    let until: String
    let backPath: String

    init(page: PageLayout, clinician: Clinician, invitation: Invitation, link: String) {
        self.page = page
        self.link = link
        name = clinician.name
        email = invitation.email
        until = invitation.expiresAt.words
        backPath = Paths.clinician(clinician.id)
    }

    static let preview = InvitationLinkView(
        page: .preview, clinician: Clinician(id: 1, code: "amara-okafor", name: "Dr Amara Okafor", active: true, accountId: nil, revision: 1),
        invitation: Invitation(
            id: 1, clinicianId: 1, email: "amara@elm.example", createdAt: Instant(seconds: 1_795_336_200), createdBy: "Priya Shah",
            expiresAt: Instant(seconds: 1_796_545_800)),
        link: "https://rota.example.org/join/pXv0Hq3sVx7mJm2bT1eK9cLr8wZyAfGdNiUo5QkR4hE")
}
