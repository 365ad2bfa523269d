import Civil
import SQLite

/// Practice files that wait for their import to be confirmed; each account sees its own.
package struct UploadedFileRepository {
    package struct File: Sendable {
        package let name: String
        package let content: [UInt8]

        package init(name: String, content: [UInt8]) {
            self.name = name
            self.content = content
        }
    }

    private let db: Connection

    package init(_ db: Connection) { self.db = db }

    /// Keeps the file, and drops those that are more than a day old.
    package func insert(_ file: File, account: Int, at: Instant) throws -> Int {
        _ = try db.run("DELETE FROM uploaded_files WHERE uploaded_at < :limit", ["limit": (at - 86_400).iso])
        return try db.insert(
            "INSERT INTO uploaded_files (account_id, name, content, uploaded_at) VALUES (:account, :name, :content, :at)",
            ["account": account, "name": file.name, "content": file.content, "at": at.iso])
    }

    package func find(_ id: Int, account: Int) throws -> File? {
        try db.first("SELECT name, content FROM uploaded_files WHERE id = :id AND account_id = :account", ["id": id, "account": account]) { row in
            File(name: row.text(0), content: row.blob(1))
        }
    }

    package func delete(_ id: Int) throws {
        _ = try db.run("DELETE FROM uploaded_files WHERE id = :id", ["id": id])
    }
}
