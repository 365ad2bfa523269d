import Civil
import RotaDomain

struct CalendarFeedView {
    /// The secret address, in its two forms.
    struct Address {
        let web: String
        /// By which devices open their calendar.
        let calendar: String

        init(_ web: String) {
            self.web = web
            calendar = "webcal:" + web.drop { $0 != ":" }.dropFirst()
        }

        var isPlain: Bool { !web.hasPrefix("https:") }
    }

    let page: PageLayout
    let token: FormToken
    let isUnlinked: Bool
    let isOff: Bool
    let address: Address?
    /// "It has been on since 21 November 2026, and was last read …"
    let since: String

    init(page: PageLayout, token: FormToken, isLinked: Bool, feed: CalendarFeed?, address: String?) {
        self.page = page
        self.token = token
        isUnlinked = !isLinked
        isOff = feed == nil
        self.address = address.map(Address.init)
        since = feed.map { feed in
            let read = feed.lastReadAt.map { "and was last read on \($0.words)" } ?? "and no calendar has read it yet"
            return "It has had its address since \(London.day(at: feed.createdAt).words), \(read)."
        } ?? ""
    }

    static let preview = CalendarFeedView(
        page: .preview, token: .preview, isLinked: true,
        feed: CalendarFeed(clinicianId: 1, accountId: 1, mark: "x", createdAt: Instant(seconds: 1_795_000_000), lastReadAt: nil), address: "https://rota.example/cal/x.ics")
}
