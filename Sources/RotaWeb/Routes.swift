/// The site map: every address, what answers it, and who may use it. Features list their own rows beside their controllers.
enum Routes {
    static var all: [Endpoint] {
        [
            core,
            signIn,
            forgottenPassword,
            keptForms,
            setup,
            rota,
            warnings,
            practice,
            locations,
            cover,
            files,
            accounts,
            logins,
            password,
            outbox,
            profile,
            twoStep,
            audit,
            help,
            gallery,
            clinicians,
            invitations,
            terms,
            groups,
            closures,
            leave,
            locumBookings,
            generations,
            publications,
            apiTokens,
            calendarFeeds,
            api,
            notifications,
        ].flatMap { $0 }
    }

    private static let core: [Endpoint] = [
        .get("/healthz", access: .monitors, HealthController.show),
        .get("/readyz", access: .monitors, HealthController.ready),
        .get("/metrics", access: .monitors, MetricsController.show),
        .get("/", access: .staff, HomeController.show),
        .get("/menu", access: .staff, MenuController.show),
        .get("/tasks", access: .may(.settings), TasksController.index),
    ]

    private static let setup: [Endpoint] = [
        .get("/setup/practice", access: .anyone, SetupController.editPractice),
        .get("/setup/locations", access: .anyone, SetupController.editLocations),
        .get("/setup/account", access: .anyone, SetupController.newAccount),
        .get("/setup/:token", access: .anyone, SetupController.show),
        .post("/setup/practice", access: .anyone, SetupController.updatePractice),
        .post("/setup/locations", access: .anyone, SetupController.updateLocations),
        .post("/setup/account", access: .anyone, isCostly: true, SetupController.createAccount),
    ]
}
