import HTTP

/// The first of two guards against forged requests (ASVS 3.5.1): what the browser says about where a POST came from.
enum CrossSite {
    /// False when the browser names another site. Silence passes: the `csrf` field decides.
    static func isSameOrigin(_ request: Request) -> Bool {
        if let site = request.headers["Sec-Fetch-Site"] { return site == "same-origin" || site == "none" }
        guard let origin = request.headers["Origin"], origin != "null" else { return request.headers["Origin"] == nil }
        return origin.hasSuffix("://\(request.authority)")
    }
}
