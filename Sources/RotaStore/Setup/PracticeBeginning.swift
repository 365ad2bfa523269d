import RotaDomain
import SQLite

/// What every practice starts with, whichever page makes it: its settings, the well-known groups (S0.53 to S0.55) and its nation's bank holidays (B8).
package enum PracticeBeginning {
    package static func begin(_ db: Connection, _ practice: PracticeRecord) throws {
        try PracticeRepository(db).save(practice)
        try ClinicianGroupRepository(db, .practice).addWellKnown()
        try ClosureRepository(db).replaceBankHolidays(of: practice.nation)
    }
}
