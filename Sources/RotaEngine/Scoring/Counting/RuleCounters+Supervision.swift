import Civil

extension RuleCounters {
    /// Counts, at each place of the day, the trainees who are there while none of these supervisors is: a trainee adds 1, a supervisor more
    /// than all trainees.
    /// - Parameter counts: the places that count at all.
    mutating func countUnsupervised(
        _ trainees: [Int], by supervisors: [Int], _ day: Int, where counts: (_ part: Part, _ location: Int) -> Bool = { _, _ in true }
    ) {
        let unit = trainees.count + 1
        let places = addPlaces(day) { part, location in
            let counts = counts(part, location)
            return { counts && $0 < unit ? Double($0) : 0 }
        }
        for trainee in trainees { count(places, trainee) }
        for supervisor in supervisors { count(places, supervisor, unit) }
    }
}
