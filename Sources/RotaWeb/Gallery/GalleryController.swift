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
        return .html(preview.render())
    }
}

struct GalleryView {
    let page: PageLayout
    let links: [PageLayout.Link]

    init(page: PageLayout, names: [String]) {
        self.page = page
        links = names.map { PageLayout.Link(label: $0, path: "/gallery/\($0)") }
    }

    static let preview = GalleryView(page: .preview, names: ["sign-in/new"])
}

extension Routes {
    static let gallery: [Endpoint] = [
        .get("/gallery", access: .staff, GalleryController.index),
        .get("/gallery/*name", access: .staff, GalleryController.show),
    ]
}
