import HTML
import HTTP

/// `/help`: how to get to a first rota, and what the words mean.
enum HelpController {
    static func show(_ context: SignedIn) throws -> Response {
        HelpView(page: context.layout("Help", section: nil)).page()
    }
}

struct HelpView {
    let page: PageLayout

    /// A first rota takes more than the rota's own pages.
    var makesFirstRota: Bool { page.may.settings && page.may.rota && page.may.clinicians }

    static let preview = HelpView(page: .preview)
}

/// `/accessibility`: the statement that anyone may read.
enum AccessibilityController {
    static func show(_ visitor: Visitor) throws -> Response {
        let title = "Accessibility statement"
        let reader = try Authentication(practice: visitor.practice).signedIn(visitor.request, visitor.parameters)
        return AccessibilityView(page: reader?.plainLayout(title) ?? visitor.layout(title)).page()
    }
}

struct AccessibilityView {
    let page: PageLayout

    static let preview = AccessibilityView(page: .preview)
}

extension Routes {
    static let help: [Endpoint] = [
        .get("/help", access: .staff, HelpController.show),
        .get("/accessibility", access: .anyone, AccessibilityController.show),
    ]
}
