import Foundation
import RotaStore
import SQLite
import Secrets

/// A real database in a folder of its own, migrated by `Migrations/`; both go when the value goes.
package final class TemporaryStore {
    package let folder: URL
    package let store: Store

    /// - Parameter patience: milliseconds that a write waits for one of another process.
    package init(patience: Int = 5_000) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "rota-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appending(path: "rota.db").path
        try MigratedDatabase.bytes.get().write(to: URL(fileURLWithPath: path))
        store = Store(database: try Database(path: path, patience: patience))
    }

    deinit {
        try? store.database.close()
        try? FileManager.default.removeItem(at: folder)
    }
}

/// The folder of the package, for tests that read its own files.
package enum PackageFolder {
    package static let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}

/// An empty database, migrated once for all the tests of a run: each test then only copies it.
private enum MigratedDatabase {
    static let bytes = Result { try make() }

    private static func make() throws -> Data {
        let folder = FileManager.default.temporaryDirectory.appending(path: "rota-migrated-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "rota.db").path
        let migrations = try Migration.read(folder: PackageFolder.url.appending(path: "Migrations").path)
        try Migrator(migrations, hash: { SHA256.hex($0) }).migrate(path: path, at: "2026-11-23T08:00:00Z")
        return try Data(contentsOf: URL(fileURLWithPath: path))
    }
}
