/// The page for anything that went wrong. It never shows an error's own text, only what to do and a reference for the log.
struct ErrorView {
    let title: String
    /// What happened, in one sentence.
    let message: String
    /// What to do now, in one sentence.
    let remedy: String
    /// The request's id in the log; nil where there is nothing to look up, as for a page that isn't there.
    let requestId: String?
    let stylesheet: String

    var layout: BareLayout {
        BareLayout(title: title, stylesheet: stylesheet)
    }

    static let preview = ErrorView(
        title: "Something went wrong",
        message: "We couldn't save your changes.",
        remedy: "Go back and try again.",
        requestId: "7f3a-91c2",
        stylesheet: "/assets/app.css")
}
