import Civil
import RotaDomain
import XCTest
@testable import Rostering
@testable import RotaEngine

/// What happens on a working day: somebody is ill, on leave or gone, and the rota is mended.
final class RotaMenderTests: Case {
    private let weeks = DayRange(Case.day(4), Case.day(24)) ?? DayRange(Case.day(4))

    /// Four partners, two salaried doctors and a registrar; three a part, one of them on duty.
    private func surgery() -> PracticeFile {
        let week: Set<Weekday> = [.mon, .tue, .wed, .thu, .fri]
        return practice([
            term("ann", .partner, duty: true, fte: 80, max: 4.5), term("bob", .partner, duty: true, fte: 80, max: 4.5),
            term("cat", .partner, duty: true, fte: 60, cannot: [.fri], max: 4), term("dan", .partner, duty: true, fte: 60, cannot: [.mon], max: 4),
            term("eve", .salaried, duty: true, fixed: [.mon, .tue, .thu]), term("fay", .salaried, fixed: [.wed, .fri]),
            term("reg", .st, supervisor: "ann", fixed: week.subtracting([.tue])),
        ], minimum: 3, duty: 1) { file in
            file.practice.dutySpan = .day
            file.practice.supervisorGroups = [.st: "FY Supervisor"]
            for index in file.clinicians.indices where ["bob", "dan"].contains(file.clinicians[index].id) { file.clinicians[index].groups = ["FY Supervisor"] }
        }
    }

    private func rota(_ file: PracticeFile) throws -> RotaFile {
        let result = try RotaGenerator(GenerationRequest(practice: file, range: weeks, steps: 30_000)).generate()
        XCTAssertEqual(result.gaps, [], "there is enough of everybody")
        return result.rota
    }

    private func mend(_ file: PracticeFile, _ rota: RotaFile, released: [Day: PartSet] = [:]) throws -> MendResult {
        let request = MendRequest(practice: file, rota: rota, released: released, steps: 20_000)
        let result = try RotaMender(request).mend()
        XCTAssertEqual(result.after.breaches.filter { !$0.given }, [])
        try assertNothingIsChangedInVain(request, result)
        return result
    }

    /// Taking back any one person's day breaks a rule, opens a gap or costs more than it saves.
    private func assertNothingIsChangedInVain(_ request: MendRequest, _ result: MendResult) throws {
        let mender = RotaMender(request), plain = ReferenceScorer(mender.words)
        let scorer = ReferenceScorer(mender.words, .mending(Damage(to: plain.sheet(request.rota.shifts), plain)))
        let score = scorer.report(result.rota.shifts).score
        for change in result.changes {
            let report = scorer.report(result.rota.shifts.filter { !change.now.contains($0) } + change.was)
            XCTAssertTrue(report.isBroken || report.score > score, "\(change)")
        }
    }

    private func onDuty(_ rota: RotaFile, _ date: Day) -> String? { rota.shifts.first { $0.date == date && $0.kind == .duty }?.clinician }

    func testMend_whereNothingHappenedChangesNothing() throws {
        let file = surgery(), rota = try rota(file)
        let result = try mend(file, rota)
        XCTAssertEqual(result.changes, [])
        XCTAssertEqual(result.rota, rota)
        XCTAssertEqual(result.after, result.before)
    }

    func testMend_findsAnotherDutyDoctorForTomorrow() throws {
        var file = surgery()
        let rota = try rota(file), tomorrow = Case.day(14), ill = try XCTUnwrap(onDuty(rota, tomorrow))
        file.leave = [leave(ill, tomorrow)]
        file.protectedUntil = Case.day(17)
        let result = try mend(file, rota, released: [tomorrow: .day])
        XCTAssertEqual(Set(result.changes.map(\.date)), [tomorrow])
        XCTAssertEqual(result.before.breaches.map(\.rule), [.h1, .h1])
        XCTAssertNotNil(onDuty(result.rota, tomorrow))
        XCTAssertNotEqual(onDuty(result.rota, tomorrow), ill)
        XCTAssertEqual(result.after[.s1].count, 0)
        XCTAssertFalse(result.rota.shifts.contains { $0.clinician == ill && $0.date == tomorrow })
    }

    func testMend_leavesTheProtectedPeriodButForWhatIsNamed() throws {
        var file = surgery()
        let rota = try rota(file), tomorrow = Case.day(14), ill = try XCTUnwrap(onDuty(rota, tomorrow))
        file.leave = [leave(ill, tomorrow)]
        file.protectedUntil = Case.day(17)
        let result = try mend(file, rota, released: [Case.day(15): .day])
        XCTAssertEqual(result.changes, [])
        XCTAssertEqual(result.after.breaches.map(\.given), [true, true])
        // Of a released afternoon only the ill doctor's part can go: duty is by the day, and no partner comes in for half of one.
        let afternoon = try mend(file, rota, released: [tomorrow: .pm])
        XCTAssertEqual(afternoon.changes.map(\.clinician), [ill])
        XCTAssertEqual(afternoon.changes.first?.now.map(\.span), [.am])
    }

    func testMend_keepsAFortnightsLeaveWithinTheFortnight() throws {
        var file = surgery()
        let rota = try rota(file)
        file.leave = [leave("bob", Case.day(4), to: Case.day(17))]
        let result = try mend(file, rota)
        XCTAssertTrue(result.changes.allSatisfy { $0.date <= Case.day(17) })
        XCTAssertFalse(result.rota.shifts.contains { $0.clinician == "bob" && $0.date <= Case.day(17) })
        XCTAssertEqual(result.after[.s1].count, 0)
        XCTAssertLessThan(result.after[.s2].count, 10)
    }

    func testMend_fillsInForADoctorWhoseTermHasEnded() throws {
        var file = surgery()
        let rota = try rota(file), last = Case.day(12)
        for index in file.terms.indices where file.terms[index].clinician == "eve" { file.terms[index].end = last }
        let result = try mend(file, rota)
        XCTAssertFalse(result.rota.shifts.contains { $0.clinician == "eve" && $0.date > last })
        // Thursday of the week of the end, and the week after: the week before has lost nothing.
        XCTAssertTrue(result.changes.allSatisfy { $0.date >= Case.day(11) })
        XCTAssertEqual(result.after[.s1].count, 0)
    }

    func testMend_putsWhoeverHasANewTermOnTheirDays() throws {
        var file = surgery()
        let rota = try rota(file)
        file.clinicians.append(PracticeFile.Clinician(id: "gus", name: "Dr gus"))
        file.terms.append(term("gus", .salaried, start: Case.day(18), fixed: [.wed]))
        let result = try mend(file, rota)
        XCTAssertEqual(result.changes, [MendedDay(clinician: "gus", date: Case.day(20), was: [], now: [shift("gus", Case.day(20))])])
    }

    func testMend_letsAPinStand() throws {
        var file = surgery()
        let rota = try rota(file), date = Case.day(12)
        let other = try XCTUnwrap(rota.shifts.first { $0.date == date && $0.kind == .standard && ["ann", "bob", "cat", "dan"].contains($0.clinician) }).clinician
        file.shifts = [shift(other, date, .full, .duty, pinned: true)]
        let result = try mend(file, rota)
        XCTAssertEqual(onDuty(result.rota, date), other)
        XCTAssertTrue(result.rota.shifts.contains(file.shifts[0]))
        XCTAssertEqual(Set(result.changes.map(\.date)), [date])
        XCTAssertEqual(result.after[.s1].count, 0)
    }

    /// A gap that was there before is somebody's decision; one that the change opens is not.
    func testMend_leavesOldGapsAlone() throws {
        var file = surgery()
        var rota = try rota(file)
        let old = Case.day(13), date = Case.day(14)
        rota.shifts.removeAll { $0.date == old && $0.kind == .duty && ["ann", "bob", "cat", "dan"].contains($0.clinician) }
        XCTAssertNil(onDuty(rota, old))
        file.leave = [leave(try XCTUnwrap(onDuty(rota, date)), date)]
        let result = try mend(file, rota)
        XCTAssertNil(onDuty(result.rota, old))
        XCTAssertNotNil(onDuty(result.rota, date))
    }

    func testMend_doesNotFillAnEmptyWeek() throws {
        var file = surgery()
        var rota = try rota(file)
        rota.shifts.removeAll { $0.date >= Case.day(11) && ["ann", "bob", "cat", "dan"].contains($0.clinician) }
        file.leave = [leave("eve", Case.day(12))]
        // Others come in where eve is missing from the minimum, and on no other day.
        XCTAssertEqual(Set(try mend(file, rota).changes.map(\.date)), [Case.day(12)])
    }

    func testMend_isTheSameOnOneThreadAndOnTwo() throws {
        var file = surgery()
        let rota = try rota(file)
        file.leave = [leave("bob", Case.day(4), to: Case.day(17))]
        var request = MendRequest(practice: file, rota: rota, steps: 10_000)
        let first = try RotaMender(request).mend()
        request.threads = 1
        XCTAssertEqual(try RotaMender(request).mend().rota, first.rota)
    }
}
