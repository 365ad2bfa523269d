/// Something that those should know who may act on it.
package struct NewNotice: Sendable, Equatable {
    /// Names the event: what was told once by this key is not told again.
    package let key: String
    package let category: NoticeCategory
    /// Whom it concerns: every active account that may do this.
    package let permission: Permission
    /// One sentence or two, without secrets.
    package let words: String
    /// Where to act on it, a path of ours.
    package let path: String?
    /// False where mail itself is what fails.
    package var isMailed = true

    package init(_ category: NoticeCategory, for permission: Permission, key: String, words: String, path: String?, isMailed: Bool = true) {
        self.key = key
        self.category = category
        self.permission = permission
        self.words = words
        self.path = path
        self.isMailed = isMailed
    }
}
