extension Routes {
    static let publications: [Endpoint] = []
}
