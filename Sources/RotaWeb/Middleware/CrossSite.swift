import HTTP

/// The first of two guards against forged requests (ASVS 3.5.1): what the browser says about where a POST came from.
enum CrossSite {
    /// False when the browser names another site. Silence passes: the `csrf` field decides.
    static func isSameOrigin(_ request: Request, _ settings: Settings) -> Bool {
        let sites = request.headers.values("Sec-Fetch-Site")
        let origins = request.headers.values("Origin")
        guard sites.count <= 1, origins.count <= 1 else { return false }
        if let site = sites.first { return site == "same-origin" || site == "none" }
        guard let origin = origins.first else { return true }
        // Behind a proxy that ends TLS the scheme is the proxy's, and perhaps the host too: then the base URL says what browsers see.
        return origin == settings.baseURL || origin == "https://\(request.authority)" || (!settings.isSecure && origin == "http://\(request.authority)")
    }
}
