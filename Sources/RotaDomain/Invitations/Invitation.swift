import Civil

/// A link, good for fourteen days, by which a clinician makes the account that will be theirs (S0.58 to S0.72).
package struct Invitation: Sendable, Equatable {
    package enum Ended: String, Sendable { case accepted, replaced, revoked }

    package enum State: Sendable, Equatable { case pending, accepted, expired, replaced, revoked }

    package let id: Int
    package let clinicianId: Int
    package let email: String
    package let createdAt: Instant
    /// The name of whoever sent it.
    package let createdBy: String
    package let expiresAt: Instant
    package let ended: Ended?
    package let endedAt: Instant?
    /// The account that was made with it.
    package let accountId: Int?

    package init(
        id: Int, clinicianId: Int, email: String, createdAt: Instant, createdBy: String, expiresAt: Instant, ended: Ended? = nil, endedAt: Instant? = nil,
        accountId: Int? = nil
    ) {
        self.id = id
        self.clinicianId = clinicianId
        self.email = email
        self.createdAt = createdAt
        self.createdBy = createdBy
        self.expiresAt = expiresAt
        self.ended = ended
        self.endedAt = endedAt
        self.accountId = accountId
    }

    /// How many days it is good for (S0.63).
    package static let days = 14

    /// The same time by London's clock fourteen days on, also where the clock changes between: what people read off a calendar.
    package static func expiry(of now: Instant) -> Instant {
        let minute = London.instant(London.day(at: now) + days, London.time(at: now))
        return minute + (now.seconds % 60 + 60) % 60
    }

    /// What was past its time when another replaced it had expired.
    package func state(at now: Instant) -> State {
        switch ended {
        case .accepted: .accepted
        case .replaced: hadExpired ? .expired : .replaced
        case .revoked: hadExpired ? .expired : .revoked
        case nil: now < expiresAt ? .pending : .expired
        }
    }

    private var hadExpired: Bool { endedAt.map { $0 >= expiresAt } ?? false }
}
