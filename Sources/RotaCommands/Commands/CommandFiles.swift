import Foundation
import RotaDomain

/// Reading and writing the files that commands name.
enum CommandFiles {
    /// A file can't be read or is not valid; one line for each problem.
    struct Unusable: Error {
        var lines: [String]
    }

    static func bytes(_ path: String) throws(Unusable) -> [UInt8] {
        do {
            return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw Unusable(lines: ["\(path): cannot be read: \(error.localizedDescription)"])
        }
    }

    static func practice(_ path: String) throws(Unusable) -> PracticeFile {
        let bytes = try bytes(path)
        do {
            return try PracticeFileReader.read(bytes, sharedPartsAllowed: true)
        } catch {
            throw Unusable(lines: error.texts.map { "\(path): \($0)" })
        }
    }

    static func rota(_ path: String, for practice: PracticeFile) throws(Unusable) -> RotaFile {
        let bytes = try bytes(path)
        do {
            return try RotaFileReader.read(bytes, for: practice)
        } catch {
            throw Unusable(lines: error.texts.map { "\(path): \($0)" })
        }
    }

    static func write(_ bytes: [UInt8], to path: String) throws(Unusable) {
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw Unusable(lines: ["\(path): cannot be written: \(error.localizedDescription)"])
        }
    }

    static func standardError(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
    static func standardOutput(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }
}
