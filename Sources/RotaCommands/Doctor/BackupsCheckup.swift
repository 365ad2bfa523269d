import Civil
import Foundation
import RotaBackups
import RotaWeb

/// Whether there is a backup of last night, and whether it is one.
struct BackupsCheckup {
    private let installation: Installation
    private let now: Instant

    init(_ installation: Installation, _ now: Instant) {
        self.installation = installation
        self.now = now
    }

    func findings() -> [Finding] {
        guard let plan = BackupPlan(installation.settings) else {
            return [.warning("backups", "nightly ones are off (ROTA_BACKUPS)", "Make sure that something else runs rota backup every night.")]
        }
        guard access(installation.databasePath, F_OK) == 0 else { return [] }
        if let obstacle = BackupsCheckup.obstacle(plan.folder.path) { return [obstacle] }
        guard let newest = plan.folder.newest(at: now) else {
            return [.warning("backups", "there is none in \(plan.folder.path)", "Make one: rota backup. The program makes them every night while it runs.")]
        }
        return [age(newest), soundness(plan.folder.file(newest))] + place(plan.folder.path)
    }

    /// Why nothing can be written there, found now rather than at night; the folder itself may be missing, since the first backup makes it.
    static func obstacle(_ folder: String) -> Finding? {
        var place = URL(fileURLWithPath: folder), facts = stat()
        while stat(place.path, &facts) != 0, place.path != "/" { place.deleteLastPathComponent() }
        let isFolder = facts.st_mode & S_IFMT == S_IFDIR
        guard !isFolder || access(place.path, W_OK | X_OK) != 0 else { return nil }
        let reason = isFolder ? Failure.reason(errno) : "no folder"
        return .problem("backups", "can't be written to \(folder) (\(place.path): \(reason))", "Give the folder to the program's user, or correct ROTA_BACKUPS.")
    }

    private func age(_ newest: BackupName) -> Finding {
        let hours = (now - newest.instant) / 3_600
        let words = "the newest, \(newest.file), is \(hours) hours old"
        if hours < 26 { return .ok("backups", words) }
        let remedy = "Make one: rota backup. Then find out why there was none at night: the audit log and the program's log say."
        return hours < 74 ? .warning("backups", words, remedy) : .problem("backups", words, remedy)
    }

    private func soundness(_ path: String) -> Finding {
        do {
            _ = try installation.backupCheck().verify(path)
            return .ok("backups", "the newest is sound")
        } catch {
            return .problem("backups", "\(error)", "Make another: rota backup")
        }
    }

    private func place(_ folder: String) -> [Finding] {
        var (backups, data) = (stat(), stat())
        guard stat(folder, &backups) == 0, stat(installation.dataFolder, &data) == 0, backups.st_dev == data.st_dev else { return [] }
        return [.warning("backups", "are on the same disk as the data", "Copy them to another machine, or set ROTA_BACKUPS to another disk: a dead disk takes both.")]
    }
}
