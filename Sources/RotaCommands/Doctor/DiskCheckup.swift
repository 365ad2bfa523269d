import Foundation
import RotaWeb
import SQLite

/// Room on the disks of data and backups, and what kind of disks they are.
enum DiskCheckup {
    static func findings(_ installation: Installation) -> [Finding] {
        let backups = BackupPlan(installation.settings)?.folder.path
        return look(at: installation.dataFolder, "data") + (backups.map { look(at: $0, "backups") } ?? [])
    }

    private static func look(at path: String, _ what: String) -> [Finding] {
        var facts = statvfs()
        guard statvfs(path, &facts) == 0 else { return [] }
        return room(facts, what) + (what == "data" ? kind(FileSystem(of: path), path) : [])
    }

    static func room(_ facts: statvfs, _ what: String) -> [Finding] {
        let free = Int(clamping: UInt64(facts.f_bavail) * UInt64(facts.f_frsize)), percent = share(UInt64(facts.f_bavail), of: UInt64(facts.f_blocks))
        let inodes = facts.f_files == 0 ? 100 : share(UInt64(facts.f_favail), of: UInt64(facts.f_files))
        let words = "\(free >> 20) MB free for \(what) (\(percent) %), \(inodes) % of the inodes"
        if free < 64 << 20 || inodes < 1 { return [.problem("disk", words, "Free some space now: nothing more can be saved soon.")] }
        if percent < 5 || inodes < 5 { return [.warning("disk", words, "Free some space, or move to a larger disk.")] }
        return [.ok("disk", words)]
    }

    static func kind(_ system: FileSystem, _ path: String) -> [Finding] {
        if let refusal = system.refusal { return [.problem("disk", "\(path) can't be used", refusal)] }
        return system.warning.map { [.warning("disk", "\(path) is on no disk of this machine's", $0)] } ?? []
    }

    private static func share(_ part: UInt64, of whole: UInt64) -> Int { whole == 0 ? 0 : Int(Double(part) / Double(whole) * 100) }
}
