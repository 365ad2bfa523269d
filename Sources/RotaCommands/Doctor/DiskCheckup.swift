import Foundation
import RotaWeb

/// Room on the disks of data and backups, and what kind of disks they are.
enum DiskCheckup {
    static func findings(_ installation: Installation) -> [Finding] {
        let backups = BackupPlan(installation.settings)?.folder.path
        return look(at: installation.dataFolder, "data") + (backups.map { look(at: $0, "backups") } ?? [])
    }

    /// - Parameter mounts: as /proc/self/mountinfo lists them (proc(5)).
    static func look(at path: String, _ what: String, mounts: String = (try? String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8)) ?? "") -> [Finding] {
        var facts = statvfs()
        guard statvfs(path, &facts) == 0 else { return [] }
        return room(facts, what) + fileSystem(of: path, mounts, what)
    }

    static func room(_ facts: statvfs, _ what: String) -> [Finding] {
        let free = Int(clamping: UInt64(facts.f_bavail) * UInt64(facts.f_frsize)), percent = share(UInt64(facts.f_bavail), of: UInt64(facts.f_blocks))
        let inodes = facts.f_files == 0 ? 100 : share(UInt64(facts.f_favail), of: UInt64(facts.f_files))
        let words = "\(free >> 20) MB free for \(what) (\(percent) %), \(inodes) % of the inodes"
        if free < 64 << 20 || inodes < 1 { return [.problem("disk", words, "Free some space now: nothing more can be saved soon.")] }
        if percent < 5 || inodes < 5 { return [.warning("disk", words, "Free some space, or move to a larger disk.")] }
        return [.ok("disk", words)]
    }

    /// SQLite's WAL needs shared memory and locks that network file systems don't keep (sqlite.org/wal.html).
    private static func fileSystem(of path: String, _ mounts: String, _ what: String) -> [Finding] {
        guard what == "data", let kind = kind(of: path, mounts), ["nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "lustre"].contains(kind) || kind.hasPrefix("fuse") else { return [] }
        return [.problem("disk", "\(path) is on a network or user-space file system (\(kind)), where SQLite can lose data", "Move the data folder to a local disk.")]
    }

    /// The type of the file system on which a path lies: that of the longest mount point above it, the last one where several are stacked.
    static func kind(of path: String, _ mounts: String) -> String? {
        var best: (length: Int, kind: String)?
        for line in mounts.split(separator: "\n") {
            let halves = line.components(separatedBy: " - "), fields = halves[0].split(separator: " ")
            guard halves.count == 2, fields.count > 4, let kind = halves[1].split(separator: " ").first else { continue }
            let point = fields[4].replacingOccurrences(of: "\\040", with: " ")
            guard point == "/" || path == point || path.hasPrefix(point + "/"), point.utf8.count >= best?.length ?? 0 else { continue }
            best = (point.utf8.count, String(kind))
        }
        return best?.kind
    }

    private static func share(_ part: UInt64, of whole: UInt64) -> Int { whole == 0 ? 0 : Int(Double(part) / Double(whole) * 100) }
}
