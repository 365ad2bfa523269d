import Civil
import Glibc
import SQLite

/// Makes backups in a folder: a copy under a name of its own, proved, with its checksum, on the disk, and only then under the name of a backup.
package struct BackupMaker: Sendable {
    /// A backup that was made.
    package struct Made: Sendable {
        package let name: BackupName
        package let path: String
        package let bytes: Int
        package let sha256: String
        package let contents: BackupContents
        /// Those that went because there are newer ones enough.
        package let removed: [BackupName]
    }

    private let folder: BackupFolder
    private let keep: Int
    private let check: BackupCheck

    /// - Parameter keep: how many of the newest stay, this one included.
    package init(_ folder: BackupFolder, keep: Int, check: BackupCheck) {
        self.folder = folder
        self.keep = keep
        self.check = check
    }

    /// - Parameter copy: writes a whole, consistent copy of the database to the path given, which is free.
    package func make(at now: Instant, copy: (String) throws -> Void) throws -> Made {
        try folder.prepare()
        folder.sweep(at: now)
        let name = BackupName(now), path = folder.file(name)
        guard !DurableFile.exists(path) else { throw BackupError("There is a backup of this very second already: \(path).") }
        let part = "\(folder.path)/.\(name.file).\(getpid())"
        defer { for end in ["", ".sha256", ".partial"] { unlink(part + end) } }
        do {
            try copy(part)
        } catch {
            throw (error as? BackupError) ?? BackupError(folder.path, error)
        }
        let contents = try check.inspect(part, mode: .readOnly, isStrict: false, of: part)
        let digest = try DurableFile.hash(part)
        try DurableFile.sync(part)
        try DurableFile.write(Checksum.line(digest, name.file), to: part + ".sha256")
        for end in ["", ".sha256"] { Disk.giveToOwner(part + end) }
        // The backup's own name comes last: what has it is whole.
        try DurableFile.move(part + ".sha256", to: Checksum.path(of: path))
        try DurableFile.move(part, to: path)
        try DurableFile.sync(folder.path)
        let removed = folder.prune(keeping: keep, besides: name, at: now)
        return Made(name: name, path: path, bytes: DurableFile.size(path), sha256: digest, contents: contents, removed: removed)
    }
}
