import Civil

/// Builds every address; features add their own in extensions beside their controllers.
enum Paths {
    static let home = "/"
    static let signIn = "/sign-in"
    static let tasks = "/tasks"
    static let rota = "/rota"
    static let clinicians = "/clinicians"

    static func clinician(_ id: Int) -> String { "/clinicians/\(id)" }
    static func week(of day: Day) -> String { "/rota?week=\(day.monday.iso)" }

    /// A redirect target that came from a client: only a path of ours, else home.
    static func local(_ target: String) -> String {
        let isLocal = target.hasPrefix("/") && !target.hasPrefix("//") && !target.contains("\\") && target.isOneLine
        return isLocal ? target : home
    }
}
