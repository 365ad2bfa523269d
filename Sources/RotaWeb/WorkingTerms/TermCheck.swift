import Civil
import RotaDomain

/// The rules of a working term's fields: those of the practice file (`check_term`) and those of S0.
struct TermCheck {
    let options: TermFormOptions
    /// The supervisor that the term named before, who may have become inactive since.
    var supervisorBefore: Int?

    /// Those of a practice file: somebody may have been a partner for thirty years.
    static let years = 1900...2200

    /// The term that the form describes, with what belongs to another type left out; nil, with messages, when something is wrong.
    func details(_ form: inout TermForm) -> TermDetails? {
        let type = TermType(rawValue: form.type)
        if type == nil { form.errors.add("type", "Choose a term type", target: "type-salaried") }
        let supervisor = type?.isTrainee == true ? supervisor(&form) : nil
        let fte = type == .partner ? fte(&form) : nil
        let (start, end) = dates(&form)
        let locations = locations(&form, type)
        checkFixedDays(&form, type)
        if type == .partner { checkPartnerDays(&form) }
        let halves = type == .locum ? [:] : halves(&form)
        let leave = number(form.leave, "leave", "Leave entitlement", &form.errors)
        let limits = type == .partner ? limits(&form) : (nil, nil)
        guard form.errors.isEmpty, let type, let start else { return nil }
        return TermDetails(
            type: type, start: start, end: end, duty: form.duty, locations: locations, supervisorId: supervisor, fte: fte,
            fixedDays: type.hasFixedDays ? form.fixed : [], fixedDaysB: type.hasFixedDays && form.alternates ? form.fixedB : nil, halfDays: halves,
            cannotWork: type == .partner ? form.cannot : [], mustWork: type == .partner ? form.must : [], minShifts: limits.0, maxShifts: limits.1,
            leaveEntitlement: leave)
    }

    private func supervisor(_ form: inout TermForm) -> Int? {
        guard !form.supervisor.isEmpty else {
            form.errors.add("supervisor", "Choose a supervising clinician")
            return nil
        }
        guard let id = Int(form.supervisor), id != options.clinician.id else {
            form.errors.add("supervisor", "A trainee cannot be their own supervisor")
            return nil
        }
        guard options.supervisors.contains(where: { $0.id == id && ($0.active || id == supervisorBefore) }) else {
            form.errors.add("supervisor", "Choose an active clinician as supervisor")
            return nil
        }
        return id
    }

    private func fte(_ form: inout TermForm) -> Double? {
        guard !form.fte.isEmpty else {
            form.errors.add("fte", "Enter the FTE as a percentage")
            return nil
        }
        guard let value = Numbers.decimal(form.fte), (0...100).contains(value) else {
            form.errors.add("fte", "FTE must be a number from 0 to 100")
            return nil
        }
        return value
    }

    private func dates(_ form: inout TermForm) -> (start: Day?, end: Day?) {
        let start = form.start.check("start", "Start date", years: TermCheck.years, &form.errors)
        let end = form.end.isEmpty ? nil : form.end.check("end", "End date", years: TermCheck.years, &form.errors)
        if let start, let end, end < start {
            form.errors.add("end", "End date must be the same as or after \(start.words), the start date", target: "end-day")
        }
        return (start, end)
    }

    /// Home first, the others in the practice's order.
    private func locations(_ form: inout TermForm, _ type: TermType?) -> [Int] {
        let known = options.locations.map(\.id).filter(form.locations.contains)
        if known.count < form.locations.count { form.errors.add("location", "One of the locations was removed meanwhile; choose again", target: "location-1") }
        if known.isEmpty {
            if let type, type != .locum { form.errors.add("location", "Choose at least one location", target: "location-1") }
            return []
        }
        guard known.count > 1 else { return known }
        guard let home = Int(form.home), known.contains(home) else {
            form.errors.add("home", "Choose the home location from those ticked")
            return known
        }
        return [home] + known.filter { $0 != home }
    }

    private func checkFixedDays(_ form: inout TermForm, _ type: TermType?) {
        guard type?.hasFixedDays == true, form.fixed.isEmpty, !form.alternates || form.fixedB.isEmpty else { return }
        form.errors.add("fixed", "Choose at least one fixed working day", target: "fixed-mon")
    }

    private func checkPartnerDays(_ form: inout TermForm) {
        let both = form.must.intersection(form.cannot)
        guard !both.isEmpty else { return }
        form.errors.add("must", "\(TermWords.days(both)) cannot be both a must work day and a cannot work day", target: "must-mon")
    }

    private func halves(_ form: inout TermForm) -> [Weekday: HalfDay] {
        var halves: [Weekday: HalfDay] = [:]
        for (weekday, word) in form.halves.sorted(by: { $0.key < $1.key }) {
            if let half = HalfDay(rawValue: word) {
                halves[weekday] = half
            } else {
                form.errors.add("half", "Choose a half of \(weekday.name) from the list", target: "half-\(weekday.rawValue)")
            }
        }
        return halves
    }

    private func limits(_ form: inout TermForm) -> (Double?, Double?) {
        let least = number(form.least, "min", "Minimum shifts", &form.errors)
        let most = number(form.most, "max", "Maximum shifts", &form.errors)
        if let least, let most, least > most {
            form.errors.add("min", "Minimum shifts must be the same as or below \(Numbers.words(most)), the maximum")
        }
        return (least, most)
    }

    /// 0 or more in half steps, or nil where it is left blank (S0.32 to S0.34).
    private func number(_ text: String, _ field: String, _ name: String, _ errors: inout FieldErrors) -> Double? {
        guard !text.isEmpty else { return nil }
        guard let value = Numbers.decimal(text), value >= 0 else {
            errors.add(field, "\(name) must be a number of 0 or more, like 6.5")
            return nil
        }
        guard Numbers.isHalfStep(value) else {
            errors.add(field, "\(name) must be in steps of 0.5")
            return nil
        }
        return value
    }
}
