import HTTPServer
import RotaWeb

/// How busy the server is, for the metrics.
enum ServerGauges {
    static func add(_ server: Server, to metrics: Metrics) {
        metrics.add(Gauge("rota_http_connections", "Open connections.") { Double(server.load.connections) })
        metrics.add(Gauge("rota_http_queue_length", "Complete requests that wait for a thread.") { Double(server.load.queued) })
        metrics.add(Gauge("rota_sign_in_queue_length", "Sign-ins that wait for a thread that checks passwords.") { Double(server.load.costlyQueued) })
        metrics.add(Gauge("rota_http_buffered_bytes", "Bytes of unfinished requests and of answers not yet taken.") { Double(server.load.bufferedBytes) })
    }
}
