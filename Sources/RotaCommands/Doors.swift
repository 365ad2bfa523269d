import HTTP
import HTTPServer
import RotaWeb

/// Where the program listens, by its settings: plainly, by TLS, and where a browser that came without TLS is sent on.
struct Doors {
    private let plain: [ListenAddress]
    private let secure: [Door]
    private let redirect: (addresses: [ListenAddress], TLSRedirect)?

    /// Reads the certificates; fails with what is wrong and the remedy.
    /// - Parameter inherited: sockets that the service manager opened, in place of the settings' own. One that only sends on leaves those that serve in place.
    init(_ settings: Settings, inherited: [SystemdSocket] = []) throws {
        var handed: [SystemdSocket.Purpose: [ListenAddress]] = [:]
        for socket in inherited { handed[try socket.purpose(), default: []].append(.inherited(descriptor: socket.descriptor)) }
        let isServed = handed[.plain] != nil || handed[.secure] != nil
        plain = isServed ? handed[.plain] ?? [] : [try ListenAddress(settings.listen)]
        secure = try Doors.secure(settings, handed[.secure])
        redirect = try Doors.redirect(settings, handed[.redirect])
    }

    /// The secure ones come last.
    var all: [Door] { plain.map { Door($0) } + secure }

    var isSecure: Bool { !secure.isEmpty }

    /// Starts the server that sends browsers on, where one is asked for.
    func startRedirect(observer: @escaping @Sendable (ServerEvent) -> Void, noting: @escaping @Sendable (Request, (Request) -> Response) -> Response) throws -> Server? {
        guard let (addresses, redirect) = redirect else { return nil }
        let server = redirect.server(observer: observer, noting: noting)
        _ = try server.start(on: addresses)
        return server
    }

    /// Reads the certificates anew, for connections yet to come.
    /// - Returns: what came of it, for the log; nil when there are none.
    func reload() -> (succeeded: Bool, words: String)? {
        guard let tls = secure.first?.tls else { return nil }
        do throws(TLSError) {
            try tls.reload()
            return (true, "certificates read anew")
        } catch {
            return (false, "certificates not read anew, the old ones stay in use: \(error)")
        }
    }

    private static func secure(_ settings: Settings, _ handed: [ListenAddress]?) throws -> [Door] {
        let isNamed = !settings.tlsCertificates.isEmpty || !settings.tlsKeys.isEmpty
        guard handed != nil || !settings.listenTLS.isEmpty else {
            guard isNamed else { return [] }
            throw Failure("A certificate is named, but not where to listen with it. Set ROTA_LISTEN_TLS, for example to 0.0.0.0:443.")
        }
        guard isNamed else {
            let what = handed == nil ? "ROTA_LISTEN_TLS" : "The socket named https"
            throw Failure("\(what) needs a certificate. Set ROTA_TLS_CERTIFICATE and ROTA_TLS_KEY to the paths of its PEM files.")
        }
        let tls = try TLS(TLSSettings(chainPaths: settings.tlsCertificates, keyPaths: settings.tlsKeys))
        return try (handed ?? [ListenAddress(settings.listenTLS)]).map { Door($0, tls) }
    }

    private static func redirect(_ settings: Settings, _ handed: [ListenAddress]?) throws -> ([ListenAddress], TLSRedirect)? {
        guard handed != nil || !settings.redirect.isEmpty else { return nil }
        guard let redirect = TLSRedirect(baseURL: settings.baseURL) else {
            let (what, remedy) = handed == nil ? ("ROTA_REDIRECT", "remove ROTA_REDIRECT") : ("The socket named redirect", "disable that socket's unit")
            throw Failure("\(what) sends browsers to ROTA_BASE_URL, which must begin with https://. Set it, or \(remedy).")
        }
        return (try handed ?? [ListenAddress(settings.redirect)], redirect)
    }
}
