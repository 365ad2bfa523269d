import Civil
import HTTP

/// Builds every address; features add their own in extensions beside their controllers.
enum Paths {
    static let home = "/"
    static let signIn = "/sign-in"
    static let tasks = "/tasks"
    static let rota = "/rota"
    static let clinicians = "/clinicians"

    static func clinician(_ id: Int) -> String { "/clinicians/\(id)" }
    static func week(of day: Day) -> String { "/rota?week=\(day.monday.iso)" }

    /// A redirect target that came from a client: only a path of ours, else home. Byte by byte, because a mark that joins itself to
    /// a slash makes another character of it to Swift, and is passed over by browsers.
    static func local(_ target: String) -> String {
        let bytes = target.utf8
        let isLocal = bytes.first == 0x2F && bytes.dropFirst().first != 0x2F && bytes.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x5C }
        return isLocal ? target : home
    }

    /// The page of ours that a request came from, with its query; nil where the browser does not say so.
    static func referrer(of request: Request) -> String? {
        guard let address = request.headers["Referer"], let start = address.range(of: "://\(request.authority)/") else { return nil }
        let target = "/" + address[start.upperBound...].prefix { $0 != "#" }
        return local(target) == target ? target : nil
    }
}
