extension Routes {
    /// When and where locums are booked.
    static let locumBookings: [Endpoint] = [
        .get("/locum-bookings", access: .may(.locums), LocumBookingsController.index),
        .post("/locum-bookings", access: .may(.locums), LocumBookingsController.create),
        .get("/locum-bookings/new", access: .may(.locums), LocumBookingsController.new),
        .get("/locum-bookings/:id/edit", access: .may(.locums), LocumBookingsController.edit),
        .post("/locum-bookings/:id", access: .may(.locums), LocumBookingsController.update),
        .post("/locum-bookings/:id/removal", access: .may(.locums), LocumBookingsController.destroy),
    ]
}

extension Paths {
    static let locumBookings = "/locum-bookings"
    static let newLocumBooking = "/locum-bookings/new"
    static func newLocumBooking(of clinician: Int) -> String { "/locum-bookings/new?clinician=\(clinician)" }
    static func locumBookings(page: Int) -> String { page > 1 ? "/locum-bookings?page=\(page)" : locumBookings }
    static func locumBooking(_ id: Int) -> String { "/locum-bookings/\(id)" }
    static func editLocumBooking(_ id: Int) -> String { "/locum-bookings/\(id)/edit" }
    static func locumBookingRemoval(_ id: Int) -> String { "/locum-bookings/\(id)/removal" }
}
