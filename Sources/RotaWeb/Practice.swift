import Civil
import RotaStore
import Secrets

/// Everything that a practice's program hangs from: no globals, no singletons. A second practice is a second value.
package struct Practice: Sendable {
    package let store: Store
    package let clock: Clock
    package let random: RandomSource
    package let settings: Settings
    package let assets: Assets
    let passwords: Passwords
    let flashes = Flashes()
    /// Weeks that were looked at: some weeks for each worker's connection.
    let weeks = KeptWhileUnchanged<WeekDrawing.Key, WeekDrawing?>(limit: 48)
    /// Wakes the thread that generates rotas.
    package let bell = JobBell()
    /// Tells the browsers that follow a generation.
    package let news = GenerationNews()

    /// - Parameter passwordCost: of one hash; a cheap one in tests.
    package init(store: Store, clock: Clock, random: RandomSource, settings: Settings, assets: Assets, passwordCost: PasswordHash.Parameters = .standard) {
        self.store = store
        self.clock = clock
        self.random = random
        self.settings = settings
        self.assets = assets
        passwords = Passwords(random: random, cost: passwordCost)
    }

    /// Today in Europe/London.
    package var today: Day { London.day(at: clock.now()) }
}
