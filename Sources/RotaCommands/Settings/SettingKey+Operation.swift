import HTTP
import RotaWeb

/// The log, the metrics, and what is for developers.
extension SettingKey {
    static let operation: [SettingKey] = [
        .choice("ROTA_LOG_FORMAT", "`text` or `json`, one line an event", \.settings.logFormat),
        .choice("ROTA_LOG_LEVEL", "`info` has a line for each request, `warn` and `error` only what went wrong; SIGHUP reads it again", \.settings.logLevel),
        .text(
            "ROTA_METRICS_TOKEN", "opens `/metrics` to who sends it as `Authorization: Bearer …`; at least 16 characters", \.settings.metricsToken,
            must: "16 to 200 letters, digits, dots, dashes or underscores", isSecret: true, unlessSet: "`/metrics` is not there"
        ) { value in
            (16...200).contains(value.utf8.count) && value.unicodeScalars.allSatisfy { $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil || "._-".unicodeScalars.contains($0)) }
        },
        .text(
            "ROTA_METRICS_LISTEN", "`host:port` of a listener of its own for `/metrics`, which asks for no token", \.settings.metricsListen,
            must: "host:port, for example 127.0.0.1:9090", unlessSet: "none"
        ) { HostAndPort($0) != nil },
        .flag("ROTA_DEVELOPMENT", "1 shows the gallery of components and pages", \.settings.development),
    ]
}
