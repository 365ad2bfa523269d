/// The mail with an invitation's link (S0.62).
struct InvitationMail: MailView {
    static let kind = "invitation"
    static let holdsSecret = true

    let frame: MailLayout
    /// Of the clinician's record.
    let name: String
    let sender: String
    let practice: String
    let link: String
    /// "6 December 2026, 8:30am"
    let until: String

    /// What the outbox knows it by.
    static func key(_ id: Int) -> String { "invitation/\(id)" }

    static let preview = InvitationMail(
        frame: .preview, name: "Dr Amara Okafor", sender: "Priya Shah", practice: "Elm Surgery",
        link: "https://rota.example.org/join/pXv0Hq3sVx7mJm2bT1eK9cLr8wZyAfGdNiUo5QkR4hE", until: "6 December 2026, 8:30am")
}
