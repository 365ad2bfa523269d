import Foundation
import HTTP

/// The files of a folder that may be shown to everybody: regular files only. No links, which could lead out of it, no devices, pipes or
/// sockets, and nothing whose name starts with a dot (ASVS 5.3.2, 13.4.1).
struct PublicFolder {
    /// An open file and its name below the folder, such as `icons/mark.svg`.
    struct Entry {
        let name: String
        let file: OpenFile
    }

    /// Why a file of the folder can't be served.
    struct Failure: Error, CustomStringConvertible {
        let path: String

        var description: String { "\(path) cannot be read. Give this user the right to read it, or take it out of the folder." }
    }

    let entries: [Entry]

    /// Opens all of them, in the order of their names. The folder's own path may hold links. Throws when it is missing or something in it can't be read.
    init(_ folder: URL) throws {
        entries = try PublicFolder.open(folder.resolvingSymlinksInPath().path, prefix: "")
    }

    private static func open(_ folder: String, prefix: String) throws -> [Entry] {
        var entries: [Entry] = []
        for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() where !name.hasPrefix(".") {
            let path = "\(folder)/\(name)"
            // Of the entry itself, not of what a link leads to.
            switch try FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType {
            case .typeDirectory?: entries += try open(path, prefix: "\(prefix)\(name)/")
            case .typeRegular?:
                guard let file = OpenFile(path) else { throw Failure(path: path) }
                entries.append(Entry(name: prefix + name, file: file))
            default: continue
            }
        }
        return entries
    }
}
