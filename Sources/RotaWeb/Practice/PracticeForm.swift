import Civil
import HTTP
import RotaDomain

/// The practice's settings as typed.
struct PracticeForm {
    var name = ""
    var nation = ""
    var fullTimeParts = "9"
    var dutySpan = DutySpan.day.rawValue
    var counts: Set<String> = []
    var protectedWeeks = "6"
    var times = PartTimesForm(.usual)
    /// "replace", "keep", or empty while it has not been asked.
    var bankHolidays = ""
    /// Of the settings that the page showed; empty where there were none.
    private(set) var revision = ""
    private(set) var errors = FieldErrors()
    /// What is to be saved; nil while something is wrong.
    private(set) var record: PracticeRecord?
    /// The nation was changed, so the question about its bank holidays stands on the page.
    private(set) var asksForBankHolidays = false

    init(_ practice: PracticeRecord?) {
        revision = practice.map { String($0.revision) } ?? ""
        let practice = practice ?? PracticeRecord(name: "", nation: .englandAndWales)
        name = practice.name
        nation = practice.nation.rawValue
        fullTimeParts = Numbers.words(practice.fullTimeParts)
        dutySpan = practice.dutySpan.rawValue
        counts = Set(practice.countsTowardsMinimum.map(\.rawValue))
        protectedWeeks = String(practice.protectedWeeks)
        times = PartTimesForm(practice.times)
    }

    init(_ form: FormBody, known: PracticeRecord?) {
        name = (form["name"] ?? "").trimmingSpaces
        nation = form["nation"] ?? ""
        fullTimeParts = (form["full-time-parts"] ?? "").trimmingSpaces
        dutySpan = form["duty-span"] ?? ""
        counts = Set(form.all("counts"))
        protectedWeeks = (form["protected-weeks"] ?? "").trimmingSpaces
        times = PartTimesForm(form, known: known?.times ?? .usual)
        bankHolidays = form["bank-holidays"] ?? ""
        revision = form["revision"] ?? ""
        if let known, revision != String(known.revision) {
            errors.addChanged("The practice", now: differences(from: known).joined(separator: "; "), target: "name")
            revision = String(known.revision)
        }
        check(known)
    }

    var replacesBankHolidays: Bool { asksForBankHolidays && bankHolidays == "replace" }

    /// What stands and is not what was typed: "Full-time week: 8.5 half-days".
    private func differences(from known: PracticeRecord) -> [String] {
        let standing = PracticeForm(known)
        let found = [
            standing.name == name ? nil : "practice name: \(known.name)",
            standing.nation == nation ? nil : "nation: \(known.nation.label)",
            standing.fullTimeParts == fullTimeParts ? nil : "half-days in a full-time week: \(standing.fullTimeParts)",
            standing.dutySpan == dutySpan ? nil : "duty: \(known.dutySpan == .day ? "the whole day" : "a half-day")",
            standing.counts == counts ? nil : "counts towards the minimum: \(known.countsTowardsMinimum.map(\.label).formatted)",
            standing.protectedWeeks == protectedWeeks ? nil : "protected weeks: \(known.protectedWeeks)",
            standing.times == times ? nil : "times: \(known.times.words)",
        ].compactMap { $0 }
        return found.isEmpty ? ["just as you typed"] : found
    }

    private mutating func check(_ known: PracticeRecord?) {
        if name.isEmpty { errors.add("name", "Enter the practice’s name") }
        if name.unicodeScalars.count > 200 { errors.add("name", "Practice name must be 200 characters or fewer") }
        if !name.isOneLine { errors.add("name", "Practice name must be one line of text") }
        let nation = Nation(rawValue: nation)
        if nation == nil { errors.add("nation", "Choose a nation", target: "nation-1") }
        asksForBankHolidays = known.map { $0.nation != nation } ?? false && nation != nil
        if asksForBankHolidays, !["replace", "keep"].contains(bankHolidays) {
            errors.add("bank-holidays", "Choose what happens to the bank holidays that are in the calendar", target: "bank-holidays-1")
        }
        // A practice file may hold more than a week's parts; such a figure can stay as it is.
        let parts = Numbers.decimal(fullTimeParts).flatMap { (1...max(14, known?.fullTimeParts ?? 14)).contains($0) && Numbers.isHundredths($0) ? $0 : nil }
        if parts == nil { errors.add("full-time-parts", "Half-days in a full-time week must be a number from 1 to 14, such as 9 or 8.5") }
        let span = DutySpan(rawValue: dutySpan)
        if span == nil { errors.add("duty-span", "Choose how long a duty doctor is on duty", target: "duty-span-1") }
        let weeks = Numbers.whole(protectedWeeks, in: 0...52)
        if weeks == nil { errors.add("protected-weeks", "Protected weeks must be a whole number from 0 to 52") }
        let times = times.check(&errors)
        guard errors.isEmpty, let nation, let parts, let span, let weeks, let times else { return }
        var record = known ?? PracticeRecord(name: name, nation: nation)
        record.name = name
        record.nation = nation
        record.fullTimeParts = parts
        record.dutySpan = span
        record.countsTowardsMinimum = TermType.allCases.filter { counts.contains($0.rawValue) }
        record.protectedWeeks = weeks
        record.times = times
        self.record = record
    }
}

/// The form of the practice's settings.
struct PracticeView {
    let page: PageLayout
    let token: FormToken
    let name: TextField
    let nation: ChoiceField
    let bankHolidays: ChoiceField?
    let fullTimeParts: TextField
    let dutySpan: ChoiceField
    let counts: ChoiceField
    let protectedWeeks: TextField
    let times: [TextField]
    let revision: String

    init(page: PageLayout, token: FormToken, form: PracticeForm) {
        self.page = page
        self.token = token
        revision = form.revision
        let errors = form.errors
        name = TextField(
            id: "name", label: "Practice name", hint: "As staff and patients know it", value: form.name, error: errors["name"], width: "input--30",
            autocomplete: "organization")
        nation = .radios(
            "nation", legend: "Nation", hint: "Whose bank holidays the practice keeps", error: errors["nation"],
            Nation.allCases.map { ($0.rawValue, $0.label) }, chosen: form.nation)
        bankHolidays = form.asksForBankHolidays
            ? .radios(
                "bank-holidays", legend: "Bank holidays in the calendar", hint: "Closures of the practice’s own stay as they are", error: errors["bank-holidays"],
                [("replace", "Replace them by those of \(Nation(rawValue: form.nation)?.label ?? "the new nation")"), ("keep", "Keep the dates that are there")],
                chosen: form.bankHolidays)
            : nil
        fullTimeParts = TextField(
            id: "full-time-parts", label: "Half-days in a full-time week", hint: "What a partner at 100% FTE works, such as 9", value: form.fullTimeParts,
            error: errors["full-time-parts"], width: "input--4", inputmode: "decimal")
        dutySpan = ChoiceField(
            id: "duty-span", name: "duty-span", legend: "How long a duty doctor is on duty", error: errors["duty-span"], isRadio: true,
            choices: [
                ChoiceField.Choice(
                    id: "duty-span-1", value: "day", label: "The whole day", hint: "One doctor takes duty for every open half-day of the date",
                    checked: form.dutySpan == "day"),
                ChoiceField.Choice(
                    id: "duty-span-2", value: "half", label: "A half-day", hint: "Morning and afternoon can go to different doctors",
                    checked: form.dutySpan == "half"),
            ])
        counts = .checkboxes(
            "counts", legend: "Who counts towards the minimum", hint: "Others work, but a half-day short of doctors stays short with them",
            TermType.allCases.map { ($0.rawValue, $0.label) }, chosen: form.counts)
        protectedWeeks = TextField(
            id: "protected-weeks", label: "Protected weeks", hint: "How many weeks from today generation leaves alone once they are published, 0 for none",
            value: form.protectedWeeks, error: errors["protected-weeks"], width: "input--4", inputmode: "numeric")
        times = form.times.fields(errors)
    }

    static let preview = PracticeView(page: .preview, token: .preview, form: PracticeForm(nil))
}
