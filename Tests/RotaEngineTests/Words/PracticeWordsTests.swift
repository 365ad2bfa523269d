import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

final class PracticeWordsTests: Case {
    private func available(_ file: PracticeFile, _ clinician: String, _ days: Day...) -> [PartSet] {
        let words = words(file)
        return days.map { day in words.clinician(clinician).map { words.available($0, words.number(of: day)) } ?? [] }
    }

    private func contracted(_ file: PracticeFile, _ clinician: String, _ day: Day) -> Double {
        let words = words(file)
        return words.clinician(clinician).map { words.words($0, words.number(of: day)).contracted } ?? -1
    }

    private func weights(_ file: PracticeFile, _ clinician: String, _ days: Day...) -> [Double] {
        let words = words(file)
        return days.map { day in words.clinician(clinician).map { words.words($0, words.number(of: day)).dutyWeight } ?? -1 }
    }

    func testAvailable_fixedDaysAndHalfDays() {
        let file = practice([term("a", .salaried, fixed: [.mon, .tue, .wed], half: [.tue: .pm, .wed: .any])])
        XCTAssertEqual(available(file, "a", mon, tue, wed, thu), [.day, .pm, .day, []])
    }

    func testAvailable_alternatingWeeksCountFromTheWeekOfTheStart() {
        // Starts on a Wednesday: that week is A, so the week of 4 January is B and the week after is A.
        let file = practice([term("a", .salaried, start: Case.day(-1), fixed: [.mon], fixedB: [.tue])])
        XCTAssertEqual(available(file, "a", mon, tue, nextMon, nextTue), [[], .day, .day, []])
    }

    func testAvailable_onlyApprovedLeaveCounts() {
        let file = practice([term("a", .salaried, fixed: Case.weekdays)]) {
            $0.leave = [leave("a", self.mon, .am), leave("a", self.tue, status: .requested), leave("a", self.wed, to: self.thu)]
        }
        XCTAssertEqual(available(file, "a", mon, tue, wed, thu), [.pm, .day, [], []])
    }

    func testAvailable_closuresTermsActivityAndCannotWork() {
        let file = practice([term("a", .partner, end: wed, cannot: [.tue]), term("b", .partner)]) {
            $0.practice.closures = [self.mon]
            $0.clinicians[1].active = false
        }
        XCTAssertEqual(available(file, "a", mon, tue, wed, thu), [[], [], .day, []])
        XCTAssertEqual(available(file, "b", wed), [[]])
    }

    func testAvailable_locumBookings() {
        let file = practice([term("l", .locum)]) { $0.locumBookings = [booking("l", self.mon, self.tue, .am)] }
        XCTAssertEqual(available(file, "l", mon, tue, wed), [.am, .am, []])
    }

    func testAvailable_halfClosureShutsOnePartOfOneDate() {
        let file = practice([term("a", .partner)], minimum: 1) { $0.practice.halfClosures = [.init(date: self.tue, part: .pm)] }
        XCTAssertEqual(available(file, "a", mon, tue, nextTue), [.day, .am, .day])
        let words = words(file)
        XCTAssertEqual(words.need(words.number(of: tue), .pm, 0).minimum, 0)
        XCTAssertEqual(words.usualWeek, 10)
    }

    func testContracted_parts() {
        let file = practice([
            term("p", .partner, fte: 60, half: [.tue: .am], cannot: [.mon]), term("s", .salaried, fixed: [.mon, .tue], half: [.tue: .any]),
        ]) { $0.leave = [leave("p", self.wed, .am)] }
        for (name, day, parts) in [("p", mon, 1.2), ("p", tue, 1.2), ("p", wed, 0.6), ("p", sat, 0), ("s", mon, 2), ("s", tue, 1), ("s", wed, 0)] {
            XCTAssertEqual(contracted(file, name, day), parts, accuracy: 1e-12, "\(name) \(day)")
        }
    }

    func testContracted_partsOfFullTime() {
        // Full time is 9 parts of the usual 10: 60% is 5.4 a week, 1.08 a day. With Wednesday afternoons closed it is 9 of 9.
        var file = practice([term("p", .partner, fte: 60)]) {
            $0.practice.fullTimeParts = 9
            $0.practice.closures = [self.thu]
            $0.leave = [leave("p", self.tue, .pm)]
        }
        for (day, parts) in [(mon, 1.08), (tue, 0.54), (thu, 0)] { XCTAssertEqual(contracted(file, "p", day), parts, accuracy: 1e-12) }
        file.practice.open[.wed] = [.am]
        XCTAssertEqual(contracted(file, "p", wed), 0.6, accuracy: 1e-12)
    }

    func testDutyWeight_needsADayOnWhichDutyIsPossible() {
        var file = practice([term("p", .partner, duty: true, fte: 50, half: [.wed: .am, .thu: .any], cannot: [.tue]), term("n", .partner, fte: 50)], duty: 1) {
            $0.leave = [leave("p", self.fri, .am)]
        }
        // By halves every day with an available part counts; Friday's leave leaves half of it. n is not in the rotation.
        XCTAssertEqual(weights(file, "p", mon, tue, wed, thu, fri), [1, 0, 1, 1, 0.5])
        XCTAssertEqual(weights(file, "n", mon), [0])
        // By days, duty needs both parts; unless the afternoon needs fewer, as on Wednesday.
        file.practice.dutySpan = .day
        file.coverOverrides = [override(wed, .am, 0, 2)]
        XCTAssertEqual(weights(file, "p", mon, tue, wed, thu, fri), [1, 0, 1, 0, 0])
    }

    func testDutyWeight_needsADutyPlaceAtALocationOfTheTerm() {
        let file = practice([term("p", .partner, duty: true, locations: [branch], fte: 50), term("l", .locum, duty: true)], duty: 1) {
            $0.coverOverrides = [override(self.tue, .am, 0, 1, at: self.branch)]
            $0.locumBookings = [booking("l", self.mon, self.mon), booking("l", self.tue, self.wed, at: self.branch)]
        }
        XCTAssertEqual(weights(file, "p", mon, tue), [0, 1])
        XCTAssertEqual(weights(file, "l", mon, tue, wed), [2, 2, 0])
    }
}
