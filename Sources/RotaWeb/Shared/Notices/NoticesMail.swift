import Civil
import RotaDomain
import RotaStore

/// A digest: what happened in one category since the last (S0.73 to S0.77).
struct NoticesMail: MailView {
    static let kind = "notices"
    /// The link that ends these mails works for whoever holds it.
    static let holdsSecret = true

    struct Item {
        let words: String
        let when: String
        let path: String
    }

    let frame: MailLayout
    let heading: String
    let items: [Item]
    /// "and 40 more"; nil where all are listed.
    let more: String?
    let list: String

    /// More than this nobody reads in a mail.
    private static let most = 30

    init(_ digest: NoticeDigest, _ post: Post, unsubscribe: String) {
        let label = digest.category.label.lowercased(), count = digest.notices.count
        frame = post.frame(
            "\(post.practiceName): \(label), \(counted(count, "notice"))", because: "You get this because you asked to be mailed about “\(digest.category.label)”.",
            unsubscribe: unsubscribe)
        heading = count == 1 ? digest.category.label : "\(digest.category.label): \(counted(count, "notice"))"
        items = digest.notices.prefix(NoticesMail.most).map { Item(words: $0.words, when: $0.at.words, path: post.address(Paths.notification($0.id))) }
        more = count > NoticesMail.most ? "And \(count - NoticesMail.most) more." : nil
        list = post.address(Paths.notifications)
    }

    private init() {
        frame = MailLayout(
            subject: "Elm Surgery: operational, 2 notices", practice: "Elm Surgery", home: "https://rota.example.org/",
            reason: "You get this because you asked to be mailed about “Operational”.", unsubscribe: "https://rota.example.org/unsubscribe/tFZ5")
        heading = "Operational: 2 notices"
        items = [
            Item(words: "Dr Amara Okafor has signed up and proved their email address.", when: "23 November 2026, 8:31am", path: "https://rota.example.org/notifications/7"),
            Item(
                words: "The published rota has come to lack staff. Monday 30 November, morning, Main Surgery has 3 doctors and needs 4.", when: "23 November 2026, 8:32am",
                path: "https://rota.example.org/notifications/8"),
        ]
        more = nil
        list = "https://rota.example.org/notifications"
    }

    static let preview = NoticesMail()
}
