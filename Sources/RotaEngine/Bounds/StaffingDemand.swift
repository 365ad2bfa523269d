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

    var day: Int {
        switch self {
        case .duty(let day, _, _), .cover(let day, _, _), .supervision(_, let day, _): day
        }
    }
}

/// The hard rules and S1 to S3 of the days of one week, as a shortfall problem: exact, since only a partner's weekly maximum
/// (H5) ties days together, and it never reaches beyond a week.
///
/// H1 to H4, H6, H7, H9 and H10 are in the options that a clinician's day has, half days and pins included; H5 and H8 are
/// the most that a row may hold.
struct WeekStaffing {
    let days: Range<Int>
    /// By cell: what each of its options means, in the order of the problem's options.
    let options: [[ClinicianDay]]
    /// By row, what it stands for; nil for limits.
    private let demands: [StaffingDemand?]
    private let rows: [ShortfallProblem.Row]
    private let cells: [ShortfallProblem.Cell]

    /// - Parameter monday: the number of the week's Monday; only its days inside the range count.
    init(_ words: PracticeWords, _ given: GivenRota, week monday: Int) {
        var rows = WeekStaffingRows(words, given, week: monday)
        rows.build()
        days = rows.days
        options = rows.options
        demands = rows.demands
        self.rows = rows.rows
        cells = rows.cells
    }

    /// How a question weighs a demand: what each missing costs, and how many may be missing for nothing.
    struct Weighing {
        var weight = 0
        var allowed = 0

        static let ignored = Weighing()
    }

    /// The problem in which each demand costs what the question says.
    func problem(_ weighing: (StaffingDemand) -> Weighing) -> ShortfallProblem {
        var asked = rows
        for (row, demand) in demands.enumerated() {
            guard let demand else { continue }
            let known = weighing(demand)
            // An unsupervised part is one row for each location where the trainee may be, so it is allowed or not as a whole.
            let isAllowed = if case .supervision = demand { known.allowed > 0 } else { false }
            asked[row].weight = isAllowed ? 0 : Int32(clamping: known.weight)
            asked[row].need -= Int32(clamping: known.allowed)
        }
        return ShortfallProblem(rows: asked, cells: cells)
    }

    /// Every demand of the week that could be asked for, once.
    var all: [StaffingDemand] {
        var seen = Set<StaffingDemand>()
        return demands.compactMap { $0 }.filter { seen.insert($0).inserted }
    }
}
