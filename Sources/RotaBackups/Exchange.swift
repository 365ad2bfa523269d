import Glibc
import SQLite

/// Puts a new database in the place of a practice's, whose files go into a folder beside it. Nobody has either open.
///
/// While `rota.db.new` stands, the exchange is under way or was broken off; `rota.db.aside` then names the folder, so that what goes back to its place is what
/// left it, and nothing of an older one.
struct Exchange {
    private let data: String
    private let new: String
    private let sync: (String) throws(BackupError) -> Void

    /// - Parameters:
    ///   - data: the data folder.
    ///   - new: the new database, on the same disk.
    ///   - sync: brings a folder's names onto the disk.
    init(data: String, new: String, sync: @escaping (String) throws(BackupError) -> Void = DurableFile.sync) {
        self.data = data
        self.new = new
        self.sync = sync
    }

    static func marker(in data: String) -> String { "\(data)/rota.db.new" }

    private var marker: String { Exchange.marker(in: data) }
    private var note: String { "\(data)/rota.db.aside" }
    private static let names = ["rota.db", "rota.db-wal", "rota.db-shm", "rota.db-journal"]

    /// Gives the folder of the old database, nil if there was none, and a warning. What it throws leaves the old database in its place.
    /// - Parameter folder: the name, in the data folder, of one that is not there yet.
    func make(aside folder: String) throws(BackupError) -> (aside: String?, warning: String?) {
        let aside = "\(data)/\(folder)"
        guard mkdir(aside, 0o700) == 0 else { throw BackupError(aside, "cannot be made", errno) }
        for path in [aside, new] { Disk.giveToOwner(path) }
        do throws(BackupError) {
            unlink(note)
            try DurableFile.write(folder + "\n", to: note)
            try sync(data)
            try DurableFile.move(new, to: marker)
            try move(Exchange.names, from: data, to: aside)
            try DurableFile.move(marker, to: "\(data)/rota.db")
        } catch {
            try undo(folder)
            throw error
        }
        return finish(aside)
    }

    /// After a power cut in between: the old database goes back to its place.
    func undoHalfDone() throws(BackupError) {
        guard DurableFile.exists(marker) else { return }
        let line = DurableFile.exists(note) ? String(decoding: try DurableFile.start(of: note, 255), as: UTF8.self) : ""
        let folder = line.prefix { $0 != "\n" }
        try undo(folder.hasPrefix("replaced-") && !folder.contains("/") ? String(folder) : nil)
    }

    /// The new one stands: from here on nothing fails.
    private func finish(_ aside: String) -> (aside: String?, warning: String?) {
        var warning: String?
        do throws(BackupError) {
            try sync(data)
            unlink(note)
        } catch {
            warning = "The new database is in its place, but a power cut may still undo that: \(error)"
        }
        guard rmdir(aside) != 0 else { return (nil, warning) }
        foldIn("\(aside)/rota.db")
        return (aside, warning)
    }

    /// The database file first on the way out, last on the way back: where it lies, its WAL belongs. Each step is on the disk before the next.
    private func move(_ names: [String], from source: String, to target: String) throws(BackupError) {
        for name in names where DurableFile.exists("\(source)/\(name)") && !DurableFile.exists("\(target)/\(name)") {
            try DurableFile.move("\(source)/\(name)", to: "\(target)/\(name)")
            try sync(target)
            try sync(source)
        }
    }

    /// - Parameter folder: nil where it is not known that anything has left its place.
    private func undo(_ folder: String?) throws(BackupError) {
        if let folder {
            let aside = "\(data)/\(folder)"
            if DurableFile.exists("\(aside)/rota.db"), !DurableFile.exists("\(data)/rota.db") { try move(Exchange.names.reversed(), from: aside, to: data) }
            rmdir(aside)
        }
        unlink(marker)
        try sync(data)
        unlink(note)
    }

    /// Makes one file of a sound old database and its WAL, which `rota restore` takes as any backup. What is damaged stays as it is, for whoever looks for
    /// the cause.
    private func foldIn(_ path: String) {
        guard let reader = try? Connection(path: path, mode: .readOnly) else { return }
        let isSound = (try? reader.integrityCheck()) == []
        reader.close()
        guard isSound, let db = try? Connection(path: path, mode: .readWrite) else { return }
        defer { db.close() }
        _ = try? db.first("PRAGMA journal_mode = DELETE") { $0.text(0) }
    }
}
