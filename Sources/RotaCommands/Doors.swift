import HTTP
import HTTPServer
import RotaWeb

/// Where the program listens, by its settings: plainly, by TLS, and where a browser that came without TLS is sent on.
struct Doors {
    private let plain: [ListenAddress]
    private let secure: Door?
    private let redirect: (address: ListenAddress, TLSRedirect)?

    /// Reads the certificates; fails with what is wrong and the remedy.
    /// - Parameter inherited: sockets that the service manager opened, in place of the settings' own: those named "https" are for TLS.
    init(_ settings: Settings, inherited: [SystemdSocket] = []) throws {
        let handed = inherited.filter { $0.name != "https" }.map { ListenAddress.inherited(descriptor: $0.descriptor) }
        plain = inherited.isEmpty ? [try ListenAddress(settings.listen)] : handed
        secure = try Doors.secure(settings, inherited.first { $0.name == "https" })
        redirect = try Doors.redirect(settings)
    }

    /// The secure one comes last.
    var all: [Door] { plain.map { Door($0) } + [secure].compactMap { $0 } }

    /// The address to open, of those in fact bound.
    func welcome(_ bound: [ListenAddress]) -> String { "\(secure == nil ? "http" : "https")://\(bound.last?.description ?? "")" }

    /// Starts the server that sends browsers on, where one is asked for.
    func startRedirect(observer: @escaping @Sendable (ServerEvent) -> Void, noting: @escaping @Sendable (Request, (Request) -> Response) -> Response) throws -> Server? {
        guard let (address, redirect) = redirect else { return nil }
        let server = redirect.server(observer: observer, noting: noting)
        _ = try server.start(on: [address])
        return server
    }

    /// Reads the certificates anew, for connections yet to come.
    /// - Returns: what came of it, for the log; nil when there are none.
    func reload() -> (succeeded: Bool, words: String)? {
        guard let tls = secure?.tls else { return nil }
        do throws(TLSError) {
            try tls.reload()
            return (true, "certificates read anew")
        } catch {
            return (false, "certificates not read anew, the old ones stay in use: \(error)")
        }
    }

    private static func secure(_ settings: Settings, _ handed: SystemdSocket?) throws -> Door? {
        let isNamed = !settings.tlsCertificates.isEmpty || !settings.tlsKeys.isEmpty
        guard handed != nil || !settings.listenTLS.isEmpty else {
            guard isNamed else { return nil }
            throw Failure("A certificate is named, but not where to listen with it. Set ROTA_LISTEN_TLS, for example to 0.0.0.0:443.")
        }
        guard isNamed else { throw Failure("ROTA_LISTEN_TLS needs a certificate. Set ROTA_TLS_CERTIFICATE and ROTA_TLS_KEY to the paths of its PEM files.") }
        let tls = try TLS(TLSSettings(chainPaths: settings.tlsCertificates, keyPaths: settings.tlsKeys))
        return Door(try handed.map { .inherited(descriptor: $0.descriptor) } ?? ListenAddress(settings.listenTLS), tls)
    }

    private static func redirect(_ settings: Settings) throws -> (ListenAddress, TLSRedirect)? {
        guard !settings.redirect.isEmpty else { return nil }
        guard let redirect = TLSRedirect(baseURL: settings.baseURL) else {
            throw Failure("ROTA_REDIRECT sends browsers to ROTA_BASE_URL, which must begin with https://. Set it, or remove ROTA_REDIRECT.")
        }
        return (try ListenAddress(settings.redirect), redirect)
    }
}
