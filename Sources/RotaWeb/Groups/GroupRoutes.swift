extension Routes {
    static let groups: [Endpoint] = [
        .get("/groups", access: .managers, GroupsController.index),
        .get("/groups/new", access: .managers, GroupsController.new),
        .post("/groups", access: .managers, GroupsController.create),
        .get("/groups/:id/edit", access: .managers, GroupsController.edit),
        .post("/groups/:id", access: .managers, GroupsController.update),
        .get("/groups/:id/delete", access: .managers, GroupsController.confirm),
        .post("/groups/:id/delete", access: .managers, GroupsController.destroy),
        .post("/supervision", access: .managers, SupervisionController.update),
    ]
}

extension Paths {
    static let groups = "/groups"
    static let newGroup = "/groups/new"
    static let supervision = "/supervision"
    static func group(_ id: Int) -> String { "/groups/\(id)" }
    static func editGroup(_ id: Int) -> String { "/groups/\(id)/edit" }
    static func deleteGroup(_ id: Int) -> String { "/groups/\(id)/delete" }
}
