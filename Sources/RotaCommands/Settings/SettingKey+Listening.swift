import HTTP
import HTTPServer
import RotaDomain

/// Where the program is, and how browsers come to it.
extension SettingKey {
    static let listening: [SettingKey] = [
        .text(
            "ROTA_LISTEN", "`host:port` or `unix:/path/of/socket`; `--listen` wins", \.settings.listen,
            must: "host:port, for example 127.0.0.1:8080, or unix: and the path of a socket"
        ) { (try? ListenAddress($0)) != nil },
        .text("ROTA_LISTEN_TLS", "`host:port` for https", \.settings.listenTLS, must: "host:port for https, for example 0.0.0.0:443", unlessSet: "none") {
            HostAndPort($0) != nil
        },
        .paths("ROTA_TLS_CERTIFICATE", "the PEM file of a certificate, its issuers after it; several with commas between, the first for clients that name no host; SIGHUP reads them again", \.settings.tlsCertificates),
        .paths("ROTA_TLS_KEY", "the PEM files of the certificates' keys, in the same order", \.settings.tlsKeys),
        .text(
            "ROTA_REDIRECT", "`host:port` from which GET and HEAD are redirected to `ROTA_BASE_URL`, and all else is refused", \.settings.redirect,
            must: "host:port from which pages are redirected to https, for example 0.0.0.0:80", unlessSet: "none"
        ) { HostAndPort($0) != nil },
        .text("ROTA_DATA", "the data folder; `--data` wins", \.settings.data, must: "the data folder's path") { !$0.isEmpty },
        .text(
            "ROTA_BASE_URL", "how browsers reach it, such as `https://rota.example.org`; with https cookies are marked secure", \.settings.baseURL,
            must: "http:// or https:// and a host, without a path's last slash", unlessSet: "as each request says"
        ) { ($0.hasPrefix("http://") || $0.hasPrefix("https://")) && !$0.hasSuffix("/") },
        SettingKey(
            name: "ROTA_TRUSTED_PROXIES",
            means: "proxies whose word on address, scheme and request id is taken: addresses, blocks such as `10.0.0.0/8`, `unix`; separated by commas",
            must: "addresses, blocks such as 10.0.0.0/8 or fd00::/8, or unix, separated by commas", unlessSet: "none",
            show: { $0.settings.trustedProxies.description },
            set: { configuration, value in
                guard let proxies = TrustedProxies(value) else { return false }
                configuration.settings.trustedProxies = proxies
                return true
            }),
    ]

    private static func paths(_ name: String, _ means: String, _ path: WritableKeyPath<Configuration, [String]> & Sendable) -> SettingKey {
        SettingKey(
            name: name, means: means, must: "the path of a PEM file; several with commas between", unlessSet: "none",
            show: { $0[keyPath: path].joined(separator: ",") },
            set: { configuration, value in
                let paths = value.split(separator: ",", omittingEmptySubsequences: false).map { String($0).trimmingSpaces }
                configuration[keyPath: path] = paths
                return !paths.contains("")
            })
    }
}
