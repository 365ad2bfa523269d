extension Routes {
    static let twoStep: [Endpoint] = [
        .get("/two-step", access: .staff, TwoStepController.show).whileTwoStepIsDue(),
        .post("/two-step/secret", access: .staff, isCostly: true, TwoStepController.begin).whileTwoStepIsDue(),
        .get("/two-step/new", access: .staff, TwoStepController.new).whileTwoStepIsDue(),
        .post("/two-step", access: .staff, TwoStepController.create).whileTwoStepIsDue().withoutKeeping(),
        .get("/two-step/codes", access: .staff, TwoStepController.editCodes),
        .post("/two-step/codes", access: .staff, isCostly: true, TwoStepController.updateCodes),
        .get("/two-step/removal", access: .staff, TwoStepController.remove),
        .post("/two-step/removal", access: .staff, isCostly: true, TwoStepController.destroy),
        .get("/accounts/:id/two-step", access: .may(.users), TwoStepResetController.show),
        .post("/accounts/:id/two-step/reset", access: .may(.users), TwoStepResetController.destroy).withoutKeeping(),
    ]
}

extension Paths {
    static let twoStep = "/two-step"
    static let newTwoStep = "/two-step/new"
    static func accountTwoStep(_ id: Int) -> String { "/accounts/\(id)/two-step" }
    static func accountTwoStepReset(_ id: Int) -> String { "/accounts/\(id)/two-step/reset" }
}
