import Civil
import HTTPServer
import RotaWeb

/// The server's own certificates: readable, matching their keys, and good for some time yet.
enum CertificatesCheckup {
    static func findings(_ settings: Settings, at now: Instant) -> [Finding] {
        guard !settings.listenTLS.isEmpty else { return [.ok("certificates", "none are needed: a proxy in front has them")] }
        do {
            let tls = try TLS(TLSSettings(chainPaths: settings.tlsCertificates, keyPaths: settings.tlsKeys))
            return [remaining(seconds: tls.expires - now.seconds)] + host(settings, tls)
        } catch {
            return [.problem("certificates", "\(error)", "The program does not start like this.")]
        }
    }

    private static func host(_ settings: Settings, _ tls: TLS) -> [Finding] {
        let host = SettingsCheckup.host(of: settings.baseURL)
        guard settings.isSecure, !tls.covers(host) else { return [] }
        return [.problem("certificates", "none is for \(host), which ROTA_BASE_URL names", "Get one for that name, or correct ROTA_BASE_URL.")]
    }

    static func remaining(seconds: Int) -> Finding {
        let days = seconds / 86_400
        guard seconds > 0 else { return .problem("certificates", "have ended", "Get new ones, put them in the place of the old, and send SIGHUP.") }
        let words = "the first ends in \(days) days"
        if days < 7 { return .problem("certificates", words, "Renew it now, and send SIGHUP.") }
        return days < 21 ? .warning("certificates", words, "See why it was not renewed yet.") : .ok("certificates", words)
    }
}
