import Civil

/// Something that a rota should have and has not: what warnings list and `RotaExplainer` explains.
package struct Gap: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// Duty doctors missing.
        case duty
        /// Clinicians missing from the minimum.
        case cover
        /// A trainee, by id, at work without a supervisor.
        case supervision(trainee: String)
    }

    package var kind: Kind
    package var date: Day
    package var part: Part
    package var location: String
    /// How many are missing.
    package var count: Int

    package init(kind: Kind, date: Day, part: Part, location: String, count: Int) {
        self.kind = kind
        self.date = date
        self.part = part
        self.location = location
        self.count = count
    }

    /// The gaps that a report shows, by date, part and kind.
    package static func all(_ report: ScoreReport) -> [Gap] {
        all(duty: report[.s1].items, cover: report[.s2].items, supervision: report[.s3].items)
    }

    static func all(duty: [ScoreItem], cover: [ScoreItem], supervision: [ScoreItem]) -> [Gap] {
        let found = of(duty) { _ in .duty } + of(cover) { _ in .cover } + of(supervision) { $0.clinician.map(Kind.supervision) }
        return found.enumerated().sorted { a, b in
            if a.element.date != b.element.date { return a.element.date < b.element.date }
            if a.element.part != b.element.part { return a.element.part < b.element.part }
            return a.offset < b.offset
        }.map(\.element)
    }

    private static func of(_ items: [ScoreItem], _ kind: (ScoreItem) -> Kind?) -> [Gap] {
        items.compactMap { item in
            guard let kind = kind(item), let date = item.date, let part = item.part, let location = item.location else { return nil }
            return Gap(kind: kind, date: date, part: part, location: location, count: Int(item.amount))
        }
    }
}
