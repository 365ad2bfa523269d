import HTTP

extension Routes {
    static let signIn: [Endpoint] = [
        .get("/sign-in", access: .anyone, SignInController.new),
        .post("/sign-in", access: .anyone, isCostly: true, SignInController.create),
        .get("/sign-in/code", access: .anyone, SignInCodeController.new),
        .post("/sign-in/code", access: .anyone, SignInCodeController.create),
        .get("/sign-in/recovery-code", access: .anyone, SignInCodeController.newRecovery),
        .post("/sign-in/recovery-code", access: .anyone, SignInCodeController.createRecovery),
        .post("/sign-out", access: .staff, SignInController.destroy).whileTwoStepIsDue().withoutKeeping(),
    ]
}

extension Paths {
    static let signInCode = "/sign-in/code"
    static let signInRecoveryCode = "/sign-in/recovery-code"

    static func withNext(_ path: String, _ next: String) -> String { next == home ? path : "\(path)?next=\(PercentEncoding.encode(next))" }

    static func signInAgain(next: String, because reason: SignInView.Reason) -> String {
        let path = withNext(signIn, next)
        return path + (path.contains("?") ? "&" : "?") + "why=\(reason.rawValue)"
    }
}
