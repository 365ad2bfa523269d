import Civil
import HTTP
import RotaDomain
import RotaStore

/// A booking as typed.
struct LocumBookingForm: Sendable {
    let clinician: String
    let location: String
    let dates: TypedRange
    let part: String
    /// Of the booking that the page showed; empty for a new one.
    var revision = ""
    var errors = FieldErrors()

    static let mostDays = 366

    /// As a link asks for it: `?clinician=7&from=2026-11-23&to=2026-11-23&part=am&location=1`. What cannot be is left out.
    init(_ query: FormFields) {
        clinician = query["clinician"] ?? ""
        location = query["location"] ?? ""
        dates = TypedRange(query)
        part = Span(rawValue: query["part"] ?? "")?.rawValue ?? Span.full.rawValue
    }

    init(_ booking: LocumBooking) {
        clinician = String(booking.clinicianId)
        location = String(booking.locationId)
        dates = TypedRange(booking.range)
        part = booking.part.rawValue
        revision = String(booking.revision)
    }

    init(_ form: FormBody) {
        clinician = form["clinician"] ?? ""
        location = form["location"] ?? ""
        dates = TypedRange(form)
        part = form["part"] ?? ""
        revision = form["revision"] ?? ""
    }

    /// What was typed, as a booking; or nil, with everything that is wrong.
    mutating func checked(_ locums: [ClinicianChoice], _ locations: [Location], replacing old: LocumBooking?) -> LocumBooking? {
        let chosen = locums.first { String($0.id) == clinician && ($0.active || $0.id == old?.clinicianId) }
        if chosen == nil { errors.add("clinician", "Choose a locum") }
        let place = locations.first { String($0.id) == location }
        if place == nil { errors.add("location", "Choose a location") }
        let range = dates.check(most: Self.mostDays, &errors)
        let span = Span(rawValue: part)
        if span == nil { errors.add("part", "Choose a part of the day", target: "part-1") }
        guard errors.isEmpty, let chosen, let place, let range, let span else { return nil }
        return LocumBooking(id: old?.id ?? 0, clinicianId: chosen.id, locationId: place.id, range: range, part: span, revision: old?.revision ?? 1)
    }
}
