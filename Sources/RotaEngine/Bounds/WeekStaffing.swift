import Civil
import RotaDomain

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

    private func cell(_ clinician: Int, _ day: Int) -> Int { clinician * days.count + day - days.lowerBound }

    func options(_ clinician: Int, _ day: Int) -> [ClinicianDay] { options[cell(clinician, day)] }

    /// By option of the clinician's day: how many of the demand it fills.
    func amounts(_ clinician: Int, _ demand: StaffingDemand) -> [Int] {
        cells[cell(clinician, demand.day)].options.map { option in
            option.adds.reduce(0) { $1.amount > 0 && demands[Int($1.row)] == demand ? $0 + Int($1.amount) : $0 }
        }
    }

    /// Every demand of the week that could be asked for, once.
    var all: [StaffingDemand] {
        var seen = Set<StaffingDemand>()
        return demands.compactMap { $0 }.filter { seen.insert($0).inserted }
    }
}
