import Civil
import SQLite

/// One gap of the published rota, as it is remembered.
package struct KnownGap: Sendable, Hashable {
    package struct Place: Sendable, Hashable {
        package let date: Day
        package let part: Part
        /// The location's id.
        package let location: Int
        /// "cover", "duty", or "supervision/" and a trainee.
        package let kind: String

        package init(date: Day, part: Part, location: Int, kind: String) {
            self.date = date
            self.part = part
            self.location = location
            self.kind = kind
        }
    }

    package let place: Place
    package let missing: Int

    package init(_ place: Place, missing: Int) {
        self.place = place
        self.missing = missing
    }
}

/// The gaps of the published rota that nobody needs to be told of: they were told, or the rota was published with them.
package struct KnownGaps {
    /// What gaps are worked out from.
    package struct Basis: Sendable, Equatable {
        package let facts: Int
        /// The last version's number.
        package let publication: Int
    }

    private let db: Connection

    package init(_ db: Connection) { self.db = db }

    /// Of the practice as it is now; nil before it has been set up.
    package func current() throws -> Basis? {
        try db.first("SELECT facts_revision, (SELECT coalesce(max(id), 0) FROM publications) FROM practice") { Basis(facts: $0.int(0), publication: $0.int(1)) }
    }

    /// Of what is remembered; nil before the first time.
    package func remembered() throws -> Basis? {
        try db.first("SELECT facts, publication_id FROM known_gaps_of") { Basis(facts: $0.int(0), publication: $0.int(1)) }
    }

    package func all() throws -> [KnownGap.Place: Int] {
        let gaps = try db.all("SELECT date, part, place, kind, missing FROM known_gaps") { row in
            (KnownGap.Place(date: try row.day(0), part: try row.word(1), location: Int(row.text(2)) ?? 0, kind: row.text(3)), row.int(4))
        }
        return Dictionary(gaps, uniquingKeysWith: max)
    }

    /// The dates whose standing version is later than this one: who published it saw its gaps.
    package func dates(publishedAfter version: Int) throws -> Set<Day> {
        Set(try db.all("SELECT date FROM published_days WHERE publication_id > :version", ["version": version]) { try $0.day(0) })
    }

    package func remember(_ gaps: some Sequence<KnownGap>, of basis: Basis) throws {
        try db.run("DELETE FROM known_gaps")
        try db.run("DELETE FROM known_gaps_of")
        try db.run("INSERT INTO known_gaps_of (facts, publication_id) VALUES (:facts, :publication)", ["facts": basis.facts, "publication": basis.publication])
        for gap in gaps {
            try db.run(
                "INSERT INTO known_gaps (date, part, place, kind, missing) VALUES (:date, :part, :place, :kind, :missing)",
                ["date": gap.place.date.iso, "part": gap.place.part.rawValue, "place": String(gap.place.location), "kind": gap.place.kind, "missing": gap.missing])
        }
    }
}
