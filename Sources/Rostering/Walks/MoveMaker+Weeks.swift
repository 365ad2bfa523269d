/// Moves of a weekday over a run of weeks, without which no pattern would change that is the same week after week.
extension MoveMaker {
    /// Does on one weekday, for a run of weeks, what was done on another, or something else altogether.
    func changeWeekday(_ state: inout RosterState, _ random: inout SplitMix64, _ cell: Int32) {
        let period = roster.period, days = roster.dayCount
        let day = Int(cell) % days, base = Int(cell) - day
        let run = 1 + random.below(1 + random.below(weeks))
        let code = state.code(cell)
        let isExchange = random.below(4) != 0
        let shift = isExchange ? random.below(period) - day % period : 0
        let target = isExchange ? -1 : roster.codes[Int(roster.firstOption[Int(cell)] &+ otherOption(state, &random, cell))]
        guard !isExchange || shift != 0 else { return }
        var at = day
        for _ in 0..<run {
            guard at < days else { break }
            let here = Int32(truncatingIfNeeded: base + at)
            if isExchange {
                let there = at + shift
                if there >= 0, there < days, state.code(here) == code { exchange(&state, here, Int32(truncatingIfNeeded: base + there)) }
            } else if state.code(here) == code {
                let option = state.option(here, code: target)
                if option >= 0 { state.change(here, option) }
            }
            at += period
        }
    }

    /// Two members of staff trade two days of a week, now and then for a run of weeks: nobody is missed on either day, and both work as much as before.
    func tradeDays(_ state: inout RosterState, _ random: inout SplitMix64, _ cell: Int32) {
        let period = roster.period, days = roster.dayCount
        let day = Int(cell) % days, base = Int(cell) - day
        let sameDay = roster.byDay[day]
        let other = sameDay[random.below(sameDay.count)], otherBase = Int(other) - day
        let code = state.code(cell), otherCode = state.code(other), shift = random.below(period) - day % period
        guard code != otherCode, shift != 0 else { return }
        let run = random.below(3) == 0 ? 1 + random.below(weeks) : 1
        var at = day
        for _ in 0..<run {
            let there = at + shift
            guard at < days, there >= 0, there < days else { break }
            let here = Int32(truncatingIfNeeded: base + at), otherHere = Int32(truncatingIfNeeded: otherBase + at)
            if state.code(here) == code, state.code(otherHere) == otherCode {
                exchange(&state, here, otherHere)
                exchange(&state, Int32(truncatingIfNeeded: base + there), Int32(truncatingIfNeeded: otherBase + there))
            }
            at += period
        }
    }
}
