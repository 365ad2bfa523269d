import Civil
import RotaDomain

/// Fills a place of a long rota by a search over a few weeks, so that an answer takes no longer for a year than for a month.
struct NearSearch {
    private let scorer: ReferenceScorer
    private let rules: NearRules
    private let shortages: RotaShortages
    /// Days that break H5 or H8 as the rota stands: they stay, as what is asked for is not their repair.
    private let broken: Set<ClinicianDate>
    /// In assert mode, where what the searches find wrong is reported.
    var finding: SearchAudit.Finding?
    private var words: PracticeWords { scorer.words }

    /// The whole range, and its rota.
    init(_ scorer: ReferenceScorer, _ sheet: RotaSheet, _ shortages: RotaShortages) {
        self.scorer = scorer
        self.shortages = shortages
        rules = NearRules(scorer.words, sheet, scorer.shares)
        broken = Self.broken(scorer, sheet)
    }

    /// What a search is about; days and demands by the numbers of the whole range.
    struct Task {
        var file: PracticeFile
        var shifts: [PracticeFile.Shift]
        var demand: StaffingDemand
        /// The Mondays of the weeks in which days may change.
        var weeks: Set<Int>
        /// How many of a demand of the weeks may be missing.
        var allowed: (StaffingDemand) -> Int
        /// Days that may not stay as they are, where rules are against them.
        var freed: Set<ClinicianDate>

        init(
            file: PracticeFile, shifts: [PracticeFile.Shift], demand: StaffingDemand, weeks: Set<Int>, freed: Set<ClinicianDate> = [],
            allowed: @escaping (StaffingDemand) -> Int
        ) {
            self.file = file
            self.shifts = shifts
            self.demand = demand
            self.weeks = weeks
            self.freed = freed
            self.allowed = allowed
        }
    }

    /// What was found, and the words of the few weeks that its days are numbered by.
    struct Found {
        let effort: RotaEffort
        let near: ReferenceScorer

        /// The days that change.
        var changed: [(place: ClinicianDate, day: ClinicianDay)] {
            effort.changed.map { (ClinicianDate(clinician: near.words.file.clinicians[$0.clinician].id, date: near.words.date($0.day)), $0) }
        }
    }

    /// The best rota found in which the demand is met; the weeks beside those of the task stand, but count.
    func fill(_ task: Task, _ care: GapFiller.Care = .quick) -> Found? {
        guard let first = task.weeks.min(), let last = task.weeks.max(),
            let range = DayRange(max(words.date(first - 7), words.range.first), min(words.date(last + 7) + 6, words.range.last))
        else { return nil }
        let near = ReferenceScorer(task.file, range: range), ahead = near.words.calendar.first - words.calendar.first
        var staffing = StaffingAnalyst(near.words)
        var allowed: [StaffingDemand: Int] = [:]
        for (demand, count) in shortages.byDemand where near.words.days.contains(demand.day - ahead) { allowed[demand.moved(by: -ahead)] = count }
        for monday in task.weeks {
            for demand in staffing.week(of: monday - ahead).all { allowed[demand] = task.allowed(demand.moved(by: ahead)) }
        }
        let demand = task.demand.moved(by: -ahead)
        allowed[demand] = task.allowed(task.demand)
        let filler = GapFiller(near, near.sheet(task.shifts), rules.book(scorer.book, near: near.words), finding)
        let weeks = Set(task.weeks.map { $0 - ahead })
        let effort = filler.fill(.init(demand: demand, allowed: allowed, weeks: weeks, freed: task.freed, kept: broken.subtracting(task.freed)), care)
        return effort.map { Found(effort: $0, near: near) }
    }

    private static func broken(_ scorer: ReferenceScorer, _ sheet: RotaSheet) -> Set<ClinicianDate> {
        let words = scorer.words
        var found = Set<ClinicianDate>()
        for breach in scorer.book.limits.flatMap({ $0.breaches(sheet, scorer.given, words) }) where !breach.given {
            if let clinician = breach.clinician {
                for day in DayRange(weekOf: breach.date).days { found.insert(ClinicianDate(clinician: clinician, date: day)) }
            } else {
                for row in words.file.clinicians { found.insert(ClinicianDate(clinician: row.id, date: breach.date)) }
            }
        }
        return found
    }
}
