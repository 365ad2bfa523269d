import HTML
import HTTP

/// Every template with its example, in development only: pages in their frame, parts bare.
enum GalleryController {
    static func index(_ context: SignedIn) throws -> Response {
        guard context.practice.settings.development else { throw PageError.notFound }
        return GalleryView(page: context.layout("Gallery", section: nil), names: Templates.previews.map(\.name)).page()
    }

    static func show(_ context: SignedIn) throws -> Response {
        guard context.practice.settings.development, let preview = Templates.previews.first(where: { $0.name == context.parameters["name"] }) else {
            throw PageError.notFound
        }
        guard preview.name.hasPrefix(GalleryView.mails) else { return .html(preview.render()) }
        if context.request.query["as"] == "text" { return .text(PlainText(of: preview.render()).text) }
        var response = Response.html(preview.render())
        response.headers["Content-Security-Policy"] = mailPolicy
        return response
    }

    /// Mail programs know no style sheets, so mails hold their style in attributes, which no page of ours may.
    private static let mailPolicy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'"
}

struct GalleryView {
    /// A mail's preview, as it is sent both ways.
    struct Mail {
        let name: String
        let path: String
        let textPath: String
    }

    static let mails = "mail/"

    let page: PageLayout
    let links: [PageLayout.Link]
    let mails: [Mail]

    init(page: PageLayout, names: [String]) {
        self.page = page
        links = names.filter { !$0.hasPrefix(Self.mails) }.map { PageLayout.Link(label: $0, path: "/gallery/\($0)") }
        mails = names.filter { $0.hasPrefix(Self.mails) }.map { Mail(name: $0, path: "/gallery/\($0)", textPath: "/gallery/\($0)?as=text") }
    }

    static let preview = GalleryView(page: .preview, names: ["sign-in/new", "mail/test"])
}

extension Routes {
    static let gallery: [Endpoint] = [
        .get("/gallery", access: .staff, GalleryController.index),
        .get("/gallery/*name", access: .staff, GalleryController.show),
    ]
}
