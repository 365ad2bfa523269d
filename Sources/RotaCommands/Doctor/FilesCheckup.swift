import Foundation
import RotaBackups
import SQLite

/// Whose the data folder's files are, who else may read them, and whether a server has them in use. The folders themselves may be links; links in them are
/// left out, since whoever may write there could lead root to anybody's file.
struct FilesCheckup {
    private let data: String
    private let backups: String?
    private let isToMend: Bool

    init(_ data: String, backups: String?, isToMend: Bool) {
        self.data = Disk.resolve(data)
        self.backups = backups.map(Disk.resolve)
        self.isToMend = isToMend
    }

    func findings() -> [Finding] {
        guard let folder = facts(data), folder.st_mode & S_IFMT == S_IFDIR else {
            return [.problem("data", "there is no data folder \(data)", "Name it with --data or ROTA_DATA; rota serve makes it.")]
        }
        return owner(folder) + rights() + [use()] + marker()
    }

    private func owner(_ folder: stat) -> [Finding] {
        let strangers = paths().filter { facts($0).map { $0.st_uid != folder.st_uid } ?? false }
        if let first = strangers.first {
            return [.problem("data", "\(first) belongs to another user than the folder", "Give all to one: chown -R --reference=\(data) \(data)/*")]
        }
        guard geteuid() == folder.st_uid || geteuid() == 0 else {
            return [.warning("data", "\(data) belongs to user \(folder.st_uid), and this is user \(geteuid())", "Run rota doctor as the user that the program runs as.")]
        }
        return []
    }

    /// 0700 for folders, 0600 for files.
    private func rights() -> [Finding] {
        let open = paths().filter { facts($0).map { $0.st_mode & 0o077 != 0 } ?? false }
        guard !open.isEmpty else { return [.ok("data", "\(data) is its owner's alone")] }
        let stubborn = isToMend ? open.filter { !takeRightsAway($0) } : open
        guard let first = stubborn.first else { return [Finding(level: .mended, area: "data", text: "others had rights to \(open.count) files; now they have none", remedy: "")] }
        let more = stubborn.count > 1 ? " and \(stubborn.count - 1) more" : ""
        return [.problem("data", "others have rights to \(first)\(more)", "Take them away: rota doctor --fix")]
    }

    /// Others' rights to a file or folder of the data folder's owner. By its descriptor: the name may lead elsewhere by now.
    func takeRightsAway(_ path: String) -> Bool {
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0, FilesCheckup.isOurs(facts), facts.st_uid == self.facts(data)?.st_uid else { return false }
        return fchmod(descriptor, facts.st_mode & 0o700) == 0
    }

    private func use() -> Finding {
        guard let process = DataLock.holder(of: data) else { return .ok("server", "none is running on this data folder") }
        return .ok("server", "is running\(process > 0 ? " as process \(process)" : "")")
    }

    private func marker() -> [Finding] {
        guard facts(Restoration.marker(in: data)) != nil else { return [] }
        return [.problem("data", "a restore is under way or was broken off", "Wait for it, or run rota restore again; nothing is lost.")]
    }

    /// The folders, and the files in them that are ours, without links and sockets.
    private func paths() -> [String] {
        var paths: [String] = []
        for folder in Set([data] + (backups.map { [$0] } ?? [])).sorted() where facts(folder) != nil {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            let ours = names.filter { $0.hasPrefix("rota") || $0.hasPrefix("replaced-") }.sorted().map { "\(folder)/\($0)" }
            paths += [folder] + ours.filter { facts($0).map(FilesCheckup.isOurs) ?? false }
        }
        return paths
    }

    private static func isOurs(_ facts: stat) -> Bool { [S_IFREG, S_IFDIR].contains(facts.st_mode & S_IFMT) }

    private func facts(_ path: String) -> stat? {
        var facts = stat()
        return lstat(path, &facts) == 0 ? facts : nil
    }
}
