import Civil
import RotaDomain
import RotaStore

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
        let current = try practice.store.read { db in try PracticeFileRepository(db).load()?.file }
        return PracticeFileMerge(file, into: current)
    }

    /// Adds everything in one transaction, or, when a problem stands against it, nothing.
    package func importFile(_ file: PracticeFile, named name: String, by actor: Actor) throws -> Outcome {
        let now = practice.clock.now()
        return try practice.store.write { db in
            let merge = PracticeFileMerge(file, into: try PracticeFileRepository(db).load()?.file)
            guard merge.problems.isEmpty else { return Outcome(counts: merge.counts, problems: merge.problems) }
            var writer = PracticeFileImport(db, titles: BankHolidayTitles.titles(for: file.practice.nation))
            try writer.apply(merge.additions)
            try AuditLog(db).record(
                "import practice file", AuditSubject("practice", id: 1, name), by: actor, at: now,
                after: AuditFields(merge.counts.filter { $0.added + $0.changed > 0 }.map { ($0.kind, "\($0.added) added, \($0.changed) changed") }))
            return Outcome(counts: merge.counts, problems: [])
        }
    }

    /// The practice as a file's bytes; nil before the practice has been set up.
    package func exportFile() throws -> [UInt8]? {
        try practice.store.read { db in try PracticeFileRepository(db).load()?.file }.map(PracticeFileWriter.write)
    }
}
