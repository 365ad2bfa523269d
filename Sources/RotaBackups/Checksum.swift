import SQLite

/// The file beside a backup that holds its SHA-256, as `sha256sum` writes and checks it.
enum Checksum {
    static func path(of backup: String) -> String { backup + ".sha256" }

    static func line(_ digest: String, _ file: String) -> String { "\(digest)  \(file)\n" }

    /// The digest that the side file holds, for a link also the one where it leads; nil without one. Throws for a side file that holds none.
    static func read(beside backup: String) throws(BackupError) -> String? {
        guard let path = [backup, Disk.resolve(backup)].map(path).first(where: DurableFile.exists) else { return nil }
        let digest = String(decoding: try DurableFile.start(of: path, 64), as: UTF8.self).lowercased()
        guard digest.utf8.count == 64, digest.allSatisfy(\.isHexDigit) else { throw BackupError("\(path) holds no SHA-256. Use another backup.") }
        return digest
    }
}
