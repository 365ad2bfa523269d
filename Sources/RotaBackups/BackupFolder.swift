import Civil
import Foundation
import SQLite

/// A folder of backups. A backup counts once its checksum lies beside it; whatever else lies there is left alone.
package struct BackupFolder: Sendable, Equatable {
    package let path: String

    package init(_ path: String) { self.path = URL(fileURLWithPath: path).path }

    package func file(_ name: BackupName) -> String { "\(path)/\(name.file)" }

    /// Oldest first; none where there is no such folder.
    package func backups() -> [BackupName] {
        names().compactMap { BackupName(file: $0) }.filter { DurableFile.exists(Checksum.path(of: file($0))) }.sorted()
    }

    /// The newest that is not of the future: a clock that was wrong once does not make tonight's backup needless.
    package func newest(at now: Instant) -> BackupName? { backups().last { $0.instant <= now + 60 } }

    /// Makes the folder, for its owner alone, and tells whether it can be written, and by nobody who could put their own files in the backups' place.
    func prepare() throws(BackupError) {
        let isNew = !DurableFile.exists(path)
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw BackupError("The folder for backups \(path) cannot be made. Choose another (ROTA_BACKUPS, --to), or make it and give this user the right to write there.")
        }
        if isNew { Disk.giveToOwner(path) }
        var facts = stat()
        // In one like /tmp (sticky) nobody can take the place of another's file.
        guard stat(path, &facts) != 0 || facts.st_mode & S_IWOTH == 0 || facts.st_mode & S_ISVTX != 0 else {
            throw BackupError(
                """
                Everybody can write in the folder for backups \(path), and so put false ones in their place. Take that right away (chmod o-w; for a mounted \
                disk its option umask=077), or choose another folder.
                """)
        }
        guard access(path, W_OK | X_OK) == 0 else { throw BackupError("The folder for backups \(path)", "cannot be written", errno) }
    }

    /// Removes the backups beyond the newest `count`, and gives their names. What was made while the clock was wrong neither counts nor goes before its time
    /// has come.
    /// - Parameter made: the one that was just made; it stays in any case.
    func prune(keeping count: Int, besides made: BackupName, at now: Instant) -> [BackupName] {
        let old = backups().filter { $0.instant <= now + 60 }.dropLast(max(count, 1)).filter { $0 != made }
        for name in old {
            unlink(file(name))
            unlink(Checksum.path(of: file(name)))
        }
        return old
    }

    /// Removes what broken-off backups left, when they are a day old.
    func sweep(at now: Instant) {
        for name in names() where name.hasPrefix(".rota-") {
            var facts = stat()
            let path = "\(path)/\(name)"
            if lstat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG, facts.st_mtim.tv_sec < now.seconds - 86_400 { unlink(path) }
        }
    }

    private func names() -> [String] { (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] }
}
