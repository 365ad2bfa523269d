import Civil
import RotaDomain
import RotaStore

/// The part of a clinician's page about their account: the username, or the form that invites them and what became of it (S0.59, S0.71).
struct AccountStatusView {
    struct Line {
        let email: String
        let state: String
        let tag: String
        /// "until 6 December 2026, 8:30am"
        let when: String
        /// "22 November 2026, 8:30am by Priya Shah"
        let sent: String
        let groups: String?
        let mail: String?
        let mailFailed: Bool
        /// Nil where there is nothing left to revoke.
        let revokePath: String?
        let token: FormToken
    }

    let token: FormToken
    let may: Reach
    let name: String
    let username: String?
    /// "Clinician, inactive"
    let role: String?
    let accountPath: String
    let linkPath: String
    let newAccountPath: String
    let activatePath: String
    let action: String
    /// Nobody has the account, and the clinician is active: only then is there a form (S0.72).
    let canInvite: Bool
    let isMailOn: Bool
    let email: TextField
    /// Nil while the practice has no practitioner groups (S3.13).
    let groups: ChoiceField?
    let submit: String
    let latest: [Line]
    let older: [Line]

    var hasLatest: Bool { !latest.isEmpty }
    var hasOlder: Bool { !older.isEmpty }
    var olderTitle: String { counted(older.count, "older invitation") }

    private static let shown = 3

    /// - Parameter form: as it was sent, where it comes back with errors.
    init(_ status: AccountStatus, token: FormToken, may: Reach, isMailOn: Bool, now: Instant, form sent: InvitationForm? = nil) {
        let clinician = status.clinician, form = sent ?? InvitationForm(status.sent.first)
        self.token = token
        self.may = may
        self.isMailOn = isMailOn
        name = clinician.name
        username = status.account?.username
        role = status.account.map { "\($0.role.label)\($0.active ? "" : ", inactive")" }
        accountPath = status.account.map { Paths.account($0.id) } ?? ""
        linkPath = Paths.editClinician(clinician.id) + "#account"
        newAccountPath = Paths.newAccount(of: clinician.id)
        activatePath = Paths.editClinician(clinician.id) + "#status"
        action = Paths.invitations(of: clinician.id)
        canInvite = status.account == nil && clinician.active
        email = TextField(
            id: "email", label: "Email", hint: isMailOn ? "The link to sign up is mailed there" : "The address that their account will have", value: form.email,
            error: form.errors["email"], type: "email")
        groups = status.groups.isEmpty
            ? nil
            : .checkboxes(
                "groups", legend: "Practitioner groups (optional)", hint: "They say who sees whose data. Membership begins with the account", error: form.errors["groups"],
                status.groups.map { (String($0.id), $0.name) }, chosen: Set(form.groups.map(String.init)))
        submit = isMailOn ? (status.sent.isEmpty ? "Send invitation" : "Send invitation again") : status.sent.isEmpty ? "Make an invitation link" : "Make another invitation link"
        let lines = status.sent.map { Line($0, isLinked: status.account != nil, isActive: clinician.active, token: token, now: now) }
        latest = Array(lines.prefix(Self.shown))
        older = Array(lines.dropFirst(Self.shown))
    }

    static let preview = AccountStatusView(
        AccountStatus(
            clinician: Clinician(id: 1, code: "amara-okafor", name: "Dr Amara Okafor", active: true, accountId: nil, revision: 1), sent: [.preview],
            groups: [PractitionerGroup(id: 1, name: "Partners")]),
        token: .preview, may: .all, isMailOn: true, now: Instant(seconds: 1_795_400_000))
}

extension AccountStatus.Sent {
    fileprivate static let preview = AccountStatus.Sent(
        invitation: Invitation(
            id: 1, clinicianId: 1, email: "amara@elm.example", createdAt: Instant(seconds: 1_795_336_200), createdBy: "Priya Shah",
            expiresAt: Instant(seconds: 1_796_545_800)),
        groups: [], mail: MailFate(state: "waiting"))
}

extension AccountStatusView.Line {
    static let preview = AccountStatusView.Line(.preview, isLinked: false, isActive: true, token: .preview, now: Instant(seconds: 1_795_400_000))

    fileprivate init(_ sent: AccountStatus.Sent, isLinked: Bool, isActive: Bool, token: FormToken, now: Instant) {
        let invitation = sent.invitation, state = invitation.state(at: now)
        let ended = invitation.endedAt.map { "on \($0.words)" } ?? ""
        email = invitation.email
        self.sent = "\(invitation.createdAt.words) by \(invitation.createdBy)"
        groups = sent.groups.isEmpty ? nil : sent.groups.map(\.name).joined(separator: ", ")
        (mail, mailFailed) = Self.words(of: sent.mail, isPending: state == .pending)
        self.token = token
        revokePath = state == .pending ? Paths.revocation(ofInvitation: invitation.id) : nil
        switch state {
        case .pending:
            (self.state, tag) = ("Pending", "tag tag--draft")
            when = "until \(invitation.expiresAt.words)\(isLinked ? ", of no use now that there is an account" : isActive ? "" : ", of no use while inactive")"
        case .accepted: (self.state, tag, when) = ("Accepted", "tag tag--good", ended)
        case .expired: (self.state, tag, when) = ("Expired", "tag tag--quiet", "on \(invitation.expiresAt.words)")
        case .replaced: (self.state, tag, when) = ("Replaced", "tag tag--quiet", ended)
        case .revoked: (self.state, tag, when) = ("Revoked", "tag tag--quiet", ended)
        }
    }

    private static func words(of mail: MailFate?, isPending: Bool) -> (String?, Bool) {
        switch mail?.state {
        case "waiting", "sending": ("The mail waits to be sent", false)
        case "sent": ("Mailed\(mail?.endedAt.map { " \($0.words)" } ?? "")", false)
        case "failed": ("The mail could not be sent", true)
        case "dropped": ("The mail was not sent any more", false)
        default: (isPending ? "Not mailed: the link was shown to hand over" : nil, false)
        }
    }
}

extension SignedIn {
    func view(of status: AccountStatus, form: InvitationForm? = nil) throws -> AccountStatusView {
        AccountStatusView(status, token: try formToken(), may: reach, isMailOn: post.isOn, now: now, form: form)
    }
}
