import Civil
import RotaDomain

/// The fields of the form that changes a day.
struct RotaDayFields {
    let span: ChoiceField
    let kind: ChoiceField
    let location: SelectField
    let afternoonLocation: SelectField
    let pin: ChoiceField
    let override: ChoiceField
    let reason: TextField

    init(_ day: RotaDay, _ form: RotaDayForm) {
        span = .radios(
            "span", legend: "Works", error: form.refusals.isEmpty ? form.errors["span"] : form.refusals.joined(separator: ". "), inline: true,
            [("full", "All day"), ("am", "Morning only"), ("pm", "Afternoon only"), ("none", "Not at all")], chosen: form.span)
        kind = .radios(
            "kind", legend: "As", hint: RotaDayFields.duty(day), error: form.errors["kind"],
            [
                ("standard", "Surgery"), ("duty", "Duty doctor"), ("duty-am", "Duty doctor in the morning, surgery in the afternoon"),
                ("duty-pm", "Surgery in the morning, duty doctor in the afternoon"),
            ], chosen: form.kind)
        location = SelectField(
            id: "location", label: "Location", options: day.file.locations.map { SelectField.Option(value: $0, label: $0, selected: $0 == form.location) },
            error: form.errors["location"])
        afternoonLocation = SelectField(
            id: "afternoon-location", label: "Location in the afternoon", hint: "For days worked at two locations",
            options: [SelectField.Option(value: "", label: "The same", selected: form.afternoonLocation.isEmpty)]
                + day.file.locations.map { SelectField.Option(value: $0, label: $0, selected: $0 == form.afternoonLocation) },
            error: form.errors["afternoon-location"])
        let half: [(value: String, label: String)] = form.pin == "am" ? [("am", "Keep the morning only")] : form.pin == "pm" ? [("pm", "Keep the afternoon only")] : []
        pin = .radios(
            "pin", legend: "Pin", hint: "A pinned day is kept when the rota is generated again", error: form.errors["pin"],
            [("none", "Not pinned"), ("day", "Pinned")] + half, chosen: form.pin)
        override = .checkboxes(
            "override", legend: form.refusals.count == 1 ? "Break this rule" : "Break these rules",
            [("yes", "Save anyway, knowing that this breaks \(form.refusals.count == 1 ? "a rule" : "rules") of the rota")], chosen: form.override ? ["yes"] : [])
        reason = TextField(
            id: "reason", label: "Reason", hint: "Kept with the shift; managers can read it", value: form.reason, error: form.errors["reason"], isOptional: true)
    }

    /// "Main Surgery needs 1 duty doctor and has Dr Tom Brennan"
    private static func duty(_ day: RotaDay) -> String? {
        let cover = CoverTable(day.file, DayRange(day.day))
        let lines = day.file.locations.compactMap { location -> String? in
            let needed = Part.allCases.map { cover.need(day.day, $0, location).duty }.max() ?? 0
            guard needed > 0 else { return nil }
            let doctors = day.file.shifts.filter { $0.date == day.day && $0.kind == .duty && $0.location == location }.map { shift in
                let name = day.file.clinicians.first { $0.id == shift.clinician }?.name ?? ""
                return shift.span == .full ? name : "\(name) in the \(shift.span == .am ? "morning" : "afternoon")"
            }
            return "\(location) needs \(counted(needed, "duty doctor")) and has \(doctors.isEmpty ? "none" : doctors.joined(separator: " and "))"
        }
        return lines.isEmpty ? nil : lines.joined(separator: ". ")
    }
}
