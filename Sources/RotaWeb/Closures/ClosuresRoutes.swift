extension Routes {
    /// Bank holidays and the practice's own closures (B8).
    static let closures: [Endpoint] = [
        .get("/closures", access: .may(.settings), ClosuresController.index),
        .post("/closures", access: .may(.settings), ClosuresController.create),
        .get("/closures/new", access: .may(.settings), ClosuresController.new),
        .get("/closures/bank-holidays", access: .may(.settings), BankHolidaysController.new),
        .post("/closures/bank-holidays", access: .may(.settings), BankHolidaysController.create),
        .get("/closures/:id/edit", access: .may(.settings), ClosuresController.edit),
        .post("/closures/:id", access: .may(.settings), ClosuresController.update),
        .post("/closures/:id/removal", access: .may(.settings), ClosuresController.destroy),
    ]
}

extension Paths {
    static let closures = "/closures"
    static let newClosure = "/closures/new"
    static let bankHolidays = "/closures/bank-holidays"
    static func closures(_ year: Int) -> String { "/closures?year=\(year)" }
    static func bankHolidays(_ year: Int) -> String { "/closures/bank-holidays?year=\(year)" }
    static func closure(_ id: Int) -> String { "/closures/\(id)" }
    static func editClosure(_ id: Int) -> String { "/closures/\(id)/edit" }
    static func closureRemoval(_ id: Int) -> String { "/closures/\(id)/removal" }
}
