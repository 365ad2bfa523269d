import Civil
import RotaStore

struct OutboxView {
    struct Filter {
        let label: String
        let path: String
        let isCurrent: Bool
    }

    static let pageSize = 50

    let page: PageLayout
    let token: FormToken
    /// Where mail is off: what is not sent, and which settings are missing.
    let isOff: Bool
    let transport: String
    let from: String
    let filters: [Filter]
    let caption: String
    let rows: [OutboxRow]
    let emptyWords: String
    /// Nil where there is nothing to try again.
    let retryAll: String?
    let pages: Pagination

    var hasRows: Bool { !rows.isEmpty }

    init(
        page: PageLayout, token: FormToken, settings: Settings, state: OutboxState?, counts: [(state: OutboxState, count: Int)], entries: [OutboxEntry], pages: Pagination,
        at now: Instant
    ) {
        self.page = page
        self.token = token
        isOff = settings.mailTransport == .off
        transport = settings.transportWords
        from = settings.mailFrom
        let all = counts.reduce(0) { $0 + $1.count }
        filters = [Filter(label: "All (\(all))", path: Paths.outbox, isCurrent: state == nil)]
            + counts.map { Filter(label: "\($0.state.label) (\($0.count))", path: Paths.outbox($0.state.rawValue, page: 1), isCurrent: state == $0.state) }
        caption = counted(pages.total, "message")
        rows = entries.map { OutboxRow($0, isOff: settings.mailTransport == .off, token: token, at: now) }
        emptyWords = all == 0 ? "Messages show here from the moment they are written, and for six months after they were sent." : "Choose another state above to see the others."
        let failed = counts.first { $0.state == .failed }?.count ?? 0
        retryAll = failed > 0 && settings.mailTransport != .off ? (failed == 1 ? "Retry the failed message" : "Retry all \(counted(failed, "failed message"))") : nil
        self.pages = pages
    }

    static let preview = OutboxView(
        page: .preview, token: .preview, settings: Settings(), state: nil, counts: [(.waiting, 1), (.failed, 1)], entries: [.preview], pages: .preview, at: Instant(seconds: 1_795_070_000))
}

/// One message.
struct OutboxRow {
    let to: String
    let address: String
    let subject: String
    let kind: String
    let state: String
    let tag: String
    let written: String
    /// When it was sent, failed or was given up; nil before.
    let ended: String?
    let attempts: String
    let next: String?
    let error: String?
    let retryPath: String?
    let token: FormToken

    init(_ entry: OutboxEntry, isOff: Bool, token: FormToken, at now: Instant) {
        to = entry.toName.isEmpty ? entry.toAddress : entry.toName
        address = entry.toAddress
        subject = entry.subject
        kind = entry.kind.replacing("-", with: " ").sentenceCase
        state = entry.state.label
        tag = entry.state.tag
        written = entry.createdAt.words
        ended = entry.endedAt?.words
        attempts = entry.attempts == 0 ? "Not tried yet" : entry.attempts == 1 ? "Once" : entry.attempts == 2 ? "Twice" : "\(entry.attempts) times"
        next = switch entry.state {
        case .waiting: isOff ? "When mail is set up" : entry.nextAt.map { $0 > now ? $0.words : "Now" }
        case .sending: "Now"
        case .sent, .dropped, .failed: nil
        }
        error = entry.state == .sent ? nil : entry.state == .dropped ? "The link inside ended before it could be sent." : entry.lastError
        retryPath = !isOff && (entry.state == .failed || (entry.state == .waiting && entry.attempts > 0)) ? Paths.outboxRetry(entry.id) : nil
        self.token = token
    }

    static let preview = OutboxRow(.preview, isOff: false, token: .preview, at: Instant(seconds: 1_795_070_000))
}

extension OutboxState {
    var label: String {
        switch self {
        case .waiting: "Waiting"
        case .sending: "Being sent"
        case .failed: "Failed"
        case .sent: "Sent"
        case .dropped: "Given up"
        }
    }

    fileprivate var tag: String {
        switch self {
        case .waiting, .sending: "tag"
        case .failed: "tag tag--gap"
        case .sent: "tag tag--good"
        case .dropped: "tag tag--quiet"
        }
    }
}

extension Settings {
    /// How mail goes out, for people.
    fileprivate var transportWords: String {
        switch mailTransport {
        case .off: "Nothing is sent."
        case .smtp: "Mail goes out by \(smtpHost), port \(smtp.port)."
        case .sendmail: "Mail goes out by \(mailPath.isEmpty ? Settings.sendmail : mailPath) on this machine."
        case .file: "Mail goes into the folder \(mailPath) on this machine, and to nobody."
        case .log: "Mail is written to the log, and goes to nobody."
        }
    }
}

extension OutboxEntry {
    static let preview = OutboxEntry(
        id: 1, kind: "invitation", toName: "Dr Li Chen", toAddress: "li.chen@example.org", subject: "Your account at Elm Surgery", state: .failed, attempts: 6,
        createdAt: Instant(seconds: 1_795_000_000), nextAt: nil, endedAt: Instant(seconds: 1_795_060_000),
        lastError: "While naming the recipient: The server said: 550 5.1.1 No such user")
}
