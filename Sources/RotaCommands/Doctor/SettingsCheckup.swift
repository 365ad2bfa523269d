import HTTP
import RotaWeb

/// Settings that are each right, but together are not.
enum SettingsCheckup {
    static func findings(_ settings: Settings) -> [Finding] {
        var findings: [Finding] = []
        let host = HostAndPort(settings.listen)?.host ?? "", isOwn = isLoopback(host) || settings.listen.hasPrefix("unix:")
        if settings.baseURL.hasPrefix("http://"), !isLoopback(self.host(of: settings.baseURL)) {
            findings.append(.problem("settings", "ROTA_BASE_URL is \(settings.baseURL): passwords would cross the network in the clear", "Put a proxy with TLS in front and set ROTA_BASE_URL to its https:// address."))
        }
        if settings.baseURL.isEmpty, !isOwn {
            findings.append(.warning("settings", "ROTA_LISTEN is \(settings.listen), which others reach, but ROTA_BASE_URL is not set", "Set ROTA_BASE_URL to the address that browsers use."))
        }
        if settings.isSecure, !isOwn, settings.listenTLS.isEmpty {
            findings.append(.warning("settings", "ROTA_LISTEN is \(settings.listen), so the program can be reached past the proxy", "Listen on 127.0.0.1, or let a firewall shut the port."))
        }
        if settings.loginIdle > settings.loginLifetime {
            findings.append(.warning("settings", "ROTA_LOGIN_IDLE_MINUTES is longer than ROTA_LOGIN_LIFETIME_HOURS", "Make it shorter; as it is, no login ends for being unused."))
        }
        if settings.development {
            findings.append(.warning("settings", "ROTA_DEVELOPMENT is 1: everyone can see the gallery of components", "Remove it where a practice works with the program."))
        }
        return findings.isEmpty ? [.ok("settings", "all are known and agree")] : findings
    }

    private static func isLoopback(_ host: String) -> Bool { host == "localhost" || host == "::1" || host == "[::1]" || host.hasPrefix("127.") }

    /// The host of an address, without its port.
    static func host(of url: String) -> String {
        let authority = url.drop { $0 != "/" }.dropFirst(2).prefix { $0 != "/" }
        return HostAndPort(String(authority))?.host ?? String(authority)
    }
}
