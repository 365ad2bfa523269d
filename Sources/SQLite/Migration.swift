import Foundation

/// One step of the schema, forward only.
package struct Migration: Sendable, Equatable {
    /// From 1, without gaps.
    package let number: Int
    /// What it does, in snake case.
    package let name: String
    package let sql: String

    package init(number: Int, name: String, sql: String) {
        self.number = number
        self.name = name
        self.sql = sql
    }

    /// `0007_add_closures`, as its file is called.
    package var label: String { "\(Migration.padded(number))_\(name)" }

    static func padded(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}

extension Migration {
    /// Reads `0001_what_it_does.sql` … from a folder, in order. Any other `.sql` name is an error.
    package static func read(folder: String) throws(MigrationError) -> [Migration] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            throw .folderUnreadable(folder)
        }
        var migrations: [Migration] = []
        for file in names.sorted() where file.hasSuffix(".sql") && !file.hasPrefix(".") {
            guard let (number, name) = parse(file) else { throw .badFileName(file) }
            let path = "\(folder)/\(file)"
            guard let sql = try? String(contentsOfFile: path, encoding: .utf8) else { throw .folderUnreadable(path) }
            migrations.append(Migration(number: number, name: name, sql: sql))
        }
        return migrations
    }

    private static func parse(_ file: String) -> (number: Int, name: String)? {
        let stem = file.dropLast(4)
        let digits = stem.prefix(4)
        guard digits.count == 4, digits.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int(digits) else {
            return nil
        }
        let rest = stem.dropFirst(4)
        let name = rest.dropFirst()
        let isName = name.allSatisfy { $0.isASCII && ($0.isNumber || $0.isLowercase || $0 == "_") }
        guard rest.first == "_", !name.isEmpty, isName else { return nil }
        return (number, String(name))
    }
}
