import Civil
import HTTP
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
    /// What requests leave behind.
    package let errands = Errands()
    /// Weeks that were looked at: some weeks for each worker's connection.
    let weeks = KeptWhileUnchanged<WeekDrawing.Key, WeekDrawing?>(limit: 48)
    /// How often each token of the API asked.
    let apiLimits = APIRateLimit()
    /// Secrets on the way to the page that shows them.
    let shownOnce = ShownOnce()
    /// The tags of calendars that were asked for.
    let calendarTags = KeptWhileUnchanged<CalendarFeedKey, EntityTag>(limit: 1_000)
    /// Since when each calendar is what it is.
    let calendarTimes = CalendarTimes()
    /// Wakes the thread that generates rotas.
    package let bell = JobBell()
    /// Wakes the thread that sends mail.
    package let mailBell = JobBell()
    /// Wakes the thread that turns notices into mails.
    package let noticeBell = JobBell()
    /// Tells the browsers that follow a generation.
    package let news = GenerationNews()
    package let readiness = Readiness()
    package let metrics: Metrics
    /// The number of the last migration that the program knows.
    let lastMigration: Int?

    /// - Parameters:
    ///   - lastMigration: the number of the last that the program knows; nil where nobody asks.
    ///   - passwordCost: of one hash; a cheap one in tests.
    ///   - passwordsAtOnce: how many hashes are made at a time, 128 MiB each.
    package init(
        store: Store, clock: Clock, random: RandomSource, settings: Settings, assets: Assets, version: String = "", lastMigration: Int? = nil,
        passwordCost: PasswordHash.Parameters = .standard, passwordsAtOnce: Int = 2
    ) {
        self.store = store
        self.clock = clock
        self.random = random
        self.settings = settings
        self.assets = assets
        passwords = Passwords(random: random, cost: passwordCost, atOnce: passwordsAtOnce)
        self.lastMigration = lastMigration
        metrics = Metrics(RouteName.list(Routes.all.map(\.pattern)), version: version)
    }

    /// Today in Europe/London.
    package var today: Day { London.day(at: clock.now()) }
}
