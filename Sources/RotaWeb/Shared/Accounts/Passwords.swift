import Dispatch
import Secrets

/// Makes and checks stored passwords, two at a time: each takes 128 MiB and some tenths of a second, so that a crowd at
/// the sign-in page could otherwise take all of the machine (ASVS 15.2.2).
struct Passwords: Sendable {
    private let random: RandomSource
    private let cost: PasswordHash.Parameters
    private let places = DispatchSemaphore(value: 2)
    /// For those at work and those who wait: a crowd must leave workers to everybody else.
    private let room: DispatchSemaphore

    /// - Parameter workers: the threads that answer requests, of which half may be taken.
    init(random: RandomSource, cost: PasswordHash.Parameters, workers: Int) {
        self.random = random
        self.cost = cost
        room = DispatchSemaphore(value: max(2, workers / 2))
    }

    /// What to store for a password. Throws `PageError.busy` when too many wait already, or after five seconds without a free place.
    func hash(_ password: String) throws -> String {
        try inPlace { try PasswordHash.make(password, random: random, parameters: cost) }
    }

    /// Whether the password is the stored one; nil takes as long and is false. Throws as `hash` does.
    func verify(_ password: String, against stored: String?) throws -> Bool {
        try inPlace { try PasswordHash.verify(password, against: stored, parameters: cost) }
    }

    /// Whether what is stored was made at another cost than today's.
    func needsRehash(_ stored: String) -> Bool { PasswordHash.needsRehash(stored, parameters: cost) }

    private func inPlace<T>(_ work: () throws -> T) throws -> T {
        guard room.wait(timeout: .now()) == .success else { throw PageError.busy }
        defer { room.signal() }
        guard places.wait(timeout: .now() + 5) == .success else { throw PageError.busy }
        defer { places.signal() }
        return try work()
    }
}
