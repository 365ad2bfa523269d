extension Routes {
    static let rota: [Endpoint] = [
        .get("/rota", access: .staff, WeekController.show),
        .get("/rota/:clinicianId/:date", access: .managers, RotaDayController.edit),
        .post("/rota/:clinicianId/:date", access: .managers, RotaDayController.update),
        .post("/rota/:clinicianId/:date/removal", access: .managers, RotaDayController.destroy),
        .post("/rota/:clinicianId/:date/sickness", access: .managers, RotaSicknessController.create),
    ]
}
