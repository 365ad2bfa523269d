extension Routes {
    static let rota: [Endpoint] = [
        .get("/rota", access: .staff, WeekController.show),
        .get("/rota/:clinicianId/:date", access: .may(.rota), RotaDayController.edit),
        .post("/rota/:clinicianId/:date", access: .may(.rota), RotaDayController.update),
        .post("/rota/:clinicianId/:date/removal", access: .may(.rota), RotaDayController.destroy),
        .post("/rota/:clinicianId/:date/sickness", access: .may(.requests), RotaSicknessController.create),
    ]
}
