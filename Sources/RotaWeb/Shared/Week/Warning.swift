import Civil
import RotaDomain
import RotaEngine
import RotaStore

/// Something that the rota should have and has not, as the engine's scorer counts it (S1, S2, S3).
struct Warning {
    enum Kind: String {
        case duty, cover, supervision
    }

    let gap: Gap
    let kind: Kind
    /// The practice file's id of the trainee who is unsupervised.
    let trainee: String?
    let needed: Int
    private let title: GapTitle

    /// By date, part and kind.
    static func find(in file: PracticeFile, _ range: DayRange) -> [Warning] {
        all(Warnings.gaps(file, shifts: file.shifts, range: range), in: file, range)
    }

    static func all(_ gaps: [Gap], in file: PracticeFile, _ range: DayRange) -> [Warning] {
        let needs = CoverTable(file, range)
        return gaps.map { Warning($0, needs.need($0.date, $0.part, $0.location)) }
    }

    private init(_ gap: Gap, _ need: CoverTable.Need) {
        self.gap = gap
        title = GapTitle(gap, needed: need)
        switch gap.kind {
        case .duty: (kind, trainee, needed) = (.duty, nil, need.duty)
        case .cover: (kind, trainee, needed) = (.cover, nil, need.minimum)
        case .supervision(let id): (kind, trainee, needed) = (.supervision, id, 1)
        }
    }

    var day: Day { gap.date }
    var part: Part { gap.part }
    var location: String { gap.location }
    var missing: Int { gap.count }
    var there: Int { max(0, needed - missing) }

    /// "No duty doctor", "1 short", "Unsupervised"
    var tag: String { title.tag }
    /// The same within a sentence.
    var phrase: String { title.phrase }

    var tagClass: String { kind == .supervision ? "tag tag--trainee" : "tag tag--gap" }

    /// What is wrong, without the date: "Main Surgery has 3 doctors and needs 4".
    func fact(names: (String) -> String) -> String {
        switch kind {
        case .duty: "\(location) needs \(counted(needed, "duty doctor")) and has \(there == 0 ? "none" : "\(there)")"
        case .cover: "\(location) has \(there == 0 ? "no doctor" : counted(there, "doctor")) and needs \(needed)"
        case .supervision: "\(names(trainee ?? "")) is at \(location) without a supervisor"
        }
    }

    /// "Monday 23 November, afternoon, Main Surgery has 3 doctors and needs 4"
    func sentence(names: (String) -> String) -> String {
        "\(day.weekday.name) \(day.day) \(day.monthName), \(part.word)\(kind == .supervision ? ":" : ",") \(fact(names: names))"
    }
}
