import Civil
import Foundation
import HTTPServer
import RotaBackups
import RotaStore
import RotaWeb
import Secrets
import SQLite

/// Where things are: the program's own files (Migrations, Public) and the practice's data folder.
struct Installation {
    let settings: Settings
    let limits: ServerLimits
    let share: URL

    /// - Parameter folder: the data folder unless `--data` names another; nil for the setting's.
    init(_ call: Invocation, data folder: String? = nil) throws {
        let configuration = try Installation.readSettings(call, data: folder).configuration
        settings = configuration.settings
        limits = configuration.limits
        share = try Installation.findShare(call.environment)
    }

    var databasePath: String { URL(fileURLWithPath: settings.data).appendingPathComponent("rota.db").path }

    /// Makes the data folder if it is missing, and tries whether it can be written.
    func prepareDataFolder() throws(Failure) {
        let folder = URL(fileURLWithPath: settings.data).path
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Failure("The data folder \(folder) cannot be made. Choose another with --data, or make it and give this user the right to write there.")
        }
        // Asking for the right is not enough: root has it on a disk that is read-only or full.
        var name = "\(folder)/.try-XXXXXX".utf8CString.map { $0 }
        let descriptor = mkstemp(&name)
        guard descriptor >= 0 else {
            throw Failure(
                "The data folder \(folder) cannot be written: \(Failure.reason(errno)). Give this user the right to write there, or choose another with --data.")
        }
        close(descriptor)
        unlink(name)
    }

    /// Takes the data folder for this process alone, for as long as the lock is kept: for what serves the database or puts another in its place.
    func lockData() throws -> DataLock {
        try prepareDataFolder()
        let folder = URL(fileURLWithPath: settings.data).path
        if let refusal = FileSystem(of: folder).refusal { throw Failure("The data folder \(folder) can't be used. \(refusal)") }
        return try DataLock(folder: folder)
    }

    /// What the administrator should know about the place of the data, for the log; nil when there is nothing.
    var dataWarning: String? {
        let folder = URL(fileURLWithPath: settings.data).path
        return FileSystem(of: folder).warning.map { "Warning about the data folder \(folder): \($0)" }
    }

    /// Opens the database, brought up to this program. Throws with a remedy when it is newer than the program, damaged or not writable.
    func openPractice() throws -> Practice {
        _ = try migrate()
        let store = Store(database: try Database(path: databasePath), whileWaiting: WorkerThread.whileWaiting)
        return Practice(
            store: store, clock: .system, random: .system, settings: settings, assets: try Assets(folder: share.appendingPathComponent("Public")),
            version: CommandLineProgram.version, lastMigration: try migrations().map(\.number).max(),
            passwordsAtOnce: limits.costlyWorkers)
    }

    /// The migrations that were applied.
    func migrate() throws -> [Migration] {
        try prepareDataFolder()
        try refuseHalfRestored()
        let applied = try migrator().migrate(path: databasePath, at: Clock.system.now().iso)
        try? FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: databasePath)
        return applied
    }

    func migrator() throws -> Migrator {
        try Migrator(try migrations(), hash: { SHA256.hex($0) })
    }

    func backupCheck() throws -> BackupCheck { BackupCheck(try migrator()) }

    /// The data folder's path from the root on.
    var dataFolder: String { URL(fileURLWithPath: settings.data).path }

    /// Between leaving and arriving there is no database, and a start would make an empty one.
    private func refuseHalfRestored() throws(Failure) {
        guard access(Restoration.marker(in: dataFolder), F_OK) == 0 else { return }
        throw Failure("A restore into \(dataFolder) is under way or was broken off. Wait for it, or run rota restore again; nothing is lost.")
    }

    private func migrations() throws -> [Migration] { try Migration.read(folder: share.appendingPathComponent("Migrations").path) }

    /// Reads the settings; `--data` and `--listen` stand before them.
    static func readSettings(_ call: Invocation, data folder: String? = nil) throws -> SettingsReader {
        let name = call.environment["ROTA_CONFIG"] ?? "/etc/rota/rota.conf"
        let text = try? String(contentsOfFile: name, encoding: .utf8)
        if text == nil, call.environment["ROTA_CONFIG"] != nil {
            throw Failure("The settings file \(name) that ROTA_CONFIG names cannot be read. Correct the name, or unset ROTA_CONFIG.")
        }
        var reader = try SettingsReader(environment: call.environment, file: text.map { (name, $0) }) { try? String(contentsOfFile: $0, encoding: .utf8) }
        if let data = folder { _ = reader.override("ROTA_DATA", with: data, from: "the command") }
        for (option, name) in [("data", "ROTA_DATA"), ("listen", "ROTA_LISTEN")] {
            guard let value = call.arguments[option] else { continue }
            guard reader.override(name, with: value, from: "--\(option)") else {
                throw Arguments.Wrong(text: "--\(option) must be \(SettingKey.all.first { $0.name == name }?.must ?? ""), not \"\(value)\".")
            }
        }
        return reader
    }

    /// The folder with Public and Migrations: ROTA_SHARE, or the nearest above the program, or /usr/share/rota.
    private static func findShare(_ environment: [String: String]) throws(Failure) -> URL {
        if let named = environment["ROTA_SHARE"] { return URL(fileURLWithPath: named) }
        var folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        while folder.path != "/" {
            if FileManager.default.fileExists(atPath: folder.appendingPathComponent("Migrations/0001_practice_people_and_rota.sql").path) { return folder }
            folder = folder.deletingLastPathComponent()
        }
        let installed = URL(fileURLWithPath: "/usr/share/rota")
        guard FileManager.default.fileExists(atPath: installed.path) else {
            throw Failure("The program's files (Public, Migrations) were not found. Set ROTA_SHARE to the folder that holds them.")
        }
        return installed
    }
}
