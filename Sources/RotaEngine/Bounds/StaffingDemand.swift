import Civil
import RotaDomain

/// Something that S1, S2 or S3 counts when it is missing, by the numbers of `PracticeWords`.
enum StaffingDemand: Hashable {
    /// Duty doctors of a part at a location (S1).
    case duty(day: Int, part: Part, location: Int)
    /// Clinicians who count towards the minimum of a part at a location (S2).
    case cover(day: Int, part: Part, location: Int)
    /// Somebody who may supervise this trainee on a part, wherever the trainee is (S3).
    case supervision(trainee: Int, day: Int, part: Part)

    var rule: SoftRule {
        switch self {
        case .duty: .s1
        case .cover: .s2
        case .supervision: .s3
        }
    }

    /// What a gap asks for; nil where the words don't know its date, location or trainee.
    init?(_ gap: Gap, _ words: PracticeWords) {
        guard words.range.contains(gap.date), let location = words.location(gap.location) else { return nil }
        let day = words.number(of: gap.date)
        switch gap.kind {
        case .duty: self = .duty(day: day, part: gap.part, location: location)
        case .cover: self = .cover(day: day, part: gap.part, location: location)
        case .supervision(let id):
            guard let trainee = words.clinician(id) else { return nil }
            self = .supervision(trainee: trainee, day: day, part: gap.part)
        }
    }

    var day: Int {
        switch self {
        case .duty(let day, _, _), .cover(let day, _, _), .supervision(_, let day, _): day
        }
    }

    /// Where; nil for a trainee, who may be asked for anywhere.
    var location: Int? {
        switch self {
        case .duty(_, _, let location), .cover(_, _, let location): location
        case .supervision: nil
        }
    }

    var part: Part {
        switch self {
        case .duty(_, let part, _), .cover(_, let part, _), .supervision(_, _, let part): part
        }
    }

    /// The same in the other half of the day.
    var otherHalf: StaffingDemand {
        let part: Part = part == .am ? .pm : .am
        return switch self {
        case .duty(let day, _, let location): .duty(day: day, part: part, location: location)
        case .cover(let day, _, let location): .cover(day: day, part: part, location: location)
        case .supervision(let trainee, let day, _): .supervision(trainee: trainee, day: day, part: part)
        }
    }

    /// The demand with what it would become, where a trainee works either half of the day: then both, of which one is asked for.
    func alternatives(_ words: PracticeWords) -> Set<StaffingDemand> {
        guard case .supervision(let trainee, let day, let part) = self, words.words(trainee, day).half == .any else { return [self] }
        return [self, .supervision(trainee: trainee, day: day, part: part == .am ? .pm : .am)]
    }

    /// By date, part and rule, and there by location or trainee.
    func precedes(_ other: StaffingDemand) -> Bool {
        (day, part, rule, who) < (other.day, other.part, other.rule, other.who)
    }

    private var who: Int {
        switch self {
        case .duty(_, _, let location), .cover(_, _, let location): location
        case .supervision(let trainee, _, _): trainee
        }
    }

    /// The same so many days later.
    func moved(by days: Int) -> StaffingDemand {
        switch self {
        case .duty(let day, let part, let location): .duty(day: day + days, part: part, location: location)
        case .cover(let day, let part, let location): .cover(day: day + days, part: part, location: location)
        case .supervision(let trainee, let day, let part): .supervision(trainee: trainee, day: day + days, part: part)
        }
    }
}
