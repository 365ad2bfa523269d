import Civil

/// A program's way in, for reading. The program holds the secret; the database only its SHA-256.
package struct APIToken: Sendable, Equatable {
    package let id: Int
    package let name: String
    package let scopes: Set<APIScope>
    package let createdAt: Instant
    /// The account that made it.
    package let createdBy: Int?
    /// The last date on which it works.
    package let expiresOn: Day?
    package let lastUsedAt: Instant?
    package let revokedAt: Instant?

    package init(
        id: Int, name: String, scopes: Set<APIScope>, createdAt: Instant, createdBy: Int?, expiresOn: Day?, lastUsedAt: Instant? = nil, revokedAt: Instant? = nil
    ) {
        self.id = id
        self.name = name
        self.scopes = scopes
        self.createdAt = createdAt
        self.createdBy = createdBy
        self.expiresOn = expiresOn
        self.lastUsedAt = lastUsedAt
        self.revokedAt = revokedAt
    }

    package enum State: Sendable, Equatable {
        case works, expired, revoked
        /// Who made it saw the secret, and may no longer manage settings.
        case stopped
    }

    /// - Parameter creatorStands: whether who made it may still sign in and manage settings.
    package func state(today: Day, creatorStands: Bool) -> State {
        if revokedAt != nil { return .revoked }
        if let expiresOn, expiresOn < today { return .expired }
        return creatorStands ? .works : .stopped
    }
}
