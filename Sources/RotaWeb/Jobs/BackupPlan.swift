import Civil
import Foundation
import RotaBackups

/// Where backups go, when, and how many stay, as the settings say (ROTA_BACKUPS, ROTA_BACKUP_AT, ROTA_BACKUP_KEEP).
package struct BackupPlan: Sendable, Equatable {
    package let folder: BackupFolder
    package let time: NightlyTime
    package let keep: Int

    /// Nil where nightly backups are off.
    package init?(_ settings: Settings) {
        guard settings.backups != "off" else { return nil }
        self.init(settings, folder: settings.backups)
    }

    /// - Parameter path: empty for `backups` in the data folder.
    package init(_ settings: Settings, folder path: String) {
        folder = BackupFolder(path.isEmpty ? URL(fileURLWithPath: settings.data).appendingPathComponent("backups").path : path)
        time = NightlyTime(TimeOfDay(iso: settings.backupAt) ?? TimeOfDay(minutes: 150))
        keep = settings.backupKeep
    }

    /// Seconds since the moment that the newest backup holds; nil when there is none. For readiness, metrics and doctor.
    package func age(at now: Instant) -> Int? { folder.newest(at: now).map { max(now - $0.instant, 0) } }
}
