import Civil

/// H9: pinned shifts and the protected period stand exactly as given, and only what the practice file pins is pinned.
enum H09Pins {
    static func breaches(_ sheet: RotaSheet, _ given: GivenRota, _ words: PracticeWords, days: Range<Int>) -> [Breach] {
        var found: [Breach] = []
        for clinician in 0..<words.clinicianCount {
            for day in days {
                for part in Part.allCases {
                    guard let fault = fault(clinician, day, part, sheet, given, words) else { continue }
                    found.append(Breach(
                        rule: .h9, date: words.date(day), part: part, clinician: words.file.clinicians[clinician].id, fault: fault, given: false))
                }
            }
        }
        return found
    }

    private static func fault(
        _ clinician: Int, _ day: Int, _ part: Part, _ sheet: RotaSheet, _ given: GivenRota, _ words: PracticeWords
    ) -> Breach.Fault? {
        let now = sheet.standing(clinician, day, part)
        if words.protectedParts(day).contains(part) {
            return now == given.all.standing(clinician, day, part) ? nil : .differsFromProtected
        }
        let pins = given.pinned.standing(clinician, day, part)
        if !pins.isEmpty { return now == pins ? nil : .differsFromPinned }
        return now.contains(where: \.pinned) ? .pinnedOnlyInTheRota : nil
    }
}
