import HTTP
import RotaStore
import Synchronization

/// A number that is looked up when the metrics are asked for.
package struct Gauge: Sendable {
    let name: String
    let help: String
    let value: @Sendable () -> Double?

    /// - Parameters:
    ///   - name: with its unit, as `rota_backup_age_seconds`.
    ///   - value: nil where there is none now.
    package init(_ name: String, _ help: String, value: @escaping @Sendable () -> Double?) {
        self.name = name
        self.help = help
        self.value = value
    }
}

/// Everything that `/metrics` tells. Counting takes no lock.
package final class Metrics: Sendable {
    let requests: RequestMetrics
    private let gauges = Mutex<[Gauge]>([])
    private let version: String

    init(_ routes: [RouteName], version: String) {
        requests = RequestMetrics(routes)
        self.version = version
    }

    /// Other parts of the program add their own numbers: the server its connections, backups their age.
    package func add(_ gauge: Gauge) { gauges.withLock { $0.append(gauge) } }

    package var requestsUnderWay: Int { requests.underWay.load(ordering: .relaxed) }

    package func countRefusal(_ status: Status) { requests.countRefusal(status) }

    /// The page. What the database does not tell is left out.
    func page(_ practice: Practice) -> [UInt8] {
        var page = Exposition()
        page.family("rota_build_info", .gauge, "Version of the program.")
        page.sample("rota_build_info", [("version", version)], 1)
        requests.write(to: &page)
        for gauge in gauges.withLock({ $0 }) {
            if let value = gauge.value() { page.single(gauge.name, .gauge, gauge.help, value) }
        }
        DatabaseMetrics.write(practice, to: &page)
        ProcessMetrics.write(to: &page)
        return page.bytes
    }
}
