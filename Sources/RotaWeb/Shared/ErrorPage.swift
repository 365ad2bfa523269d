import HTML
import HTTP

/// The one place that makes pages for what went wrong.
enum ErrorPage {
    static func render(_ practice: Practice, _ id: RequestID, _ status: Status, title: String? = nil, message: String? = nil, remedy: String? = nil) -> Response {
        let words = words(status)
        let view = ErrorView(
            title: title ?? words.title, message: message ?? words.message, remedy: remedy ?? words.remedy,
            requestId: status.code >= 500 ? id.description : nil, stylesheet: practice.assets.address("app.css"))
        return .html(view.rendered(), status: status)
    }

    private static func words(_ status: Status) -> (title: String, message: String, remedy: String) {
        switch status {
        case .forbidden:
            ("You cannot do this", "Your account does not allow it, or the page was open too long.", "Go back, reload the page and try again, or ask an administrator.")
        case .notFound: ("Page not found", "There is no page at this address, or it is not yours to see.", "Check the address, or start from the first page.")
        case .methodNotAllowed: ("This cannot be done here", "The page does not take this kind of request.", "Start from the first page.")
        case .gone: ("This link has ended", "It was used or replaced.", "Ask for a new one.")
        case .contentTooLarge: ("Too large", "What was sent is larger than this page takes.", "Send a smaller file or a shorter text. If you were signed out, sign in first.")
        case .badRequest, .unsupportedMediaType: ("This could not be read", "What arrived was broken, or not a form that this page understands.", "Go back and send it again.")
        case .requestTimeout: ("Too slow", "The request did not arrive completely in time.", "Check your connection and try again.")
        case .targetTooLong: ("Address too long", "The address is longer than any of ours.", "Check the address, or start from the first page.")
        case .fieldsTooLarge: ("Too much came along", "Your browser sent more with its request than the program takes, perhaps too many cookies.", "Remove this site's cookies and try again.")
        case .notImplemented, .versionNotSupported, .expectationFailed:
            ("Not understood", "The request was of a kind that the program does not know.", "Start from the first page, in a present-day browser.")
        case .tooManyRequests: ("Too many tries", "Signing in has been tried too often.", "Wait a few minutes and try again.")
        case .serviceUnavailable: ("Busy", "The program cannot answer just now.", "Try again in a moment.")
        default: ("Something went wrong", "Your change was not saved.", "Go back and try again. If it happens again, tell your administrator the reference below.")
        }
    }
}
