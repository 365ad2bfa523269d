import Rostering

/// A shift-scheduling instance as a roster problem: option 0 of every cell is the day off, its code 0; shift s has code s + 1.
struct ShiftRoster {
    let instance: ShiftInstance
    private(set) var problem: RosterProblem

    init(_ instance: ShiftInstance) {
        self.instance = instance
        problem = RosterProblem(staffCount: instance.staff.count, dayCount: instance.days)
        addOptions()
        addCover()
        for member in instance.staff.indices {
            addTotals(member)
            addRuns(member)
            addSuccessions(member)
            addWeekends(member)
        }
    }

    /// The rows of a solution: for each member of staff and day the shift's id, or "-".
    func rows(_ choices: [Int32]) -> [[String]] {
        instance.staff.indices.map { member in
            (0..<instance.days).map { day in
                let code = problem.cells[cell(member, day)][Int(choices[cell(member, day)])].code
                return code == 0 ? "-" : instance.shifts[code - 1].id
            }
        }
    }

    private func cell(_ member: Int, _ day: Int) -> Int { member * instance.days + day }

    /// The shifts that each may work on each day, with what requests make them cost.
    private mutating func addOptions() {
        for (member, person) in instance.staff.enumerated() {
            for day in 0..<instance.days {
                let shifts = person.daysOff.contains(day) ? [] : instance.shifts.indices.filter { person.maximum[$0] > 0 }
                problem.cells[cell(member, day)] = [.init(code: 0)] + shifts.map { .init(code: $0 + 1) }
            }
        }
        for request in instance.requests {
            let cell = cell(request.member, request.day)
            for (index, option) in problem.cells[cell].enumerated() where (option.code == request.shift + 1) != request.isOn {
                problem.cells[cell][index].cost += Int64(request.weight)
            }
        }
    }

    /// Lets the option of every cell that `amount` speaks of add to the counter.
    private mutating func count(_ counter: Int, _ cell: Int, _ amount: (_ code: Int) -> Int) {
        for index in problem.cells[cell].indices {
            let added = amount(problem.cells[cell][index].code)
            if added != 0 { problem.cells[cell][index].effects.append(.init(counter: counter, amount: added)) }
        }
    }

    private mutating func addCover() {
        for cover in instance.cover {
            let counter = problem.addCounter { Int64(cover.under * max(0, cover.required - $0) + cover.over * max(0, $0 - cover.required)) }
            for member in instance.staff.indices { count(counter, cell(member, cover.day)) { $0 == cover.shift + 1 ? 1 : 0 } }
        }
    }

    /// Minutes, in the largest unit that divides all shifts, and the most of each shift.
    private mutating func addTotals(_ member: Int) {
        let person = instance.staff[member], shifts = instance.shifts, unit = instance.unit
        let least = (person.minMinutes + unit - 1) / unit, most = person.maxMinutes / unit
        let minutes = problem.addCounter { $0 < least || $0 > most ? RosterProblem.forbidden : 0 }
        for day in 0..<instance.days { count(minutes, cell(member, day)) { $0 == 0 ? 0 : shifts[$0 - 1].minutes / unit } }
        let row = problem.cells[cell(member, 0)..<cell(member + 1, 0)].joined()
        if least > 0, !row.contains(where: { $0.code > 0 && shifts[$0.code - 1].minutes > 0 }) { forbidAll(member) }
        for shift in shifts.indices where person.maximum[shift] > 0 && person.maximum[shift] < instance.days {
            let maximum = person.maximum[shift]
            let counter = problem.addCounter { $0 > maximum ? RosterProblem.forbidden : 0 }
            for day in 0..<instance.days { count(counter, cell(member, day)) { $0 == shift + 1 ? 1 : 0 } }
        }
    }

    /// Minutes are asked for where there is no shift that has any: a counter that nothing moves belongs to nobody, and nobody would be named.
    private mutating func forbidAll(_ member: Int) {
        let counter = problem.addCounter { $0 > 0 ? RosterProblem.forbidden : 0 }
        count(counter, cell(member, 0)) { _ in 1 }
    }

    /// Runs of work not too long; runs of work and of rest not too short, unless they touch an end of the horizon.
    private mutating func addRuns(_ member: Int) {
        let person = instance.staff[member]
        for start in 0..<max(0, instance.days - person.maxRun) {
            let counter = problem.addCounter { $0 > person.maxRun ? RosterProblem.forbidden : 0 }
            for day in start...start + person.maxRun { count(counter, cell(member, day)) { $0 == 0 ? 0 : 1 } }
        }
        addShortest(member, person.minRun) { $0 != 0 }
        addShortest(member, person.minDaysOff) { $0 == 0 }
    }

    /// Forbids every run shorter than `least` between two days of the other kind.
    private mutating func addShortest(_ member: Int, _ least: Int, _ isInRun: (Int) -> Bool) {
        for length in 1..<max(1, min(least, instance.days)) {
            for start in 1..<max(1, instance.days - length) {
                let counter = problem.addCounter { $0 == length + 2 ? RosterProblem.forbidden : 0 }
                for day in start - 1...start + length {
                    let isInside = day >= start && day < start + length
                    count(counter, cell(member, day)) { isInRun($0) == isInside ? 1 : 0 }
                }
            }
        }
    }

    /// What may not follow on the next day. Shifts that block the same, and are blocked by the same, are of one kind.
    private mutating func addSuccessions(_ member: Int) {
        let shifts = instance.shifts, kinds = Array(Set(shifts.map(\.blocks))).filter { !$0.isEmpty }
        for kind in kinds.sorted(by: { $0.sorted().lexicographicallyPrecedes($1.sorted()) }) {
            for day in 0..<max(0, instance.days - 1) {
                let counter = problem.addCounter { $0 == 3 ? RosterProblem.forbidden : 0 }
                count(counter, cell(member, day)) { $0 > 0 && shifts[$0 - 1].blocks == kind ? 1 : 0 }
                count(counter, cell(member, day + 1)) { $0 > 0 && kind.contains($0 - 1) ? 2 : 0 }
            }
        }
    }

    private mutating func addWeekends(_ member: Int) {
        let most = instance.staff[member].maxWeekends
        let weekends = problem.addCounter { $0 > most ? RosterProblem.forbidden : 0 }
        for saturday in stride(from: 5, to: instance.days, by: 7) {
            let worked = problem.addCounter(feeding: weekends) { min(1, $0) }
            for day in saturday...min(saturday + 1, instance.days - 1) { count(worked, cell(member, day)) { $0 == 0 ? 0 : 1 } }
        }
    }
}
