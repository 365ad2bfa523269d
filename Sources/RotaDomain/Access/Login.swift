import Civil

/// One browser's sign-in. The browser holds the token; the database only its SHA-256.
package struct Login: Sendable, Equatable {
    package let id: Int
    package let accountId: Int
    package let createdAt: Instant
    package let lastSeenAt: Instant
    package let address: String
    package let agent: String
    /// A message for the next page.
    package var flash: String?

    package init(id: Int, accountId: Int, createdAt: Instant, lastSeenAt: Instant, address: String, agent: String, flash: String?) {
        self.id = id
        self.accountId = accountId
        self.createdAt = createdAt
        self.lastSeenAt = lastSeenAt
        self.address = address
        self.agent = agent
        self.flash = flash
    }
}
