import HTML
import HTTP
import RotaDomain
import RotaStore
import Secrets

/// The link of an invitation and the page to sign up by (S0.64 to S0.68). Opening the link uses nothing up, because mail scanners open links too;
/// only the form does.
enum JoinController {
    static func open(_ visitor: Visitor) throws -> Response {
        guard let token = visitor.parameters["token"].flatMap(Token.init(presented:)),
            try visitor.practice.store.read({ db in try InvitationRepository(db, .practice).find(tokenHash: token.hash) != nil })
        else { return try ended(.unknown, visitor) }
        return try visitor.invitationHold.keep(token.hash)
    }

    static func new(_ visitor: Visitor) throws -> Response {
        guard let hash = try visitor.invitationHold.linkHash() else { return try ended(.heldTooLong, visitor) }
        let now = visitor.practice.clock.now()
        let (link, username) = try visitor.practice.store.read { db -> (InvitationLink, String) in
            let link = try InvitationLink.find(hash, db, at: now)
            guard case .open(let invitation, let clinician) = link else { return (link, "") }
            return (link, try UsernameSuggestion.make(for: clinician.name, email: invitation.email, db))
        }
        switch link {
        case .ended(let ending): return try ended(ending, visitor)
        case .open(let invitation, let clinician):
            if let reader = try visitor.reader() { return alreadySignedIn(reader) }
            var form = AccountForm()
            form.username = username
            return page(visitor, form, invitation, clinician)
        }
    }

    static func create(_ visitor: Visitor) throws -> Response {
        guard let hash = try visitor.invitationHold.linkHash() else { return try ended(.heldTooLong, visitor) }
        var form = AccountForm(username: visitor.form["username"] ?? "", name: "", email: "", role: "", password: visitor.form["password"] ?? "")
        let acceptance = InvitationAcceptance(visitor: visitor)
        if let reader = try visitor.reader() { return try repeated(reader, hash, visitor) }
        var outcome = try acceptance.accept(hash, &form)
        if case .ended(.used) = outcome { outcome = try acceptance.repeated(hash, form) }
        switch outcome {
        case .ended(let ending): return try ended(ending, visitor)
        case .refused(let invitation, let clinician): return page(visitor, form, invitation, clinician)
        case .accepted(let login):
            var response = Response.redirect(to: Paths.home)
            visitor.invitationHold.forget(in: &response)
            Authentication(practice: visitor.practice).hand(login, visitor.request, in: &response)
            return response
        }
    }

    /// A form sent by somebody signed in: the second sending of one that made this account, or somebody with another account.
    private static func repeated(_ reader: SignedIn, _ hash: [UInt8], _ visitor: Visitor) throws -> Response {
        let maker = try visitor.practice.store.read { db in try InvitationRepository(db, .practice).find(tokenHash: hash)?.accountId }
        return maker == reader.account.id ? .redirect(to: Paths.home) : alreadySignedIn(reader)
    }

    private static func page(_ visitor: Visitor, _ form: AccountForm, _ invitation: Invitation, _ clinician: Clinician) -> Response {
        let layout = visitor.layout("Make your account", errors: form.errors)
        return SignUpView(page: layout, token: visitor.repeatableToken, form: form, practice: visitor.practiceName, record: clinician.name, email: invitation.email)
            .page(form.errors.isEmpty ? .ok : form.errors.status)
    }

    private static func alreadySignedIn(_ reader: SignedIn) -> Response {
        SignedInAlreadyView(page: reader.plainLayout("You are signed in already"), name: reader.account.name, token: reader.repeatableToken).page(.conflict)
    }

    private static func ended(_ ending: InvitationEnding, _ visitor: Visitor) throws -> Response {
        let reader = try visitor.reader()
        var response = ErrorPage.render(visitor.practice, visitor.request.id, ending.status, words: ending.words(isSignedIn: reader != nil), to: reader)
        response.headers["Referrer-Policy"] = "no-referrer"
        return response
    }
}

extension Visitor {
    fileprivate var invitationHold: LinkHolds { LinkHolds(self, "join", path: Paths.join) }

    /// Whoever is signed in at this browser, though the page is for anyone.
    fileprivate func reader() throws -> SignedIn? { try Authentication(practice: practice).signedIn(request, parameters) }
}
