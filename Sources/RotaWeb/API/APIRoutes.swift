extension Routes {
    /// What other programs read (issue 5.16). The document at `/api/v1/openapi.json` and its page are made from these rows.
    static let api: [Endpoint] = [
        .get("/help/api", access: .anyone, APIHelpController.show),
        .get("/api/v1/openapi.json", access: .programs, APIDocumentController.show),
        .get("/api/v1/practice", access: .api(.rota), .one("getPractice", "The practice and its hours", "Practice", action: APIPractice.show)),
        .get("/api/v1/locations", access: .api(.rota), .list("listLocations", "Where the practice works", of: "Location", action: APIPractice.locations)),
        .get("/api/v1/clinicians", access: .api(.people), .list("listClinicians", "The clinicians", of: "Clinician", [.active], action: APIClinicians.index)),
        .get("/api/v1/clinicians/:id", access: .api(.people), .one("getClinician", "One clinician", "Clinician", action: APIClinicians.show)),
        .get("/api/v1/groups", access: .api(.people), .list("listGroups", "The clinician groups and who is in them", of: "Group", action: APIClinicians.groups)),
        .get("/api/v1/terms", access: .api(.terms), .list("listTerms", "The working terms", of: "Term", [.clinician, .on], action: APITerms.index)),
        .get(
            "/api/v1/shifts", access: .api(.rota),
            .list(
                "listShifts", "Who works when and where", of: "Shift",
                [.from("The first date"), .to("The last date, at most 365 days later"), .clinician, .status], furtherScope: .drafts, action: APIRota.shifts)),
        .get(
            "/api/v1/cover", access: .api(.rota),
            .list(
                "listCover", "What each half-day needs at each location, and what it has", of: "Cover",
                [.from("The first date; dates that are not published are left out, unless the draft is asked for"), .to("The last date, at most 91 days later"), .status],
                furtherScope: .drafts, action: APICover.index)),
        .get(
            "/api/v1/gaps", access: .api(.rota),
            .list(
                "listGaps", "What the rota lacks", of: "Gap",
                [.from("The first date; dates that are not published are left out, unless the draft is asked for"), .to("The last date, at most 91 days later"), .status],
                furtherScope: .drafts, action: APICover.gaps)),
        .get("/api/v1/duty", access: .api(.rota), .one("getDuty", "Who is on duty on a date", "Duty", [.date], action: APIRota.duty)),
    ]
}

extension Paths {
    static let apiHelp = "/help/api"
}
