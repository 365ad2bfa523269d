import RotaDomain

/// Stopping a category's mails. It names neither a person nor the practice: whoever holds the link sees it.
struct UnsubscribeView {
    enum State {
        case asks, done
    }

    let layout: BareLayout
    let heading: String
    let category: String
    let action: String
    let asks: Bool

    init(stylesheet: String, state: State, category: NoticeCategory, action: String) {
        heading = state == .asks ? "Stop these mails" : "These mails are stopped"
        layout = BareLayout(title: heading, stylesheet: stylesheet)
        self.category = category.label
        self.action = action
        asks = state == .asks
    }

    static let preview = UnsubscribeView(stylesheet: "/assets/app.css", state: .asks, category: .operational, action: "/unsubscribe/tFZ5")
}
