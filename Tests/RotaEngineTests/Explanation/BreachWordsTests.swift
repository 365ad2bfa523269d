import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

/// What is said of each rule that is broken: of a change, of a list of dates, and beside a clinician's name.
final class BreachWordsTests: Case {
    private let file = practice([
        term("p", .partner, cannot: [.mon]), term("s", .salaried, fixed: [.mon], half: [.mon: .am]), term("f", .fy, supervisor: "p", fixed: [.mon]), term("l", .locum),
    ])

    private func breach(_ fault: Breach.Fault, _ clinician: String? = "p", _ part: Part? = .am) -> Breach {
        Breach(rule: .h1, date: mon, part: part, clinician: clinician, fault: fault, given: false)
    }

    private func said(_ breach: Breach) -> [String] {
        let words = BreachWords(file)
        return words.sentences([breach]) + BreachWords(file, dated: true).sentences([breach]) + words.standing([breach])
    }

    /// The first of each is kept in databases with the shifts that were saved knowingly against the rule, and looked for by its words: it must never change.
    func testEachRule_isSaidOfAChangeOfAListAndOfAName() {
        let all: [(Breach, [String])] = [
            (breach(.notAvailable), [
                "Dr p cannot work on the morning of Monday 4 January 2027: Monday is a cannot-work day of the term",
                "Dr p works on the morning of Monday 4 January although Monday is a cannot-work day of the term.",
                "works in the morning although Monday is a cannot-work day of the term",
            ]),
            (breach(.shiftsShareAPart), [
                "Dr p cannot have two shifts in the morning", "Dr p has two shifts at once on the morning of Monday 4 January.", "has two shifts at once in the morning",
            ]),
            (breach(.bothPartsOfAHalfDay, "s", nil), [
                "Monday is a half day for Dr s, so only one half can be worked", "Dr s works both halves of Monday 4 January although Monday is a half day.",
                "works both halves of the day although Monday is a half day",
            ]),
            (breach(.availableButNotAtWork, "s"), [
                "Dr s works on Mondays by the term’s fixed days: a salaried doctor’s pattern is their contract. Not working in the morning would break it",
                "Dr s does not work on the morning of Monday 4 January although Monday is one of the term’s fixed days.",
                "does not work in the morning although Monday is one of the term’s fixed days",
            ]),
            (breach(.availableButNotAtWork, "l"), [
                "Dr l is booked in the morning, and a booking is worked in full", "Dr l does not work all that is booked on the morning of Monday 4 January.",
                "does not work all that is booked in the morning",
            ]),
            (breach(.onlyAPartOfTheDay), [
                "Dr p is a partner, and a partner’s day is worked whole: the morning would be left out",
                "Dr p works only half of Monday 4 January although a partner’s day is worked whole.", "works only half of the day although a partner’s day is worked whole",
            ]),
            (breach(.tooManyShifts(shifts: 1, most: 0.5), "p", nil), [
                "Dr p would work 1 shifts in the week of 4 January 2027, of at most 0.5", "Dr p works 1 shift in the week of 4 January 2027, of at most 0.5.",
                "works 1 shift in the week of 4 January 2027, of at most 0.5",
            ]),
            (breach(.notInDutyRotation), [
                "Dr p does not take part in the duty rotation", "Dr p is on duty on the morning of Monday 4 January although not in the duty rotation.",
                "is on duty in the morning although not in the duty rotation",
            ]),
            (breach(.notInDutyRotation, "f", nil), [
                "Dr f is a trainee, and trainees are never on duty", "Dr f is on duty on Monday 4 January although a trainee.", "is on duty although a trainee",
            ]),
            (breach(.dutyForOnlyAPart), [
                "The duty doctor stands for the whole day here: the morning would be left out",
                "Dr p is on duty for half of Monday 4 January although the duty doctor stands for all of it.", "is on duty for half of the day although the duty doctor stands for all of it",
            ]),
            (breach(.tooManyOnDuty(extra: 1, location: main), nil), [
                "Main Surgery would have 1 duty doctor more than it needs in the morning", "Main Surgery has 1 duty doctor more than it needs on the morning of Monday 4 January.",
                "is on duty in the morning although Main Surgery has one duty doctor more than it needs",
            ]),
            (breach(.mayNotWorkAt(location: branch)), [
                "Branch is not one of the locations of Dr p’s working term", "Dr p works at Branch on the morning of Monday 4 January although it is not in the working term.",
                "works at Branch in the morning although it is not in the working term",
            ]),
            (breach(.twoLocations, "p", nil), [
                "All of a day is worked at one location", "Dr p works at two locations on Monday 4 January.", "works at two locations on the day",
            ]),
            (breach(.differsFromPinned), [
                "A pinned or protected shift would change", "A pinned or protected shift of Dr p on the morning of Monday 4 January would change.", "differs from a pinned or protected shift",
            ]),
        ]
        for (breach, expected) in all { XCTAssertEqual(said(breach), expected) }
    }
}
