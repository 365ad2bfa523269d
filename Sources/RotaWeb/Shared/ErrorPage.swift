import HTML
import HTTP

/// The one place that makes pages for what went wrong: with the navigation where somebody is signed in, bare where nobody is or the
/// database does not answer.
enum ErrorPage {
    struct Words {
        let title: String
        /// What happened, in one sentence or two.
        let message: String
        /// What to do now, in one sentence.
        let remedy: String
        /// Where to go on; nil means the first page.
        var link: PageLayout.Link?
    }

    static func render(_ practice: Practice, _ id: RequestID, _ status: Status, words given: Words? = nil, to reader: SignedIn? = nil) -> Response {
        let words = given ?? self.words(status)
        let reference = status.code >= 500 ? id.description : nil
        guard let reader else {
            return .html(ErrorView(words: words, requestId: reference, stylesheet: practice.assets.address("app.css")).rendered(), status: status)
        }
        return .html(ErrorInsideView(page: reader.plainLayout(words.title), words: words, requestId: reference).rendered(), status: status)
    }

    /// Somebody lacks the permission, be it by their role or because it was taken from them.
    static let notAllowed = Words(
        title: "Your account may not do this", message: "This page needs a permission that your account does not have. Nothing was changed.",
        remedy: "If you need it, ask somebody who manages users at your practice.")

    /// A form that was made for another login, or before this browser had one.
    /// - Parameter page: where the form is made anew.
    static func outdated(_ page: String?) -> Words {
        Words(
            title: "This form is out of date", message: "It was open when you signed out or signed in again, or for too long. Nothing was saved.",
            remedy: "Open the page again and repeat your change.", link: page.map { PageLayout.Link(label: "Open it again", path: $0) })
    }

    /// Somebody, perhaps the same person in another tab, changed what a form is about.
    /// - Parameter what: the sentence that says what was changed, with or without its full stop.
    static func changed(_ what: String, _ page: String?) -> Words {
        Words(
            title: "Changed since you opened it", message: what.hasSuffix(".") ? what : what + ".", remedy: "Open the page again to see how it stands now, then repeat your change.",
            link: page.map { PageLayout.Link(label: "Open it again", path: $0) })
    }

    /// The same form was sent twice, and the first sending takes long.
    static func underWay(_ page: String?) -> Words {
        Words(
            title: "Still being saved", message: "You have sent this form more than once, and the program is still working on the first.",
            remedy: "Wait a moment, then look whether your change is there before you send it again.",
            link: page.map { PageLayout.Link(label: "Look at the page", path: $0) })
    }

    private static func words(_ status: Status) -> Words {
        let (title, message, remedy) = texts(status)
        return Words(title: title, message: message, remedy: remedy)
    }

    private static func texts(_ status: Status) -> (title: String, message: String, remedy: String) {
        switch status {
        case .forbidden: (notAllowed.title, notAllowed.message, notAllowed.remedy)
        case .notFound: ("Page not found", "There is no page at this address, what it showed was removed, or it is not yours to see.", "Check the address, or go on from here.")
        case .methodNotAllowed: ("This cannot be done here", "The page does not take this kind of request.", "Go on from here.")
        case .gone: ("This link has ended", "It was used or replaced.", "Ask for a new one.")
        case .contentTooLarge: ("Too large", "What was sent is larger than this page takes.", "Send a smaller file or a shorter text. If you were signed out, sign in first.")
        case .badRequest, .unsupportedMediaType: ("This could not be read", "What arrived was broken, or not a form that this page understands.", "Go back and send it again.")
        case .requestTimeout: ("Too slow", "The request did not arrive completely in time.", "Check your connection and try again.")
        case .targetTooLong: ("Address too long", "The address is longer than any of ours.", "Check the address, or go on from here.")
        case .fieldsTooLarge: ("Too much came along", "Your browser sent more with its request than the program takes, perhaps too many cookies.", "Remove this site’s cookies and try again.")
        case .notImplemented, .versionNotSupported, .expectationFailed, .misdirectedRequest:
            ("Not understood", "The request was of a kind that the program does not know.", "Go on from here, in a present-day browser.")
        case .tooManyRequests: ("Too many tries", "Signing in has been tried too often.", "Wait a few minutes and try again.")
        case .serviceUnavailable: ("Busy", "The program cannot answer just now.", "Try again in a moment.")
        default: ("Something went wrong", "Your change was not saved.", "Go back and try again. If it happens again, tell your administrator the reference below.")
        }
    }
}
