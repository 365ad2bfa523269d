import HTTP

/// The headers of every answer (conventions §3, ASVS 3.4).
enum SecurityHeaders {
    static let contentSecurityPolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

    /// - Parameter isSecure: the answer goes by https.
    static func apply(to response: inout Response, id: RequestID, isSecure: Bool) {
        response.headers["Content-Security-Policy"] = contentSecurityPolicy
        response.headers["X-Content-Type-Options"] = "nosniff"
        // An answer to an address that holds a token says no-referrer itself. A page with a form must not: browsers would then hide
        // where a POST came from (Origin: null), and CrossSite would refuse it wherever Sec-Fetch-Site is not sent, as on plain http.
        if !response.headers.contains("Referrer-Policy") { response.headers["Referrer-Policy"] = "same-origin" }
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers["X-Request-Id"] = id.description
        if isSecure { response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains" }
        // Fingerprinted files say themselves how long they keep; nothing else is to stay in a cache.
        if !response.headers.contains("Cache-Control") { response.headers["Cache-Control"] = "no-store" }
    }
}
