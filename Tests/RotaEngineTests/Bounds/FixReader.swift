import Civil
import Foundation
import RotaDomain
@testable import RotaEngine

/// Reads what a sentence of a fix says again, as whoever follows it to the letter would.
struct FixReader {
    /// The days that a sentence speaks of, and what becomes of them.
    func days(_ sentence: String, _ file: PracticeFile, _ range: DayRange) -> [ClinicianDate: DayPlan] {
        let sentence = sentence.components(separatedBy: " This fills ")[0]
        let halves = sentence.dropLast().components(separatedBy: ". Then ")
        var items = (halves.dropFirst().first ?? "").components(separatedBy: "days change: ").last?.components(separatedBy: "; ") ?? []
        if !halves[0].hasPrefix("Let "), !halves[0].contains("’s leave by ") { items.append(halves[0]) }
        return Dictionary(items.filter { !$0.isEmpty }.compactMap { day($0, file, range) }, uniquingKeysWith: { a, _ in a })
    }

    private func day(_ text: String, _ file: PracticeFile, _ range: DayRange) -> (ClinicianDate, DayPlan)? {
        let id = file.clinicians.first { text.contains($0.name) }?.id ?? GapFix.unknownLocum
        guard let date = range.days.first(where: { text.contains($0.medium) }) else { return nil }
        let plan = text.components(separatedBy: ": ").last.map { $0.components(separatedBy: ", ")[0] } ?? ""
        return (ClinicianDate(clinician: id, date: date), self.plan(text.hasPrefix("Take ") ? "off" : plan))
    }

    /// "on duty in the morning at Branch and in the afternoon at Branch"
    private func plan(_ words: String) -> DayPlan {
        var plan = DayPlan()
        for piece in words.components(separatedBy: " and ") where piece != "off" {
            let work = DayPlan.Work(kind: piece.hasPrefix("on duty ") ? .duty : .standard, location: piece.components(separatedBy: " at ").last ?? "")
            if !piece.contains("in the afternoon") { plan.am = work }
            if !piece.contains("in the morning") { plan.pm = work }
        }
        return plan
    }
}
