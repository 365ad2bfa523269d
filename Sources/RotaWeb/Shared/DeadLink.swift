import Civil
import HTTP
import RotaStore

/// The pages that links to an account's owner lead to when they lead nowhere else: which it is and what to do, never whose it was.
enum DeadLink {
    /// - Parameter link: nil for one that was never ours.
    static func page(_ visitor: Visitor, _ purpose: AccountLink.Purpose, _ link: AccountLink?) -> Response {
        let (status, title, message) = words(link)
        return page(visitor, status, title, message, remedy: remedy(purpose, link), link: onward(purpose))
    }

    /// The browser has not opened the link in the last five minutes.
    static func notHeld(_ visitor: Visitor, _ purpose: AccountLink.Purpose) -> Response {
        page(
            visitor, .gone, "Open the link again", "You opened it more than five minutes ago, or in another browser. It was not used up.",
            remedy: "Go back to the mail and open the link there once more.", link: onward(purpose))
    }

    static func taken(_ visitor: Visitor) -> Response {
        page(
            visitor, .conflict, "Another account has this address", "Two accounts can’t have one email address. Nothing was changed.",
            remedy: "Use another address, or ask your practice manager whose account it is.", link: onward(.email))
    }

    private static func words(_ link: AccountLink?) -> (Status, String, String) {
        switch link?.ended {
        case .used?: (.gone, "This link was used", "It works once, and was opened and used before.")
        case .replaced?: (.gone, "There is a newer link", "Another one was sent after it, and only the latest works.")
        case .revoked?: (.gone, "This link was cancelled", "What it was for was cancelled, or was done in another way.")
        case nil:
            link == nil
                ? (.notFound, "This link is not complete", "It is none of ours as it stands: perhaps the mail program cut it in two, or a part was not copied.")
                : (.gone, "This link has run out", "It was sent too long ago to be safe to use.")
        }
    }

    private static func remedy(_ purpose: AccountLink.Purpose, _ link: AccountLink?) -> String {
        if link?.ended == .replaced { return "Look for the latest mail from Practice Rota." }
        if link == nil { return "Open it from the mail again, or copy all of it." }
        return purpose == .reset ? "Ask for a new one if you still need it." : "If your address still has to be proved, have a new one sent from your profile."
    }

    private static func onward(_ purpose: AccountLink.Purpose) -> PageLayout.Link {
        switch purpose {
        case .email: PageLayout.Link(label: "Go to your profile", path: Paths.profile)
        case .reset: PageLayout.Link(label: "Ask for a new password", path: Paths.forgottenPassword)
        }
    }

    private static func page(_ visitor: Visitor, _ status: Status, _ title: String, _ message: String, remedy: String, link: PageLayout.Link) -> Response {
        var response = ErrorPage.render(
            visitor.practice, visitor.request.id, status, words: ErrorPage.Words(title: title, message: message, remedy: remedy, link: link))
        response.headers["Referrer-Policy"] = "no-referrer"
        return response
    }
}
