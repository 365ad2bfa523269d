extension Routes {
    static let calendarFeeds: [Endpoint] = [
        .get("/calendar", access: .staff, CalendarFeedsController.show),
        .post("/calendar", access: .staff, CalendarFeedsController.create),
        .post("/calendar/address", access: .staff, CalendarFeedsController.replace),
        .post("/calendar/removal", access: .staff, CalendarFeedsController.destroy),
        .post("/clinicians/:id/calendar/removal", access: .may(.clinicians), CalendarFeedsController.destroyForClinician),
        .get("/cal/:file", access: .programs, CalendarFilesController.show),
    ]
}

extension Paths {
    static let calendar = "/calendar"
    static func calendarRemoval(of clinician: Int) -> String { "/clinicians/\(clinician)/calendar/removal" }
    static func calendarFile(_ secret: String) -> String { "/cal/\(secret).ics" }
}
