extension Routes {
    static let invitations: [Endpoint] = [
        .post("/clinicians/:id/invitations", access: .may(.clinicians), InvitationsController.create),
        .post("/invitations/:id/revocation", access: .may(.clinicians), InvitationsController.revoke),
        .get("/join/:token", access: .anyone, JoinController.open),
        .get("/join", access: .anyone, JoinController.new),
        .post("/join", access: .anyone, isCostly: true, JoinController.create),
    ]
}
