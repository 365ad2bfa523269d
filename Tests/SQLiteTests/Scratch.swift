import Foundation
import Glibc
import SQLite
import XCTest

/// A folder of its own for one test, removed after it.
final class Scratch {
    let folder: String

    init() throws {
        folder = NSTemporaryDirectory() + "sqlite-tests-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit {
        chmod(folder, 0o700)
        try? FileManager.default.removeItem(atPath: folder)
    }

    func path(_ name: String = "rota.db") -> String { folder + "/" + name }

    func write(_ bytes: [UInt8], to name: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: path(name)))
    }

    var files: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }
}

/// Runs the body and gives back the SQLite error that it must throw.
func sqliteError(
    file: StaticString = #filePath, line: UInt = #line, _ body: () throws -> Void
) throws -> SQLiteError {
    do {
        try body()
    } catch let error as SQLiteError {
        return error
    }
    XCTFail("nothing was thrown", file: file, line: line)
    throw Missing()
}

struct Missing: Error {}

// Permissions don't hold root back. For this thread's work on files, be nobody: setfsuid(2) is per thread.
@_silgen_name("setfsuid") private func setFileSystemUser(_ user: UInt32) -> Int32

/// Runs the body without root's rights on files, whoever runs the tests.
func withoutPrivileges<T>(_ body: () throws -> T) rethrows -> T {
    guard geteuid() == 0 else { return try body() }
    _ = setFileSystemUser(65534)
    defer { _ = setFileSystemUser(0) }
    return try body()
}
