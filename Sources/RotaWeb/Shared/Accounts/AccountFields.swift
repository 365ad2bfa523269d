/// The fields of an account, for set-up and for the accounts' pages.
struct AccountFields {
    let username: TextField
    let name: TextField
    let email: TextField
    let password: TextField

    /// - Parameter isOwn: the person types their own details, so the browser may fill them in.
    init(_ form: AccountForm, isOwn: Bool) {
        username = TextField(
            id: "username", label: "Username", hint: "For signing in; letters and numbers", value: form.username, error: form.errors["username"],
            width: "input--20", autocomplete: isOwn ? "username" : "off")
        name = TextField(id: "name", label: "Full name", value: form.name, error: form.errors["name"], width: "input--30", autocomplete: isOwn ? "name" : "off")
        email = TextField(
            id: "email", label: "Email address", value: form.email, error: form.errors["email"], width: "input--30", type: "email",
            autocomplete: isOwn ? "email" : "off")
        password = .newPassword("password", label: isOwn ? "Password" : "First password", error: form.errors["password"])
    }
}
