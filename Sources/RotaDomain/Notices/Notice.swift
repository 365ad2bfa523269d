import Civil

/// A notice as one of its readers has it.
package struct Notice: Sendable, Equatable {
    package let id: Int
    package let category: NoticeCategory
    package let words: String
    package let path: String?
    package let at: Instant
    package let isRead: Bool

    package init(id: Int, category: NoticeCategory, words: String, path: String?, at: Instant, isRead: Bool) {
        self.id = id
        self.category = category
        self.words = words
        self.path = path
        self.at = at
        self.isRead = isRead
    }
}
