/// The page for anything that went wrong, where nobody is signed in. It never shows an error's own text, only what to do and a reference for the log.
struct ErrorView {
    let words: ErrorPage.Words
    /// The request's id in the log; nil where there is nothing to look up, as for a page that isn't there.
    let requestId: String?
    let stylesheet: String

    var layout: BareLayout {
        BareLayout(title: words.title, stylesheet: stylesheet)
    }

    static let preview = ErrorView(words: .preview, requestId: "7f3a-91c2", stylesheet: "/assets/app.css")
}

/// The same inside the program, with its navigation.
struct ErrorInsideView {
    let page: PageLayout
    let words: ErrorPage.Words
    let requestId: String?

    /// Whoever is signed in is not sent to sign in.
    var link: PageLayout.Link? { words.link.flatMap { $0.path == Paths.signIn ? nil : $0 } }

    static let preview = ErrorInsideView(page: .preview, words: .preview, requestId: nil)
}

extension ErrorPage.Words {
    static let preview = ErrorPage.Words(
        title: "Something went wrong", message: "Your change was not saved.", remedy: "Go back and try again.",
        link: PageLayout.Link(label: "Open it again", path: "/leave"))
}
