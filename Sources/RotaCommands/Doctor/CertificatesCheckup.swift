import Civil
import Glibc
import HTTPServer
import RotaWeb

/// The server's own certificates: readable, matching their keys, and good for some time yet.
enum CertificatesCheckup {
    /// - Parameter owner: whose the data folder is, as whom the program runs; nil where there is none.
    static func findings(_ settings: Settings, at now: Instant, owner: uid_t? = nil, isToMend: Bool = false) -> [Finding] {
        let keys = settings.tlsKeys.compactMap { KeyFile($0).finding(owner: owner, isToMend: isToMend) }
        return keys + certificates(settings, at: now)
    }

    private static func certificates(_ settings: Settings, at now: Instant) -> [Finding] {
        // Named without a place to listen, they are for a socket that systemd opens.
        guard !settings.listenTLS.isEmpty || !settings.tlsCertificates.isEmpty || !settings.tlsKeys.isEmpty else { return [.ok("certificates", "none are needed: a proxy in front has them")] }
        do {
            let tls = try TLS(TLSSettings(chainPaths: settings.tlsCertificates, keyPaths: settings.tlsKeys))
            return [remaining(seconds: tls.expires - now.seconds)] + host(settings, isCovered: tls.covers)
        } catch {
            return [.problem("certificates", "\(error)", "The program does not start like this.")]
        }
    }

    /// Whether browsers will believe the certificates at the address that they are given. Of a numeric one nothing is said: names alone are compared.
    static func host(_ settings: Settings, isCovered: (String) -> Bool) -> [Finding] {
        let host = SettingsCheckup.host(of: settings.baseURL)
        guard settings.isSecure, !isNumeric(host), !isCovered(host) else { return [] }
        return [.problem("certificates", "none is for \(host), which ROTA_BASE_URL names", "Get one for that name, or correct ROTA_BASE_URL.")]
    }

    private static func isNumeric(_ host: String) -> Bool {
        var address = in6_addr()
        return inet_pton(AF_INET, host, &address) == 1 || inet_pton(AF_INET6, host.filter { $0 != "[" && $0 != "]" }, &address) == 1
    }

    static func remaining(seconds: Int) -> Finding {
        let days = seconds / 86_400
        guard seconds > 0 else { return .problem("certificates", "have ended", "Get new ones, put them in the place of the old, and send SIGHUP.") }
        let words = "the first ends in \(days) days"
        if days < 7 { return .problem("certificates", words, "Renew it now, and send SIGHUP.") }
        return days < 21 ? .warning("certificates", words, "See why it was not renewed yet.") : .ok("certificates", words)
    }
}
