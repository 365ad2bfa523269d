extension Routes {
    static let password: [Endpoint] = [
        .get("/password", access: .staff, PasswordController.edit),
        .post("/password", access: .staff, isCostly: true, PasswordController.update),
    ]
}

extension Paths {
    static let password = "/password"
}
