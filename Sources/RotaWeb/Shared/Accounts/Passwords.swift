import Dispatch
import Secrets

/// Makes and checks stored passwords, few at a time, whoever asks: each takes 128 MiB and some tenths of a second, so that a crowd at
/// the sign-in page could otherwise take all of the machine (ASVS 15.2.2). The routes that come here are marked `isCostly`, and wait on threads of their own.
struct Passwords: Sendable {
    private let random: RandomSource
    private let cost: PasswordHash.Parameters
    private let places: DispatchSemaphore

    init(random: RandomSource, cost: PasswordHash.Parameters, atOnce: Int) {
        self.random = random
        self.cost = cost
        places = DispatchSemaphore(value: atOnce)
    }

    /// What to store for a password.
    func hash(_ password: String) throws -> String {
        try inPlace { try PasswordHash.make(password, random: random, parameters: cost) }
    }

    /// Whether the password is the stored one; nil takes as long and is false.
    func verify(_ password: String, against stored: String?) throws -> Bool {
        try inPlace { try PasswordHash.verify(password, against: stored, parameters: cost) }
    }

    /// Whether what is stored was made at another cost than today's.
    func needsRehash(_ stored: String) -> Bool { PasswordHash.needsRehash(stored, parameters: cost) }

    private func inPlace<T>(_ work: () throws -> T) throws -> T {
        places.wait()
        defer { places.signal() }
        return try work()
    }
}
