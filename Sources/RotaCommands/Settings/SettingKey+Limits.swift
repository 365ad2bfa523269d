import HTTPServer

/// What the server takes, how much of it, and how long it waits (`ServerLimits`).
extension SettingKey {
    static let limits: [SettingKey] = [
        .number("ROTA_WORKERS", "threads that answer requests at once", \.limits.workers, in: 1...64, unlessSet: "twice the processors, at least 4"),
        .number("ROTA_WAITING_WORKERS", "further threads, which answer while others wait for the disk", \.limits.waitingWorkers, in: 0...256),
        .number("ROTA_POLLERS", "threads on which connections wait", \.limits.pollers, in: 1...64, unlessSet: "half the processors, 1 to 4"),
        .number("ROTA_PASSWORD_WORKERS", "passwords checked at once; each takes 128 MiB", \.limits.costlyWorkers, in: 1...16),
        .number("ROTA_PASSWORD_QUEUE_LENGTH", "sign-ins that may wait for that; beyond that they are answered 503", \.limits.costlyQueueLength, in: 1...10_000),
        .number("ROTA_QUEUE_LENGTH", "complete requests that may wait for a thread; beyond that they are answered 503", \.limits.queueLength, in: 1...1_000_000),
        .seconds("ROTA_QUEUE_TIMEOUT", "seconds that a complete request may wait for a thread before it is answered 503", \.limits.queueTimeout),
        .number("ROTA_RETRY_AFTER", "seconds after which a client that was answered 503 is to come again", \.limits.retryAfter, in: 1...3_600),
        .number("ROTA_MAX_CONNECTIONS", "open connections; others wait until one ends", \.limits.maximumConnections, in: 1...1_000_000),
        .number(
            "ROTA_MAX_CONNECTIONS_PER_ADDRESS", "open connections from one address (a /64 of IPv6), trusted proxies aside; more are closed", \.limits.connectionsPerAddress,
            in: 1...1_000_000),
        .number(
            "ROTA_MAX_BUFFERED_BYTES", "bytes of unfinished requests and of answers not yet taken, of all connections together", \.limits.bufferedBytes,
            in: 1_048_576...8_589_934_592),
        .number("ROTA_MAX_BUFFERED_BYTES_EACH", "bytes that each connection may hold even when all hold too many", \.limits.modestBytes, in: 1_024...1_048_576),
        .number("ROTA_MAX_REQUESTS_PER_CONNECTION", "requests on one connection before it is closed", \.limits.requestsPerConnection, in: 1...1_000_000_000),
        .number("ROTA_MAX_TARGET_BYTES", "bytes of a request's address", \.limits.request.maximumTargetBytes, in: 256...65_536),
        .number("ROTA_MAX_HEADER_BYTES", "bytes of a request's line and headers together", \.limits.request.maximumHeadBytes, in: 1_024...1_048_576),
        .number("ROTA_MAX_HEADER_COUNT", "headers of a request", \.limits.request.maximumFields, in: 10...1_000),
        .number("ROTA_MAX_FORM_BYTES", "bytes of a form", \.settings.formBytes, in: 65_536...16_777_216),
        .number("ROTA_MAX_STRANGER_BYTES", "bytes of a form from somebody who is not signed in", \.settings.strangerBytes, in: 8_192...16_777_216),
        .number("ROTA_MAX_UPLOAD_BYTES", "bytes of a form with files, from somebody who may send one", \.settings.uploadBytes, in: 65_536...268_435_456),
        .seconds("ROTA_HEAD_TIMEOUT", "seconds for a request's line and headers", \.limits.headTimeout),
        .seconds("ROTA_BODY_TIMEOUT", "seconds for a request's body, and as many more as long as it keeps the least pace", \.limits.bodyTimeout),
        .seconds("ROTA_WRITE_TIMEOUT", "seconds for a client to take an answer, and as many more as long as it keeps the least pace", \.limits.writeTimeout),
        .seconds("ROTA_IDLE_TIMEOUT", "seconds between requests on a kept connection", \.limits.idleTimeout),
        .seconds("ROTA_STREAM_TIMEOUT", "seconds that a stream of events lasts before the browser asks again", \.limits.streamTimeout),
        .seconds("ROTA_LINGER_TIMEOUT", "seconds in which what a refused client still sends is read and dropped, so that it gets to read its answer", \.limits.lingerTimeout),
        .seconds("ROTA_STOP_TIMEOUT", "seconds that a stop waits for requests under way", \.limits.stopTimeout),
        .number(
            "ROTA_MIN_BYTES_PER_SECOND", "the least pace by which bodies and answers earn more time", \.limits.minimumBytesPerSecond, in: 1...1_000_000),
    ]

    private static func seconds(_ name: String, _ means: String, _ path: WritableKeyPath<Configuration, Int> & Sendable) -> SettingKey {
        .number(name, means, path, in: 1...3_600, scale: 1_000)
    }
}
