import HTTP

/// Which rows of a long list a page shows, and the links to the others.
struct Pagination: Sendable {
    struct Link {
        let label: String
        let path: String
        let isCurrent: Bool
    }

    /// From 1.
    let page: Int
    let total: Int
    let size: Int
    private let pathOf: @Sendable (Int) -> String

    /// - Parameters:
    ///   - query: the request's, whose `page` is read; any nonsense is the first page.
    ///   - path: of a page.
    init(_ query: FormFields, total: Int, size: Int = 50, path: @escaping @Sendable (Int) -> String) {
        self.total = total
        self.size = size
        let last = max(1, (total + size - 1) / size)
        page = Numbers.whole(query["page"] ?? "", in: 1...last) ?? 1
        pathOf = path
    }

    var offset: Int { (page - 1) * size }
    var pages: Int { max(1, (total + size - 1) / size) }
    var isNeeded: Bool { pages > 1 }
    var previous: String? { page > 1 ? pathOf(page - 1) : nil }
    var next: String? { page < pages ? pathOf(page + 1) : nil }

    /// The first and last page and those around this one.
    var links: [Link] {
        (1...pages).filter { $0 == 1 || $0 == pages || abs($0 - page) <= 2 }.map { Link(label: String($0), path: pathOf($0), isCurrent: $0 == page) }
    }

    static let preview = Pagination(FormFields(["page": "2"]), total: 120) { "/leave?page=\($0)" }
}
