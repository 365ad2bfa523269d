import Civil
import RotaDomain

/// The fields of the form that changes a day.
struct RotaDayFields {
    let span: ChoiceField
    let kind: ChoiceField
    let location: SelectField
    let afternoonLocation: SelectField
    let pin: ChoiceField
    /// Nil where nobody else is on duty that day.
    let takeover: ChoiceField?
    let override: ChoiceField
    let reason: TextField

    init(_ day: RotaDay, _ form: RotaDayForm) {
        span = .radios(
            "span", legend: "Works", error: form.message("span"), inline: true,
            [("full", "All day"), ("am", "Morning only"), ("pm", "Afternoon only"), ("none", "Not at all")], chosen: form.span)
        kind = .radios(
            "kind", legend: "As", hint: RotaDayFields.duty(day), error: form.message("kind"),
            [
                ("standard", "Surgery"), ("duty", "Duty doctor"), ("duty-am", "Duty doctor in the morning, surgery in the afternoon"),
                ("duty-pm", "Surgery in the morning, duty doctor in the afternoon"),
            ], chosen: form.kind)
        location = SelectField(
            id: "location", label: "Location", options: day.file.locations.map { SelectField.Option(value: $0, label: $0, selected: $0 == form.location) },
            error: form.message("location"))
        afternoonLocation = SelectField(
            id: "afternoon-location", label: "Location in the afternoon", hint: "For days worked at two locations",
            options: [SelectField.Option(value: "", label: "The same", selected: form.afternoonLocation.isEmpty)]
                + day.file.locations.map { SelectField.Option(value: $0, label: $0, selected: $0 == form.afternoonLocation) },
            error: form.errors["afternoon-location"])
        let half: [(value: String, label: String)] = form.pin == "am" ? [("am", "Keep the morning only")] : form.pin == "pm" ? [("pm", "Keep the afternoon only")] : []
        pin = .radios(
            "pin", legend: "Pin", hint: "A pinned day is kept when the rota is generated again", error: form.errors["pin"],
            [("none", "Not pinned"), ("day", "Pinned")] + half, chosen: form.pin)
        let doctors = RotaDayFields.dutyDoctors(day)
        takeover = doctors.isEmpty ? nil : .checkboxes("takeover", legend: "Present duty \(doctors.count == 1 ? "doctor" : "doctors")", doctors, chosen: form.takeover)
        override = .checkboxes(
            "override", legend: form.refusals.count == 1 ? "This breaks a rule of the rota" : "This breaks rules of the rota",
            [("yes", "Save anyway")], chosen: form.override ? ["yes"] : [])
        reason = TextField(
            id: "reason", label: "Reason", hint: "Kept with the shift; managers can read it", value: form.reason, error: form.errors["reason"], isOptional: true)
    }

    /// "Take over from Dr George Ellis, who then does surgery", by id.
    private static func dutyDoctors(_ day: RotaDay) -> [(value: String, label: String)] {
        day.file.clinicians.compactMap { other in
            let duty = day.file.shifts.filter { $0.clinician == other.id && $0.date == day.day && $0.kind == .duty }
            guard other.id != day.clinician.id, let location = duty.first?.location, let id = day.rota.clinicianIds[other.id] else { return nil }
            return (String(id), "Take over from \(other.name)\(day.file.locations.count > 1 ? " at \(location)" : ""), who then does surgery")
        }
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
