@testable import RotaBench

/// The benchmark's rules and objective once more, straight from the roster's words: what the problem's counters are held against.
struct ShiftReferee {
    let instance: ShiftInstance

    /// The breaches of hard rules, and the objective.
    func judge(_ rows: [[String]]) -> (breaches: Int, objective: Int) {
        let breaches = zip(instance.staff, rows).reduce(0) { $0 + self.breaches($1.0, $1.1) }
        var objective = 0
        for request in instance.requests where (rows[request.member][request.day] == instance.shifts[request.shift].id) != request.isOn {
            objective += request.weight
        }
        for cover in instance.cover {
            let there = rows.reduce(0) { $0 + ($1[cover.day] == instance.shifts[cover.shift].id ? 1 : 0) }
            objective += there < cover.required ? (cover.required - there) * cover.under : (there - cover.required) * cover.over
        }
        return (breaches, objective)
    }

    private func breaches(_ member: ShiftInstance.Member, _ row: [String]) -> Int {
        let numbers = row.map { id in instance.shifts.firstIndex { $0.id == id } }
        var found = zip(numbers, numbers.dropFirst()).reduce(0) { sum, pair in
            guard let today = pair.0, let next = pair.1 else { return sum }
            return sum + (instance.shifts[today].blocks.contains(next) ? 1 : 0)
        }
        for shift in instance.shifts.indices where numbers.count(where: { $0 == shift }) > member.maximum[shift] { found += 1 }
        let minutes = numbers.reduce(0) { $0 + ($1.map { instance.shifts[$0].minutes } ?? 0) }
        if minutes > member.maxMinutes || minutes < member.minMinutes { found += 1 }
        var start = 0
        while start < numbers.count {
            let works = numbers[start] != nil
            var end = start
            while end < numbers.count, (numbers[end] != nil) == works { end += 1 }
            let touchesAnEnd = start == 0 || end == numbers.count
            if works, end - start > member.maxRun { found += 1 }
            if !touchesAnEnd, end - start < (works ? member.minRun : member.minDaysOff) { found += 1 }
            start = end
        }
        let weekends = stride(from: 5, to: numbers.count, by: 7).count { numbers[$0] != nil || $0 + 1 < numbers.count && numbers[$0 + 1] != nil }
        if weekends > member.maxWeekends { found += 1 }
        return found + member.daysOff.count { numbers[$0] != nil }
    }
}

extension Sequence {
    fileprivate func count(_ isCounted: (Element) -> Bool) -> Int { reduce(0) { $0 + (isCounted($1) ? 1 : 0) } }
}
