extension Paths {
    static let publications = "/publications"
    static func publication(_ id: Int) -> String { "/publications/\(id)" }
    static func publicationRollback(_ id: Int) -> String { "/publications/\(id)/rollback" }
}
