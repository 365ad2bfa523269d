/// The hidden fields of every form: proof that a page of ours made it, and a mark that lets it be sent only once.
struct FormToken: Sendable {
    let csrf: String
    /// Empty for forms that may be sent again, such as signing out.
    let once: String

    static let preview = FormToken(csrf: "csrf", once: "once")
}
