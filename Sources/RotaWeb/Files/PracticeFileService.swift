import Civil
import RotaDomain
import RotaStore
import Secrets

/// Import and export of the practice file, for the pages and for the command line alike.
package struct PracticeFileService {
    /// What an import did.
    package struct Outcome: Sendable {
        package let counts: [PracticeFileMerge.Count]
        package let problems: [FileProblem]
    }

    private let practice: Practice

    package init(_ practice: Practice) { self.practice = practice }

    /// What importing the file would add, and what stands against it. Nothing is written.
    package func check(_ file: PracticeFile) throws -> PracticeFileMerge {
        let current = try practice.store.read { db in try PracticeFileRepository(db, .practice).load()?.file }
        return PracticeFileMerge(file, into: current)
    }

    /// Adds everything in one transaction, or, when a problem stands against it, nothing.
    /// - Parameter shown: the mark of the dry run that was agreed to; throws `PageError.stale` when it would be another now. Nil where nobody was asked.
    package func importFile(_ file: PracticeFile, named name: String, agreedTo shown: String? = nil, by actor: Actor) throws -> Outcome {
        let now = practice.clock.now()
        return try practice.store.write { db in
            let current = try PracticeFileRepository(db, .practice).load()?.file
            let merge = PracticeFileMerge(file, into: current)
            guard merge.problems.isEmpty else { return Outcome(counts: merge.counts, problems: merge.problems) }
            if let shown, shown != merge.mark {
                throw PageError.stale("What the import would add or change is no longer what you were shown: somebody changed the practice meanwhile. Nothing was imported.")
            }
            var writer = PracticeFileImport(db, titles: BankHolidayTitles.titles(for: file.practice.nation))
            try writer.apply(merge.additions)
            try AuditLog(db).record(
                "import practice file", AuditSubject("practice", id: 1, name), by: actor, at: now,
                before: current == nil || merge.settings.isEmpty ? nil : AuditFields(merge.settings.map { ($0.what, $0.from) }),
                after: AuditFields(
                    merge.settings.map { ($0.what, $0.to) }
                        + merge.counts.filter { $0.added + $0.changed > 0 }.map { ($0.kind, "\($0.added) added, \($0.changed) changed") }))
            return Outcome(counts: merge.counts, problems: [])
        }
    }

    /// The practice as a file's bytes; nil before the practice has been set up.
    package func exportFile() throws -> [UInt8]? {
        try practice.store.read { db in try PracticeFileRepository(db, .practice).load()?.file }.map(PracticeFileWriter.write)
    }
}

extension PracticeFileMerge {
    /// Stands for everything that the dry run shows.
    var mark: String {
        let lines = settings.map { "\($0.what): \($0.from), \($0.to)" } + counts.map { "\($0.kind): \($0.added) \($0.changed) \($0.unchanged) \($0.entries)" }
        return SHA256.hex(Array(lines.joined(separator: "\n").utf8))
    }
}
