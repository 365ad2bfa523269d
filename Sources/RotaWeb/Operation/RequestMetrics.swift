import HTTP
import Synchronization

/// How many requests were answered, by method, route's pattern and status, and how long each route takes. Patterns are few, so series are too.
final class RequestMetrics: Sendable {
    /// Upper ends of the histogram's buckets, in nanoseconds; one more takes what is above.
    static let bounds: [UInt64] = [1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000].map { UInt64($0 * 1_000_000) }

    private let routes: [RouteName]
    private let answers: AtomicCounters
    private let buckets: AtomicCounters
    private let time: AtomicCounters
    private let refusals: AtomicCounters
    let underWay = Atomic<Int>(0)

    init(_ routes: [RouteName]) {
        self.routes = routes
        answers = AtomicCounters(count: routes.count * RequestMetrics.methods.count * RequestMetrics.statuses.count)
        buckets = AtomicCounters(count: routes.count * (RequestMetrics.bounds.count + 1))
        time = AtomicCounters(count: routes.count)
        refusals = AtomicCounters(count: RequestMetrics.statuses.count)
    }

    private static let methods = Method.allCases
    private static let statuses = Status.allCases
    /// Places in `statuses`, by code.
    private static let placeOfStatus: [Int] = (0..<600).map { code in statuses.firstIndex { $0.code == code } ?? 0 }

    private static func place(_ status: Status) -> Int { placeOfStatus.indices.contains(status.code) ? placeOfStatus[status.code] : 0 }

    func count(_ route: RouteName, _ method: Method, _ status: Status, nanoseconds: UInt64) {
        let row = route.index * RequestMetrics.methods.count + (RequestMetrics.methods.firstIndex(of: method) ?? 0)
        answers.add(1, at: row * RequestMetrics.statuses.count + RequestMetrics.place(status))
        let bucket = RequestMetrics.bounds.firstIndex { nanoseconds <= $0 } ?? RequestMetrics.bounds.count
        buckets.add(1, at: route.index * (RequestMetrics.bounds.count + 1) + bucket)
        time.add(Int(clamping: nanoseconds), at: route.index)
    }

    /// What the server itself refused before it was a request.
    func countRefusal(_ status: Status) { refusals.add(1, at: RequestMetrics.place(status)) }

    func write(to page: inout Exposition) {
        page.family("rota_http_requests_total", .counter, "Requests answered, by method, route and status.")
        for route in routes {
            for (m, method) in RequestMetrics.methods.enumerated() {
                for (s, status) in RequestMetrics.statuses.enumerated() {
                    let count = answers[(route.index * RequestMetrics.methods.count + m) * RequestMetrics.statuses.count + s]
                    guard count > 0 else { continue }
                    page.sample(
                        "rota_http_requests_total", [("method", method.rawValue), ("route", route.pattern), ("status", String(status.code))], Double(count))
                }
            }
        }
        writeDurations(to: &page)
        page.family("rota_http_refused_total", .counter, "Requests that the server refused before they were complete, by status.")
        for (s, status) in RequestMetrics.statuses.enumerated() where refusals[s] > 0 {
            page.sample("rota_http_refused_total", [("status", String(status.code))], Double(refusals[s]))
        }
        page.single("rota_http_requests_in_flight", .gauge, "Requests being answered.", Double(underWay.load(ordering: .relaxed)))
    }

    private func writeDurations(to page: inout Exposition) {
        let name = "rota_http_request_duration_seconds", width = RequestMetrics.bounds.count + 1
        page.family(name, .histogram, "How long answers took, by route.")
        for route in routes {
            var sum = 0
            let counts = (0..<width).map { buckets[route.index * width + $0] }
            guard counts.contains(where: { $0 > 0 }) else { continue }
            for (count, bound) in zip(counts, RequestMetrics.bounds.map { Exposition.number(Double($0) / 1e9) } + ["+Inf"]) {
                sum += count
                page.sample(name + "_bucket", [("route", route.pattern), ("le", bound)], Double(sum))
            }
            page.sample(name + "_sum", [("route", route.pattern)], Double(time[route.index]) / 1e9)
            page.sample(name + "_count", [("route", route.pattern)], Double(sum))
        }
    }
}
