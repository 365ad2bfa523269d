extension Routes {
    static let groups: [Endpoint] = [
        .get("/groups", access: .may(.groups), GroupsController.index),
        .get("/groups/new", access: .may(.groups), GroupsController.new),
        .post("/groups", access: .may(.groups), GroupsController.create),
        .get("/groups/:id/edit", access: .may(.groups), GroupsController.edit),
        .post("/groups/:id", access: .may(.groups), GroupsController.update),
        .get("/groups/:id/delete", access: .may(.groups), GroupsController.confirm),
        .post("/groups/:id/delete", access: .may(.groups), GroupsController.destroy),
        .post("/supervision", access: .may(.groups), SupervisionController.update),
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
