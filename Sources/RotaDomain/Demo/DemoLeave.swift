import Civil

/// Spreads the demonstration's leave over its weeks: few away at once, a little more in school holidays, nobody's weeks close together.
struct DemoLeave {
    private let calendar: DemoCalendar
    private var away: [Int]

    init(_ calendar: DemoCalendar) {
        self.calendar = calendar
        away = calendar.mondays.map { _ in 0 }
    }

    /// In order of date, then clinician.
    mutating func leave(of people: [DemoPerson]) -> [PracticeFile.Leave] {
        var rows = people.enumerated().flatMap { weeks(of: $1, order: $0) }
        rows += singles()
        return rows.sorted { ($0.range.first, $0.clinician, $0.type) < ($1.range.first, $1.clinician, $1.type) }
    }

    private mutating func weeks(of person: DemoPerson, order: Int) -> [PracticeFile.Leave] {
        var taken: [Int] = []
        return person.leave.compactMap { length in
            guard let first = firstWeek(of: person, order: order, length: length, taken: taken) else { return nil }
            for week in first..<first + length {
                away[week] += 1
                taken.append(week)
            }
            let monday = calendar.mondays[first]
            return DayRange(monday, monday + 7 * length - 3).map { PracticeFile.Leave(clinician: person.clinician.id, range: $0) }
        }
    }

    /// The first week that suits, in an order of the person's own: holiday weeks first or last, then scattered.
    private func firstWeek(of person: DemoPerson, order: Int, length: Int, taken: [Int]) -> Int? {
        func rank(_ week: Int) -> Int {
            let suits = calendar.schoolHolidays[week] == person.inSchoolHolidays
            return (suits ? 0 : 100) + (week * 11 + order * 7) % DemoPractice.weeks
        }
        let starts = 0...DemoPractice.weeks - length
        return starts.sorted { rank($0) < rank($1) }.first { start in
            (start..<start + length).allSatisfy { week in
                let monday = calendar.mondays[week]
                return away[week] < (calendar.schoolHolidays[week] ? 4 : 3) && taken.allSatisfy { abs($0 - week) >= 4 }
                    && person.terms.contains { $0.covers(monday) && $0.covers(monday + 4) }
            }
        }
    }

    /// Single days and half days, and requests that don't count, or not yet.
    private func singles() -> [PracticeFile.Leave] {
        func row(_ clinician: String, _ week: Int, _ days: ClosedRange<Int>, _ type: String, part: Span = .full, _ status: LeaveStatus = .approved) -> PracticeFile.Leave? {
            let monday = calendar.mondays[week]
            return DayRange(monday + days.lowerBound, monday + days.upperBound).map {
                PracticeFile.Leave(clinician: clinician, range: $0, part: part, type: type, status: status)
            }
        }
        return [
            row("nadia-el-sharkawy", 2, 3...3, "study"), row("ruairi-donnelly-quigg", 6, 0...0, "study"), row("nadia-el-sharkawy", 14, 1...1, "study", part: .am),
            row("anil-wickramasinghe", 8, 1...2, "study"), row("rukhsana-dale", 3, 0...0, "annual", part: .pm), row("emeka-nwachukwu", 10, 1...1, "compassionate", part: .am),
            row("dev-ramachandran", 5, 3...4, "annual"), row("malgorzata-zielinska", 11, 4...4, "annual", part: .pm), row("magnus-tulloch", 17, 0...0, "study"),
            row("errol-brathwaite", 7, 0...4, "annual", .requested), row("sian-prosser-vaughan", 12, 2...2, "annual", .requested),
            row("harriet-osgood", 9, 2...4, "annual", .denied), row("wilhelmina-featherstonehaugh", 16, 0...4, "annual", .cancelled),
        ].compactMap { $0 }
    }
}
