extension Routes {
    static let profile: [Endpoint] = [
        .get("/profile", access: .staff, ProfileController.show),
        .post("/profile", access: .staff, ProfileController.update),
        .get("/profile/email", access: .staff, EmailController.edit),
        .post("/profile/email", access: .staff, isCostly: true, EmailController.update),
        .post("/profile/email/proof", access: .staff, EmailController.prove).withoutKeeping(),
        .post("/profile/email/cancellation", access: .staff, EmailController.cancel).withoutKeeping(),
        .get("/email", access: .anyone, EmailLinksController.show),
        .post("/email", access: .anyone, EmailLinksController.update),
        .get("/email/:token", access: .anyone, EmailLinksController.open),
    ]
}

extension Paths {
    static let profile = "/profile"
    static let emailLinks = "/email"
    static func emailLink(_ token: String) -> String { "/email/\(token)" }
}
