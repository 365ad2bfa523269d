/// Why the schema can't be brought up to date. Each describes itself with what to do about it, for a terminal.
package enum MigrationError: Error, Sendable, Equatable {
    case folderUnreadable(String)
    case badFileName(String)
    /// The program's own list jumps or repeats.
    case programHasGap(expected: Int, found: Int)
    case databaseHasGap(path: String, expected: Int, found: Int)
    case databaseIsNewer(path: String, database: Int, program: Int)
    case editedAfterwards(path: String, migration: String)
    /// There are tables, but none of ours.
    case foreignDatabase(path: String)
    case backupFailed(path: String, SQLiteError)
    case failed(path: String, migration: String, SQLiteError)
    /// Rows that point at nothing after the migration, which was therefore taken back.
    case brokenForeignKeys(path: String, migration: String, [String])
    case unreadable(path: String, SQLiteError)
}

extension MigrationError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .folderUnreadable(let path):
            "The migrations in \(path) can't be read. Check that it is there and that its permissions let this user in."
        case .badFileName(let file):
            "The migration \(file) is not named like 0001_what_it_does.sql. Rename it, or take it out of the folder."
        case .programHasGap(let expected, let found):
            "The program's migrations jump: \(expected) should be next, but it is \(found). Install the program anew."
        case .databaseHasGap(let path, let expected, let found):
            "\(path) has had migration \(found) but not \(expected). Restore the last backup."
        case .databaseIsNewer(let path, let database, let program):
            """
            \(path) was made by a newer version of this program: it stands at migration \(database), and this version \
            knows \(program). Install the newer version, or restore the copy that was taken before the update \
            (\(path).before-…).
            """
        case .editedAfterwards(let path, let migration):
            """
            The migration \(migration) was changed after \(path) had had it. Put the file back as it was, and make \
            the change in a new migration.
            """
        case .foreignDatabase(let path):
            "\(path) is a database of another program. Choose another data folder."
        case .backupFailed(let path, let error):
            """
            \(path) must be updated, but the copy to be kept first could not be written (\(error.message)). Nothing \
            was changed. Make room on the disk or let this user write in the folder, then start again.
            """
        case .failed(let path, let migration, let error):
            """
            The migration \(migration) failed on \(path): \(error.message). It was taken back, so that the version \
            used before can go on with it. Please report this message.
            """
        case .brokenForeignKeys(let path, let migration, let rows):
            """
            The migration \(migration) on \(path) would have left \(rows.count) rows that point at nothing \
            (\(rows.prefix(3).joined(separator: "; "))). It was taken back. Please report this message.
            """
        case .unreadable(let path, let error) where error.isCorrupt:
            "\(path) is damaged or is no database (\(error.message)). Restore the last backup."
        case .unreadable(let path, let error) where error.isBusy:
            "\(path) is in use by another program. Stop it, then start again."
        case .unreadable(let path, let error):
            "\(path) can't be opened (\(error.message)). Check the folder and that this user may read and write it."
        }
    }
}
