import Civil
import HTTP

/// Reads settings: environment `ROTA_*`, then the file's `KEY=value` lines, then defaults (conventions §3).
package enum SettingsReader {
    /// A setting that is unknown or has a value that cannot be used, with the remedy.
    package struct Problem: Error, Sendable, Equatable, CustomStringConvertible {
        package let description: String
    }

    private struct Key: Sendable {
        let name: String
        let help: String
        let set: @Sendable (inout Settings, String) -> Bool
    }

    private static let keys: [Key] = [
        Key(name: "ROTA_LISTEN", help: "host:port, for example 127.0.0.1:8080") { settings, value in
            settings.listen = value
            return HostAndPort(value) != nil
        },
        Key(name: "ROTA_LISTEN_TLS", help: "host:port for https, for example 0.0.0.0:443") { settings, value in
            settings.listenTLS = value
            return HostAndPort(value) != nil
        },
        Key(name: "ROTA_TLS_CERTIFICATE", help: "the path of a certificate's PEM file; several with commas between") { settings, value in
            settings.tlsCertificates = paths(value)
            return !settings.tlsCertificates.contains("")
        },
        Key(name: "ROTA_TLS_KEY", help: "the path of the key's PEM file; several with commas between") { settings, value in
            settings.tlsKeys = paths(value)
            return !settings.tlsKeys.contains("")
        },
        Key(name: "ROTA_REDIRECT", help: "host:port from which pages are redirected to https, for example 0.0.0.0:80") { settings, value in
            settings.redirect = value
            return HostAndPort(value) != nil
        },
        Key(name: "ROTA_DATA", help: "the data folder's path") { settings, value in
            settings.data = value
            return !value.isEmpty
        },
        Key(name: "ROTA_BASE_URL", help: "http:// or https:// and a host, without a path's last slash") { settings, value in
            settings.baseURL = value
            return (value.hasPrefix("http://") || value.hasPrefix("https://")) && !value.hasSuffix("/")
        },
        Key(name: "ROTA_DEVELOPMENT", help: "1 or 0") { settings, value in
            settings.development = value == "1"
            return value == "1" || value == "0"
        },
        Key(name: "ROTA_LOGIN_IDLE_HOURS", help: "a whole number from 1 to 720") { settings, value in
            guard let hours = Int(value), (1...720).contains(hours) else { return false }
            settings.loginIdle = hours * 3_600
            return true
        },
        Key(name: "ROTA_LOGIN_LIFETIME_DAYS", help: "a whole number from 1 to 365") { settings, value in
            guard let days = Int(value), (1...365).contains(days) else { return false }
            settings.loginLifetime = days * 86_400
            return true
        },
        Key(name: "ROTA_WORKERS", help: "a whole number from 1 to 64") { settings, value in
            guard let count = Int(value), (1...64).contains(count) else { return false }
            settings.workers = count
            return true
        },
        Key(name: "ROTA_BACKUPS", help: "the path of the folder for backups, or off") { settings, value in
            settings.backups = value
            return !value.isEmpty
        },
        Key(name: "ROTA_BACKUP_AT", help: "a time of the day in London, hh:mm, for example 02:30") { settings, value in
            settings.backupAt = value
            return TimeOfDay(iso: value) != nil
        },
        Key(name: "ROTA_BACKUP_KEEP", help: "a whole number from 1 to 1000") { settings, value in
            guard let count = Int(value), (1...1_000).contains(count) else { return false }
            settings.backupKeep = count
            return true
        },
    ]

    /// Names that belong to us but are read elsewhere.
    private static let others: Set<String> = ["ROTA_CONFIG", "ROTA_SHARE"]

    package static var help: String {
        keys.map { $0.name.padded(to: 28) + $0.help }.joined(separator: "\n")
    }

    /// - Parameters:
    ///   - environment: all of the process's; only `ROTA_*` is read.
    ///   - file: the settings file's text and name, if there is one.
    package static func read(environment: [String: String], file: (name: String, text: String)?) throws(Problem) -> Settings {
        var settings = Settings()
        if let file {
            for (number, line) in file.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
                let line = line.trimmingSpaces
                guard !line.isEmpty, !line.hasPrefix("#") else { continue }
                guard let equals = line.firstIndex(of: "=") else {
                    throw Problem(description: "\(file.name), line \(number + 1): write KEY=value, not \"\(line)\".")
                }
                let name = String(line[..<equals]).trimmingSpaces
                try set(name, String(line[line.index(after: equals)...]).trimmingSpaces, &settings, "\(file.name), line \(number + 1)")
            }
        }
        for (name, value) in environment.sorted(by: { $0.key < $1.key }) where name.hasPrefix("ROTA_") && !others.contains(name) {
            try set(name, value, &settings, "The environment")
        }
        return settings
    }

    private static func set(_ name: String, _ value: String, _ settings: inout Settings, _ place: String) throws(Problem) {
        guard let key = keys.first(where: { $0.name == name }) else {
            let nearest = keys.map(\.name).min { distance($0, name) < distance($1, name) } ?? ""
            throw Problem(description: "\(place) has an unknown setting \(name). The nearest is \(nearest). Correct or remove it.")
        }
        guard key.set(&settings, value) else {
            throw Problem(description: "\(place) sets \(name) to \"\(value)\". It must be \(key.help).")
        }
    }

    private static func paths(_ value: String) -> [String] {
        value.split(separator: ",", omittingEmptySubsequences: false).map { String($0).trimmingSpaces }
    }

    /// Levenshtein's distance.
    private static func distance(_ a: String, _ b: String) -> Int {
        let (a, b) = (Array(a.utf8), Array(b.utf8))
        var row = Array(0...b.count)
        for i in a.indices {
            var previous = row[0]
            row[0] = i + 1
            for j in b.indices {
                let cost = a[i] == b[j] ? previous : 1 + min(previous, row[j], row[j + 1])
                previous = row[j + 1]
                row[j + 1] = cost
            }
        }
        return row[b.count]
    }
}
