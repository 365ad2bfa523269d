import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

/// What is said of gaps, as a manager reads it.
final class GapWordsTests: Case {
    private func accounts(_ file: PracticeFile, _ shifts: [PracticeFile.Shift], isPriced: Bool = true, last: Day? = nil) -> [GapAccount] {
        var analyst = GapAnalyst(file, range: DayRange(mon, last ?? sun) ?? DayRange(mon), shifts: shifts)
        let words = GapWords(file)
        return analyst.gaps.map { words.account(analyst.verdict(on: $0, isPriced: isPriced), isPriced: isPriced) }
    }

    private func section(_ title: String, _ account: GapAccount?) -> [String]? { account?.sections.first { $0.title == title }?.items }

    func testUnavoidable_namesWhoThereIsAndTheOthersByReason() {
        let file = practice([term("a", .partner), term("b", .partner, cannot: [.tue]), term("c", .partner, cannot: [.tue]), term("d", .locum)]) {
            $0.coverOverrides = [override(self.tue, .am, 3, 0)]
        }
        let account = accounts(file, [shift("a", tue)]).first
        XCTAssertEqual(account?.brief, "3 doctors needed, 1 available")
        XCTAssertEqual(account?.sentences, ["3 doctors needed, 1 available: Dr a."])
        XCTAssertEqual(section("Why nobody else can", account), ["Is not booked: Dr d", "Cannot work on Tuesdays: Dr b, Dr c"])
        XCTAssertEqual([account?.standing.rawValue, "\(account?.unavoidable ?? 0) of \(account?.count ?? 0)"], ["unavoidable", "2 of 2"])
    }

    func testUnavoidable_saysSoWhenNobodyIsThere() {
        let file = practice([term("a", .partner, cannot: [.tue])]) { $0.coverOverrides = [override(self.tue, .am, 0, 1)] }
        let duty = accounts(file, []).first
        XCTAssertEqual(duty?.sentences, ["1 duty doctor needed, none available."])
        XCTAssertEqual(section("Why nobody can", duty), ["Cannot work on Tuesdays: Dr a"])
        let trainee = practice([term("f", .fy, supervisor: "p", fixed: [.mon]), term("p", .partner, cannot: [.mon])])
        XCTAssertEqual(accounts(trainee, [shift("f", mon)], last: mon).first?.brief, "Nobody who may supervise is available")
    }

    func testTied_saysHowManyPlacesAndWhoIsTorn() {
        let file = practice([term("p", .partner, max: 1)]) { $0.coverOverrides = [override(self.tue, .am, 1, 0), override(self.thu, .pm, 1, 0)] }
        let account = accounts(file, [shift("p", tue)]).first
        XCTAssertEqual(account?.brief, "Needs the same people as 1 other place; 1 of these 2 stays empty in every rota")
        XCTAssertEqual(account?.sentences, ["It needs the same people as 1 other place. Each can be filled, but not both: 1 of these 2 stays empty in every rota.", "Available for any of them: Dr p."])
        XCTAssertEqual(section("What they need", account), ["Tue 5 January, morning, Main Surgery: 1 doctor, 1 available", "Thu 7 January, afternoon, Main Surgery: 1 doctor, 1 available"])
        XCTAssertEqual(section("Who could be at one of them, but not at every one", account), ["Dr p: at most 1 shift a week"])
        XCTAssertEqual(section("To fill this one and leave another short", account)?.first, "Dr p, Tue 5 January: off, instead of Surgery, Main Surgery")
    }

    /// Two places at one time: who is there can be counted by hand, and nobody else may be left without a reason.
    func testTied_givesCountsAndNamesWhereTheTimeIsOne() throws {
        let terms = [
            term("p", .salaried, locations: [main, branch], fixed: [.mon]), term("q", .salaried, locations: [branch], fixed: [.mon]),
            term("a", .salaried, locations: [main, branch], fixed: [.tue]), term("b", .salaried, locations: ["Elsewhere"], fixed: [.mon]), term("d", .locum),
        ]
        let file = practice(terms, minimum: 1, branch: (2, 0)) { $0.locations.append("Elsewhere") }
        let account = try XCTUnwrap(accounts(file, [shift("p", mon), shift("q", mon, at: branch)], last: mon).first)
        XCTAssertEqual(account.sentences, [
            "It needs the same people as 1 other place. Each can be filled, but not both: 1 of the 3 needed is missing in every rota.",
            "3 doctors needed at both, 2 available: Dr p, Dr q.",
        ])
        XCTAssertEqual(section("Why nobody else can", account), [
            "Is not booked: Dr d", "Does not work Mondays: Dr a", "Does not work at Main Surgery; does not work at Branch: Dr b",
        ])
    }

    /// What a rota stopped early leaves is not for a hand to mend day by day.
    func testChanges_areListedOnlyWhereTheyArePaidFor() throws {
        let gap = Gap(kind: .cover, date: tue, part: .am, location: main, count: 1), work = DayPlan.Work(kind: .standard, location: main)
        let change = RotaDifference.Change(clinician: "p", date: tue, before: DayPlan(), after: DayPlan(am: work))
        func titles(_ count: Double, isTied: Bool) -> [String] {
            let price = GapPrice(difference: difference([.s5: count]), changes: [change])
            let tie = GapTie(places: [gap, gap], extent: .eachAlone, open: 1, torn: [], instead: price)
            return GapWords(practice([term("p", .partner)])).account(GapVerdict(gap: gap, unavoidable: 0, rest: isTied ? .tied(tie) : .couldBeMet(price))).sections.map(\.title)
        }
        XCTAssertEqual(titles(2, isTied: false), ["What would get worse", "Who would change"])
        XCTAssertEqual(titles(-2, isTied: false), ["What would get better"])
        XCTAssertEqual(titles(0, isTied: true), ["What they need", "To fill this one and leave another short"])
        XCTAssertEqual(titles(-2, isTied: true), ["What they need"])
    }

    /// Of a rota that could do with less missing elsewhere, nobody is asked for anything.
    func testTied_sendsToGenerateAgainWhereTheSearchWasNotAtItsEnd() {
        let gap = Gap(kind: .cover, date: tue, part: .am, location: main, count: 1)
        func account(_ changes: [SoftRule: Double]) -> GapAccount {
            let tie = GapTie(places: [gap, gap], extent: .eachAlone, open: 1, torn: [], instead: GapPrice(difference: difference(changes), changes: []))
            return GapWords(practice([term("p", .partner)])).account(GapVerdict(gap: gap, unavoidable: 0, rest: .tied(tie)))
        }
        let early = account([.s2: -1, .s5: 3])
        XCTAssertTrue(early.isWhole)
        XCTAssertEqual(early.isForGenerating, true)
        XCTAssertEqual(early.sentences.last, "A rota was found in which less is missing in all. Generate again to look for it.")
        let final = account([.s5: -1])
        XCTAssertFalse(final.isWhole, "a few points are no reason not to look for a locum")
        XCTAssertNil(final.isForGenerating)
    }

    /// Nor that each can be filled where one of them is short on its own, nor that one more fills what needs two.
    func testTied_saysWhatIsShortAloneAndWhatOneMoreGives() throws {
        let file = practice([term("p", .partner, max: 1)]) { $0.coverOverrides = [override(self.tue, .am, 2, 0), override(self.thu, .pm, 1, 0)] }
        let account = try XCTUnwrap(accounts(file, [shift("p", thu)]).first)
        XCTAssertEqual(account.sentences.prefix(3), [
            "2 doctors needed, 1 available: Dr p.", "So 1 of these 2 is missing in every rota.",
            "The rest needs the same people as 1 other place. One more here would leave that place shorter than it is. In all, 2 of the 3 needed are missing in every rota.",
        ])
        XCTAssertEqual(account.sections.last?.title, "To have one more here and leave another short")
        XCTAssertEqual(account.standing.phrase(unavoidable: account.unavoidable, of: account.count), "1 of 2 unavoidable")
    }

    /// Where places are short in every rota, and where the work ended, no more is said than was shown.
    func testTied_claimsNoMoreThanWasShown() {
        let file = practice([term("p", .partner, max: 1)], minimum: 0)
        let places = [tue, thu, fri].map { Gap(kind: .cover, date: $0, part: .am, location: main, count: 3) }
        func said(_ extent: GapTie.Extent, _ count: Int) -> [String] {
            let tie = GapTie(places: Array(places.prefix(count)), extent: extent, open: 4, torn: [], instead: nil)
            let account = GapWords(file).account(GapVerdict(gap: places[0], unavoidable: 0, rest: .tied(tie)))
            return [account.brief] + account.sentences
        }
        XCTAssertEqual(said(.asTheyAre, 2), [
            "Needs the same people as 1 other place; 4 of the 6 needed are missing in every rota",
            "It needs the same people as 1 other place. One more here would leave that place shorter than it is. In all, 4 of the 6 needed are missing in every rota.",
        ])
        XCTAssertEqual(said(.someOfThem, 3), [
            "Needs the same people as some of 2 other places; 4 of the 9 needed are missing in every rota",
            "It needs the same people as some of 2 other places. One more here would leave one of those shorter than it is. In all, 4 of the 9 needed are missing in every rota.",
        ])
    }

    func testAtAPrice_saysWhatGetsWorseAndWhoseDaysChange() {
        let file = practice([term("p", .partner, fte: 0)]) { $0.coverOverrides = [override(self.tue, .am, 2, 0)] }
        let account = accounts(file, []).first
        XCTAssertEqual(account?.brief, "2 doctors needed, 1 available. Could be filled, with partners 2 half-days further from contract")
        XCTAssertEqual(account?.sentences, [
            "2 doctors needed, 1 available: Dr p.", "So 1 of these 2 is missing in every rota.",
            "One more could be filled, and the rota as a whole would be no worse. Generate again to look for it.",
        ])
        XCTAssertEqual(section("What would get worse", account), ["Partners 2 half-days further from contract", "Partners’ weeks less like each other", "Cover spread less evenly"])
        XCTAssertEqual(section("What would get better", account), ["1 fewer doctor missing from cover"])
        XCTAssertNil(section("Who would change", account), "generating again is the answer")
    }

    func testUnpriced_claimsNoSearch() {
        let file = practice([term("p", .partner)], minimum: 1)
        let account = accounts(file, [shift("p", mon)], isPriced: false, last: tue).first
        XCTAssertEqual(account?.standing, .unknown)
        XCTAssertEqual([account?.brief ?? "?"] + (account?.sentences ?? ["?"]), [""])
    }

    func testChanges_areSaidInWhatEachRuleCounts() {
        let worse = ScoreWords.worse(difference([.s1: 1, .s2: 2, .s3: -1, .s10: 1, .s11: 3, .s13: 1]))
        XCTAssertEqual(worse, [
            "1 more duty place left empty", "2 more doctors missing from cover", "1 more pair of duty days close together", "3 more half-days changed from today’s rota",
            "1 more half-day away from the usual site",
        ])
        XCTAssertEqual(ScoreWords.better(difference([.s3: -1, .s8: -0.5, .s9: 1])), ["1 fewer trainee half-day unsupervised", "duty shared more evenly"])
        XCTAssertEqual(ScoreWords.worse(difference([.s8: 0.001])), [], "less than a point is rounding")
    }
}
