import HTTP

/// The headers of every answer (conventions §3, ASVS 3.4). What never changes is put together once: it goes out with each answer.
enum SecurityHeaders {
    static let contentSecurityPolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

    private static let always: KeyValuePairs = [
        "X-Content-Type-Options": "nosniff", "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
    ]

    /// One set for each answer to the four questions of `apply`.
    private static let sets: [SharedHeaders] = (0..<16).map { number in
        var headers = Headers()
        for (name, value) in always { headers.add(name, value) }
        // An answer to an address that holds a token says no-referrer itself. A page with a form must not: browsers would then hide
        // where a POST came from (Origin: null), and CrossSite would refuse it wherever Sec-Fetch-Site is not sent, as on plain http.
        if number & 1 == 0 { headers.add("Referrer-Policy", "same-origin") }
        // Fingerprinted files say themselves how long they keep; nothing else is to stay in a cache.
        if number & 2 == 0 { headers.add("Cache-Control", "no-store") }
        if number & 4 != 0 { headers.add("Strict-Transport-Security", "max-age=31536000; includeSubDomains") }
        // Only the gallery has one of its own: what it shows of mails holds style attributes.
        if number & 8 == 0 { headers.add("Content-Security-Policy", contentSecurityPolicy) }
        return SharedHeaders(headers)
    }

    /// - Parameter isSecure: the answer goes by https.
    static func apply(to response: inout Response, id: RequestID, isSecure: Bool) {
        let number = (response.headers.contains("Referrer-Policy") ? 1 : 0) + (response.headers.contains("Cache-Control") ? 2 : 0) + (isSecure ? 4 : 0)
            + (response.headers.contains("Content-Security-Policy") ? 8 : 0)
        response.headers.add(id)
        response.headers.share(sets[number])
    }
}
