import Civil
import RotaDomain
import SQLite

/// The dates on which the practice is closed, wholly or for a half-day: bank holidays and its own (B8).
package struct ClosureRepository {
    private let db: Connection

    package init(_ db: Connection) { self.db = db }

    /// Puts the nation's bank holidays in place of another's; the practice's own closures stay.
    package func replaceBankHolidays(of nation: Nation) throws {
        _ = try db.run("DELETE FROM closures WHERE source = 'bank holiday'")
    }
}
