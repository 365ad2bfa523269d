import Civil
import Rostering
import RotaDomain

/// What a clinician may do on one day without breaking H1 to H4, H6, H7 or H10 otherwise than given shifts do.
enum DayOptions {
    /// Every possibility, the one without duty and with the least work first; never empty.
    static func all(_ clinician: Int, _ day: Int, _ given: GivenRota, _ words: PracticeWords) -> [ClinicianDay] {
        let blank = ClinicianDay(clinician, day, given, words)
        let mornings = works(on: .am, blank, given, words), afternoons = works(on: .pm, blank, given, words)
        var allowed: [ClinicianDay] = [], least: (faults: Int, day: ClinicianDay)?
        for am in mornings {
            for pm in afternoons {
                var option = blank
                option.am = am
                option.pm = pm
                let faults = DayRules.faults(in: option, words).reduce(0) { $0 + ($1.given ? 0 : 1) }
                if faults == 0 { allowed.append(option) }
                if faults < least?.faults ?? .max { least = (faults, option) }
            }
        }
        if allowed.isEmpty, let least { return [least.day] }
        return allowed.enumerated().sorted { ($0.element.effort, $0.offset) < ($1.element.effort, $1.offset) }.map(\.element)
    }

    /// Those of every clinician's every day, as far as the limits go: all that is built from them grows with their number.
    static func all(
        _ given: GivenRota, _ words: PracticeWords, _ limits: RosterLimits, _ narrowed: ([ClinicianDay]) -> [ClinicianDay], _ isCancelled: () -> Bool
    ) throws(GenerationFailure) -> [[ClinicianDay]] {
        try check(given, words, limits, isCancelled)
        var found: [[ClinicianDay]] = [], kept = 0, changes = 0
        for clinician in 0..<words.clinicianCount {
            guard !isCancelled() else { throw .cancelled }
            for day in words.days {
                let options = narrowed(all(clinician, day, given, words))
                kept += options.count
                changes += options.count * options.count
                guard kept <= limits.options, changes <= limits.changes else { throw .tooLarge(words.tooLarge) }
                found.append(options)
            }
        }
        return found
    }

    /// Counts what there is to look at, as far as the limit goes.
    private static func check(_ given: GivenRota, _ words: PracticeWords, _ limits: RosterLimits, _ isCancelled: () -> Bool) throws(GenerationFailure) {
        var possible = 0
        for clinician in 0..<words.clinicianCount {
            guard !isCancelled() else { throw .cancelled }
            for day in words.days {
                possible += possibilities(clinician, day, given, words)
                guard possible <= limits.possibilities else { throw .tooLarge(words.tooLarge) }
            }
        }
    }

    /// How many ways there are to fill the day, allowed or not.
    static func possibilities(_ clinician: Int, _ day: Int, _ given: GivenRota, _ words: PracticeWords) -> Int {
        let blank = ClinicianDay(clinician, day, given, words)
        return works(on: .am, blank, given, words).count * works(on: .pm, blank, given, words).count
    }

    /// What may stand on the part: what is given, where that is fixed; else nothing, or work of either kind where the clinician may be.
    private static func works(on part: Part, _ day: ClinicianDay, _ given: GivenRota, _ words: PracticeWords) -> [ClinicianDay.Work?] {
        if day.stands.contains(part) {
            let source = words.protectedParts(day.day).contains(part) ? given.all : given.pinned
            return [ClinicianDay.work(source.standing(day.clinician, day.day, part))]
        }
        var found: [ClinicianDay.Work?] = [nil]
        guard words.available(day.clinician, day.day).contains(part) else { return found }
        var places = words.mayStandAt(day.clinician, day.day)
        for pin in [day.pinnedAt.am, day.pinnedAt.pm] where pin >= 0 && !places.contains(pin) { places.append(pin) }
        for location in places {
            found.append(.init(kind: .standard, location: location))
            if words.need(day.day, part, location).duty > 0 { found.append(.init(kind: .duty, location: location)) }
        }
        return found
    }
}

extension ClinicianDay {
    /// Duty first of all, then parts worked: what the search starts without.
    fileprivate var effort: Int { onDuty.count * 3 + worked.count }
}

extension PracticeWords {
    var tooLarge: RosterTooLarge { RosterTooLarge(staff: clinicianCount, days: days.count) }
}
