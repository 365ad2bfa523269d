import HTML
import HTTP
import RotaStore
import Secrets

/// How an action frames and sends its page.
protocol Framing {
    var practice: Practice { get }
    var csrf: String { get }
    /// The practice's name, once it has one.
    var practiceName: String { get }
}

extension Framing {
    /// Hidden fields for a form that may be sent once.
    func formToken() throws -> FormToken { FormToken(csrf: csrf, once: Base64URL.encode(try practice.random.bytes(16))) }

    /// Hidden fields for a form that does no harm when sent again.
    var repeatableToken: FormToken { FormToken(csrf: csrf, once: "") }

    fileprivate func frame(
        _ title: String, section: String?, account: PageLayout.Account?, navigation: [PageLayout.NavGroup], may: Reach, crumbs: [PageLayout.Link], success: PageLayout.Success?,
        errors: FieldErrors, bodyClass: String
    ) -> PageLayout {
        let brand = practiceName
        let words = ([title] + (section.map { $0 == title ? [] : [$0] } ?? []) + [brand]).joined(separator: " - ")
        let classes = (navigation.isEmpty ? [] : ["has-nav"]) + (bodyClass.isEmpty ? [] : [bodyClass])
        return PageLayout(
            title: errors.isEmpty ? words : "Error: \(words)", brand: brand, bodyClass: classes.joined(separator: " "),
            shellClass: navigation.isEmpty ? "shell" : "shell shell--nav", stylesheet: practice.assets.address("app.css"),
            script: practice.assets.address("app.js"), favicon: practice.assets.address("icons/favicon.svg"), account: account, navigation: navigation, may: may,
            breadcrumbs: crumbs, success: success, errors: errors.items)
    }
}

extension Visitor: Framing {
    var practiceName: String {
        let name = try? practice.store.read { db in try PracticeRepository(db).name() }
        return (name ?? nil) ?? SignedIn.unnamed
    }

    func layout(_ title: String, errors: FieldErrors = FieldErrors()) -> PageLayout {
        frame(title, section: nil, account: nil, navigation: [], may: Reach(), crumbs: [], success: nil, errors: errors, bodyClass: "")
    }
}

extension SignedIn: Framing {
    /// The frame of a signed-in page.
    /// - Parameters:
    ///   - title: what the h1 says.
    ///   - section: the place in the navigation.
    ///   - crumbs: the way back, for pages below a section's first.
    ///   - hidesNavigation: for work that needs the full width.
    func layout(
        _ title: String, section: Section?, crumbs: [PageLayout.Link] = [], errors: FieldErrors = FieldErrors(), bodyClass: String = "",
        hidesNavigation: Bool = false
    ) -> PageLayout {
        frame(
            title, section: section?.label, account: frameAccount,
            navigation: hidesNavigation ? [] : Navigation.groups(for: account, isClinician: clinicianId != nil, current: section), may: Reach(account), crumbs: crumbs, success: login.flash.map(PageLayout.Success.init(stored:)), errors: errors,
            bodyClass: bodyClass)
    }

    private var frameAccount: PageLayout.Account {
        PageLayout.Account(
            name: account.name, role: account.role.label.lowercased(), token: repeatableToken,
            unread: unread == 0 ? nil : unread > NoticeList.mostCounted ? "\(NoticeList.mostCounted)+" : String(unread), isDashboardAdmin: account.isDashboardAdmin)
    }

    /// The frame of a page outside all work, as one for what went wrong: the message that waits for the next page goes on waiting.
    func plainLayout(_ title: String) -> PageLayout {
        frame(
            title, section: nil, account: frameAccount,
            navigation: Navigation.groups(for: account, isClinician: clinicianId != nil, current: nil), may: Reach(account), crumbs: [], success: nil, errors: FieldErrors(), bodyClass: "")
    }

    /// Sends the browser on, with a message for the next page.
    /// - Parameter link: what to do next, beside the message.
    func redirect(to path: String, success: String? = nil, link: PageLayout.Link? = nil) throws -> Response {
        if let success {
            // What the message tells of is saved. Without the message it still is, so that a failure here must not say otherwise.
            practice.flashes.say(PageLayout.Success(text: success, link: link).stored, to: login.id, in: store)
        }
        return .redirect(to: path)
    }
}

extension View {
    /// This page as an answer: 422 for a form with errors (conventions §1.1).
    func page(_ status: Status = .ok) -> Response { .html(rendered(), status: status) }
}
