import RotaDomain
import SQLite

/// What was worked out of each gap of a generated rota; gone once the rota is saved or discarded, or its generation has failed.
package struct GapAccountRepository {
    private let db: Connection

    package init(_ db: Connection) { self.db = db }

    /// Keeps nothing of a generation that has ended otherwise meanwhile: what is worked out takes its time.
    ///
    /// - Parameters:
    ///   - gap: its place in the generation's report.
    ///   - account: the whole of it, as text.
    package func keep(_ brief: GapBrief, _ account: String, gap: Int, of generation: Int) throws {
        try db.run(
            """
            INSERT INTO gap_accounts (generation_id, gap, standing, unavoidable, brief, account)
            SELECT id, :gap, :standing, :unavoidable, :brief, :account
            FROM generations
            WHERE id = :generation AND state IN ('running', 'ready')
            ON CONFLICT (generation_id, gap) DO UPDATE SET standing = excluded.standing, unavoidable = excluded.unavoidable, brief = excluded.brief, account = excluded.account
            """,
            [
                "generation": generation, "gap": gap, "standing": brief.standing.rawValue, "unavoidable": brief.unavoidable, "brief": brief.text, "account": account,
            ])
    }

    /// By the gap's place in the report.
    package func briefs(_ generation: Int) throws -> [Int: GapBrief] {
        let rows = try db.all("SELECT gap, standing, unavoidable, brief FROM gap_accounts WHERE generation_id = :id", ["id": generation]) { row in
            (row.int(0), GapBrief(standing: try row.word(1), unavoidable: row.int(2), text: row.text(3)))
        }
        return Dictionary(rows) { first, _ in first }
    }

    /// Of some gaps of the report.
    package func accounts(_ generation: Int, _ gaps: Range<Int>) throws -> [Int: String] {
        let rows = try db.all(
            "SELECT gap, account FROM gap_accounts WHERE generation_id = :id AND gap >= :first AND gap < :end",
            ["id": generation, "first": gaps.lowerBound, "end": gaps.upperBound]) { ($0.int(0), $0.text(1)) }
        return Dictionary(rows) { first, _ in first }
    }

    package func removeAll(of generation: Int) throws {
        _ = try db.run("DELETE FROM gap_accounts WHERE generation_id = :id", ["id": generation])
    }
}
