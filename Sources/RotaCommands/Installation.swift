import Civil
import Foundation
import RotaStore
import RotaWeb
import Secrets
import SQLite

/// Where things are: the program's own files (Migrations, Public) and the practice's data folder.
struct Installation {
    /// A failure in words that say what to do.
    struct Failure: Error, CustomStringConvertible {
        let description: String
        init(_ description: String) { self.description = description }
    }

    let settings: Settings
    let share: URL

    /// - Parameter data: `--data`, which stands before the settings.
    init(data: String?, listen: String? = nil) throws {
        var settings = try Installation.readSettings()
        if let data { settings.data = data }
        if let listen { settings.listen = listen }
        self.settings = settings
        share = try Installation.findShare()
    }

    var databasePath: String { URL(fileURLWithPath: settings.data).appendingPathComponent("rota.db").path }

    /// Makes the data folder if it is missing, and checks that it can be written.
    func prepareDataFolder() throws {
        let folder = URL(fileURLWithPath: settings.data).path
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Failure("The data folder \(folder) cannot be made. Choose another with --data, or make it and give this user the right to write there.")
        }
        guard access(folder, W_OK | X_OK) == 0 else {
            throw Failure("The data folder \(folder) cannot be written. Give this user the right to write there, or choose another with --data.")
        }
    }

    /// Opens the database, brought up to this program. Throws with a remedy when it is newer than the program, damaged or not writable.
    func openStore(migrating: Bool = true) throws -> Store {
        try prepareDataFolder()
        if migrating { _ = try migrate() }
        return Store(database: try Database(path: databasePath))
    }

    func openPractice() throws -> Practice {
        let store = try openStore()
        return Practice(store: store, clock: .system, random: .system, settings: settings, assets: try Assets(folder: share.appendingPathComponent("Public")))
    }

    /// The migrations that were applied.
    func migrate() throws -> [Migration] {
        let migrations = try Migration.read(folder: share.appendingPathComponent("Migrations").path)
        let applied = try Migrator(migrations, hash: { SHA256.hex($0) }).migrate(path: databasePath, at: Clock.system.now().iso)
        try? FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: databasePath)
        return applied
    }

    private static func readSettings() throws -> Settings {
        let environment = ProcessInfo.processInfo.environment
        let name = environment["ROTA_CONFIG"] ?? "/etc/rota/rota.conf"
        let text = try? String(contentsOfFile: name, encoding: .utf8)
        if text == nil, environment["ROTA_CONFIG"] != nil { throw Failure("The settings file \(name) that ROTA_CONFIG names cannot be read.") }
        return try SettingsReader.read(environment: environment, file: text.map { (name, $0) })
    }

    /// The folder with Public and Migrations: ROTA_SHARE, or the nearest above the program, or /usr/share/rota.
    private static func findShare() throws -> URL {
        if let named = ProcessInfo.processInfo.environment["ROTA_SHARE"] { return URL(fileURLWithPath: named) }
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
