import XCTest
@testable import HTTP
@testable import HTTPServer

/// Starts servers on ports of the system's choice and stops them after each test.
class ServerTestCase: XCTestCase {
    let gate = Gate()
    let events = EventLog()
    private var servers: [Server] = []

    override func tearDown() {
        gate.open()
        for server in servers { server.stop() }
        servers = []
        super.tearDown()
    }

    /// Answers by path: `/gate` waits at the gate, `/echo` gives the body back, `/large` gives four megabytes, `/file` a part of a file in brackets, anything else its own target.
    func start(_ limits: ServerLimits = ServerLimits(workers: 2), bodyLimit: Int = 1_000_000, tls: TLS? = nil) throws -> (Server, ListenAddress) {
        var hooks = ServerHooks { [gate] request in ServerTestCase.answer(request, gate) }
        hooks.quick = { $0.path.segments.first == "quick" ? .text($0.target) : nil }
        hooks.lane = { $0.path.segments.first == "costly" ? .costly : .ordinary }
        hooks.bodyLimit = { $0.path.segments == ["small"] ? 3 : bodyLimit }
        hooks.observer = { [events] in events.record($0) }
        return try start(limits, hooks, tls: tls)
    }

    func start(_ limits: ServerLimits, _ hooks: ServerHooks, on address: ListenAddress = .tcp(host: "127.0.0.1", port: 0), tls: TLS? = nil) throws -> (Server, ListenAddress) {
        let server = Server(limits: limits, hooks: hooks)
        servers.append(server)
        return (server, try XCTUnwrap(server.start(on: [Door(address, tls)]).first))
    }

    /// Waits, at most 20 seconds, for what another thread brings about.
    func eventually(file: StaticString = #filePath, line: UInt = #line, _ isSo: () -> Bool) {
        for _ in 0..<20_000 where !isSo() { usleep(1_000) }
        XCTAssertTrue(isSo(), "it never came about", file: file, line: line)
    }

    static let large = [UInt8](repeating: UInt8(ascii: "x"), count: 4_000_000)

    private static func answer(_ request: Request, _ gate: Gate) -> Response {
        switch request.path.segments.first {
        case "gate", "costly":
            gate.arriveAndWait()
            return .text("passed")
        case "echo", "small": return Response(.ok, contentType: "application/octet-stream", request.body)
        case "large": return .html(large)
        case "close": return Response(.ok, headers: ["Connection": "close"], body: .bytes(Array("bye".utf8)))
        case "whoami": return .text("\(request.remoteAddress) \(request.isSecure) \(request.id)")
        case "nothing": return Response(.noContent)
        case "file":
            guard let file = OpenFile(request.query["path"] ?? "") else { return Response(.notFound) }
            return Response(.ok, body: .pieces([.bytes([91]), .file(file, offset: 3, length: Int(request.query["length"] ?? "") ?? 0), .bytes([93])]))
        default: return .text(request.target)
        }
    }
}
