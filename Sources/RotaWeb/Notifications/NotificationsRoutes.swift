extension Routes {
    static let notifications: [Endpoint] = [
        .get("/notifications", access: .staff, NotificationsController.index),
        .post("/notifications/reading", access: .staff, NotificationsController.readAll),
        .get("/notifications/preferences", access: .dashboard, NotificationChoicesController.edit),
        .post("/notifications/preferences", access: .dashboard, NotificationChoicesController.update),
        .get("/notifications/:id", access: .staff, NotificationsController.show),
        .get("/unsubscribe/:token", access: .anyone, UnsubscribeController.show),
        .post("/unsubscribe/:token", access: .oneClick, UnsubscribeController.create),
    ]
}

extension Paths {
    static let notifications = "/notifications"
    static let notificationsReading = "/notifications/reading"
    static let notificationChoices = "/notifications/preferences"
    static func notification(_ id: Int) -> String { "/notifications/\(id)" }
    static func unsubscribe(_ token: String) -> String { "/unsubscribe/\(token)" }
}
