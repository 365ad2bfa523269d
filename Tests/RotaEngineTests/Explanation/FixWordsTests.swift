import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

/// What would close a gap, as a manager reads it.
final class FixWordsTests: Case {
    private let person = GapPerson(clinician: "p", name: "Dr p"), work = DayPlan.Work(kind: .standard, location: Case.main)
    private var duty: DayPlan.Work { DayPlan.Work(kind: .duty, location: branch) }

    private func change(_ clinician: String, _ date: Day, _ before: DayPlan, _ after: DayPlan) -> RotaDifference.Change {
        RotaDifference.Change(clinician: clinician, date: date, before: before, after: after)
    }

    private func said(_ ask: GapFix.Ask, _ changes: [RotaDifference.Change] = []) -> String {
        let file = practice([term("p", .partner), term("q", .partner)])
        return GapWords(file).sentences([GapFix(ask: ask, effort: 1, changes: changes, difference: difference([:]))]).first ?? ""
    }

    /// Each kind of change as something to do.
    func testFixes_areThingsToDo() {
        let morning = DayPlan(am: work), afternoon = DayPlan(pm: work), off = DayPlan(), day = DayPlan(am: work, pm: work)
        XCTAssertEqual(
            said(.bookLocum(person, tue, .am, location: main), [change("p", tue, off, morning)]), "Book Dr p as a locum for Tue 5 January: in the morning at Main Surgery.")
        XCTAssertEqual(
            said(.findLocum(tue, .full, location: branch, onDuty: true), [change(GapFix.unknownLocum, tue, off, DayPlan(am: duty, pm: duty))]),
            "Find a locum for Tue 5 January: on duty all day at Branch.")
        XCTAssertEqual(
            said(.work(person, tue, afternoon, waiving: [.cannotWorkDay]), [change("p", tue, off, afternoon)]),
            "Ask Dr p to work on Tue 5 January, although it is one of their cannot-work days: in the afternoon at Main Surgery.")
        XCTAssertEqual(
            said(.raiseMaximum(person, week: mon, from: 3, to: 3.5), [change("p", wed, off, day)]),
            "Let Dr p work 3.5 shifts in the week of 4 January, where 3 shifts is the most. Then Dr p, Wed 6 January: all day at Main Surgery.")
        XCTAssertEqual(
            said(.changeGiven(person, tue, from: morning, to: afternoon), [change("p", tue, morning, afternoon)]),
            "Change Dr p’s protected day, Tue 5 January: in the afternoon at Main Surgery, instead of in the morning at Main Surgery.")
        XCTAssertEqual(said(.giveUpLeave(person, tue, .full), [change("p", tue, off, day)]), "Ask Dr p to give up leave on Tue 5 January: all day at Main Surgery.")
    }

    func testLeave_isSaidWithTheHalfThatItIs() {
        let off = DayPlan(), morning = DayPlan(am: work), half = DayPlan(pm: work), day = DayPlan(am: work, pm: work)
        XCTAssertEqual(
            said(.giveUpLeave(person, tue, .am), [change("p", tue, half, day)]), "Ask Dr p to give up leave on the morning of Tue 5 January: all day at Main Surgery.")
        XCTAssertEqual(
            said(.moveLeave(person, from: DayRange(mon, tue) ?? DayRange(mon), to: DayRange(tue, wed) ?? DayRange(tue), .pm), [change("p", mon, morning, day), change("p", wed, day, morning)]),
            "Move Dr p’s leave by one working day: the afternoons of 5 to 6 January 2027 instead of 4 to 5 January 2027. Then 2 days change: "
                + "Dr p, Mon 4 January: all day at Main Surgery, instead of in the morning at Main Surgery; "
                + "Dr p, Wed 6 January: in the morning at Main Surgery, instead of all day at Main Surgery.")
        XCTAssertEqual(
            said(.moveLeave(person, from: DayRange(mon), to: DayRange(tue), .full), [change("p", mon, off, day)]),
            "Move Dr p’s leave by one working day: 5 January 2027 instead of 4 January 2027. Then Dr p, Mon 4 January: all day at Main Surgery.")
    }

    /// Where somebody's week is full, they drop a day for the one that they are asked for.
    func testDaysOfWhoeverIsAsked_areToldFirstAndCounted() {
        let off = DayPlan(), day = DayPlan(am: work, pm: work), half = DayPlan(am: duty, pm: work)
        let ask = GapFix.Ask.work(person, fri, DayPlan(am: work), waiving: [.cannotWorkDay]), asked = change("p", fri, off, DayPlan(am: work))
        let head = "Ask Dr p to work on Fri 8 January, although it is one of their cannot-work days: in the morning at Main Surgery. Then "
        XCTAssertEqual(said(ask, [change("p", tue, day, off), asked]), head + "Dr p, Tue 5 January: off.")
        XCTAssertEqual(
            said(ask, [change("q", mon, half, day), change("p", tue, day, off), asked]),
            head + "2 other days change: Dr p, Tue 5 January: off; Dr q, Mon 4 January: all day at Main Surgery, "
                + "instead of on duty in the morning at Branch and in the afternoon at Main Surgery.")
    }
}
