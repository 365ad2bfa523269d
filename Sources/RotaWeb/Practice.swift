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
    /// What a password costs to check; the standard one, or a cheap one in tests.
    package let passwordCost: PasswordHash.Parameters
    /// Wakes the thread that generates rotas.
    package let bell = JobBell()

    package init(store: Store, clock: Clock, random: RandomSource, settings: Settings, assets: Assets, passwordCost: PasswordHash.Parameters = .standard) {
        self.store = store
        self.clock = clock
        self.random = random
        self.settings = settings
        self.assets = assets
        self.passwordCost = passwordCost
    }

    /// Today in Europe/London.
    package var today: Day { London.day(at: clock.now()) }
}
