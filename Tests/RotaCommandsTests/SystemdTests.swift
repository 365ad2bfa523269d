import Foundation
import HTTP
import HTTPServer
import XCTest

@testable import RotaCommands

/// sd_notify(3), sd_listen_fds(3) and the units, as conventions §3 says.
final class SystemdTests: CommandTestCase {
    /// A datagram socket as the service manager has one, bound to a path or, with "@", to an abstract name.
    private func manager(_ name: String) throws -> Int32 {
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        var timeout = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = name.hasPrefix("@") ? [0] + name.utf8.dropFirst() : Array(name.utf8) + [0]
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let length = socklen_t(2 + bytes.count)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
        }
        XCTAssertEqual(result, 0, "\(name): \(errno)")
        return descriptor
    }

    private func next(_ descriptor: Int32) -> String {
        var buffer = [UInt8](repeating: 0, count: 2_000)
        return String(decoding: buffer[..<max(0, recv(descriptor, &buffer, buffer.count, 0))], as: UTF8.self)
    }

    func testNotifier_speaksToPathsAndAbstractNames() throws {
        for name in ["/tmp/rota-notify-\(getpid())", "@rota-notify-\(getpid())"] {
            let descriptor = try manager(name)
            defer {
                close(descriptor)
                unlink(name)
            }
            let notifier = try XCTUnwrap(SystemdNotifier(environment: ["NOTIFY_SOCKET": name]))
            notifier.ready("Listening\non 8080.")
            XCTAssertEqual(next(descriptor), "READY=1\nSTATUS=Listening on 8080.\nMAINPID=\(getpid())")
            notifier.alive()
            XCTAssertEqual(next(descriptor), "WATCHDOG=1")
            notifier.reloading()
            XCTAssertNotNil(next(descriptor).wholeMatch(of: #/RELOADING=1\nMONOTONIC_USEC=\d{5,}/#))
            notifier.stopping()
            XCTAssertTrue(next(descriptor).hasPrefix("STOPPING=1\n"))
            XCTAssertNil(notifier.watchdogInterval)
        }
    }

    func testNotifier_isNotThereWhereNobodyListens() {
        for name in [nil, "", "relative", "/" + String(repeating: "x", count: 200)] {
            XCTAssertNil(SystemdNotifier(environment: name.map { ["NOTIFY_SOCKET": $0] } ?? [:]), name ?? "none")
        }
        SystemdNotifier(environment: ["NOTIFY_SOCKET": "/nobody/listens"])?.ready("dropped")
    }

    func testWatchdog_isForTheProcessThatItNames() {
        for (span, pid, wanted) in [("30000000", "7", 15_000_000), ("30000000", nil, 15_000_000), ("30000000", "8", nil), ("x", "7", nil), ("0", "7", nil), ("-5", "7", nil)] as [(String, String?, Int?)] {
            var environment = ["NOTIFY_SOCKET": "@x", "WATCHDOG_USEC": span]
            environment["WATCHDOG_PID"] = pid
            XCTAssertEqual(SystemdNotifier(environment: environment, process: 7)?.watchdogInterval, wanted, "\(span) \(pid ?? "none")")
        }
    }

    func testWatchdog_isSilentWhileTheServerIs() {
        let asked = DispatchSemaphore(value: 0), signs = expectation(description: "a sign of life")
        signs.assertForOverFulfill = false
        let dead = Watchdog(interval: 1_000, isAlive: { asked.signal(); return false }, sign: { XCTFail("no sign of life is due") })
        for _ in 0..<3 { asked.wait() }
        dead.stop()
        let alive = Watchdog(interval: 1_000, isAlive: { true }, sign: { signs.fulfill() })
        wait(for: [signs], timeout: 20)
        alive.stop()
    }

    private func listening(_ type: Int32 = Int32(SOCK_STREAM.rawValue), listens: Bool = true) -> Int32 {
        let descriptor = socket(AF_INET, type, 0)
        if listens { XCTAssertEqual(listen(descriptor, 1), 0) }
        return descriptor
    }

    private func take(_ start: Int32, count: String = "1", pid: String = "7", names: String? = nil) throws -> [SystemdSocket] {
        var environment = ["LISTEN_PID": pid, "LISTEN_FDS": count]
        environment["LISTEN_FDNAMES"] = names
        return try SystemdSockets.take(environment: environment, process: 7, start: start)
    }

    func testSockets_areTakenWhenTheyListen() throws {
        let descriptor = listening()
        defer { close(descriptor) }
        setenv("LISTEN_FDS", "1", 1)
        XCTAssertEqual(try take(descriptor, names: "web"), [SystemdSocket(descriptor: descriptor, name: "web")])
        XCTAssertNil(getenv("LISTEN_FDS"), "no child is to take them for its own")
        XCTAssertEqual(fcntl(descriptor, F_GETFD) & FD_CLOEXEC, FD_CLOEXEC)
        XCTAssertEqual(fcntl(descriptor, F_GETFL) & O_NONBLOCK, O_NONBLOCK)
        XCTAssertEqual(try take(descriptor), [SystemdSocket(descriptor: descriptor, name: "unknown")])
        for (count, pid) in [("1", "8"), ("0", "7"), ("x", "7"), ("-1", "7")] { XCTAssertEqual(try take(descriptor, count: count, pid: pid), []) }
        XCTAssertEqual(try SystemdSockets.take(environment: [:]), [])
    }

    func testSockets_thatDoNotListenAreRefused() {
        for descriptor in [listening(listens: false), listening(Int32(SOCK_DGRAM.rawValue), listens: false), open("/dev/null", O_RDONLY)] {
            XCTAssertThrowsError(try take(descriptor)) { XCTAssertTrue("\($0)".contains("is no stream socket that listens"), "\($0)") }
            close(descriptor)
        }
        XCTAssertThrowsError(try take(3, count: "100000"))
    }

    /// systemd's own reading of the units, where unknown names and values are faults.
    func testUnits_satisfySystemd() throws {
        try verify("--backup", units: ["rota.service", "rota-backup.service", "rota-backup.timer"])
        let sockets = ["rota.service", "rota.socket", "rota-https.socket", "rota-redirect.socket"]
        try verify("--socket", "--listen=unix:/run/rota/rota.sock", "--socket-tls=0.0.0.0:443", "--socket-redirect=[::]:80", units: sockets)
    }

    private func verify(_ options: String..., units: [String]) throws {
        XCTAssertEqual(try rota(words: ["systemd", "--user", "root", "--output", folder.path] + options).status, 0)
        let units = units.map { path($0) }
        let tool = "/usr/bin/systemd-analyze"
        guard FileManager.default.isExecutableFile(atPath: tool) else { return XCTFail("systemd-analyze is missing: apt-get install systemd") }
        let process = Process(), pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: tool)
        process.arguments = ["verify", "--man=no"] + units
        process.standardError = pipe
        try process.run()
        let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        // It also reads the machine's own units, of which we know nothing.
        let ours = said.split(separator: "\n").filter { $0.contains("rota") }
        XCTAssertEqual(ours, [], said)
        XCTAssertEqual(process.terminationStatus, 0, said)
    }

    func testUnits_sayWhatWasAskedFor() throws {
        let run = try rota("systemd", "--user", "elm", "--data", "/srv/rota", "--listen", "unix:/run/rota.sock", "--socket")
        XCTAssertEqual(run.status, 0, run.errors)
        for line in [
            "User=elm", "ReadWritePaths=/srv/rota", "Environment=ROTA_DATA=/srv/rota ROTA_LISTEN=unix:/run/rota.sock", "ListenStream=/run/rota.sock", "Requires=rota.socket", "Type=notify",
            "MemoryDenyWriteExecute=yes", "ProtectSystem=strict", "Restart=on-failure", "TimeoutStopSec=30",
        ] {
            XCTAssertTrue(run.output.contains("\n\(line)\n"), line)
        }
        let plain = try rota("systemd").output
        for line in ["StateDirectory=rota", "RuntimeDirectory=rota", "Environment=ROTA_DATA=/var/lib/rota"] {
            XCTAssertTrue(plain.contains("\n\(line)\n"), "\(line): ROTA_LISTEN is the settings' file's, and unix:/run/rota/rota.sock can be made")
        }
        for (option, value) in [
            ("--user", "a b"), ("--user", ""), ("--data", "relative"), ("--data", "/a b"), ("--data", "/a\nExecStart=/bin/sh"), ("--listen", "8080"), ("--listen", "unix:x"), ("--socket-tls", "443"), ("--socket-tls", "unix:/run/x"), ("--socket-redirect", "rota.example:80"),
        ] {
            XCTAssertEqual(try rota("systemd", "\(option)=\(value)").status, 2, "\(option)=\(value)")
        }
    }

    /// A Unix socket of systemd's would otherwise be root's and open to everybody; when the service stops, its RuntimeDirectory would take the socket with it.
    func testSocketUnits_haveTheirRightsAndNames() throws {
        XCTAssertEqual(try rota("systemd", "--listen=unix:/run/rota/rota.sock", "--socket", "--socket-tls=0.0.0.0:443", "--socket-redirect=0.0.0.0:80", "--output", folder.path).status, 0)
        let service = try text(path("rota.service"))
        let units = "rota.socket rota-https.socket rota-redirect.socket"
        for line in ["After=network-online.target \(units)", "Requires=\(units)", "Sockets=\(units)"] { XCTAssertTrue(service.contains("\n\(line)\n"), line) }
        XCTAssertFalse(service.contains("RuntimeDirectory"))
        for (unit, lines) in [
            ("rota", ["ListenStream=/run/rota/rota.sock", "SocketUser=rota", "SocketGroup=rota", "SocketMode=0660", "FileDescriptorName=http"]),
            ("rota-https", ["ListenStream=0.0.0.0:443", "FileDescriptorName=https"]), ("rota-redirect", ["ListenStream=0.0.0.0:80", "FileDescriptorName=redirect"]),
        ] {
            let socket = try text(path("\(unit).socket"))
            for line in lines + ["Service=rota.service"] { XCTAssertTrue(socket.contains("\n\(line)\n"), "\(unit): \(line)") }
            XCTAssertEqual(socket.contains("SocketMode"), unit == "rota")
        }
    }

    /// ProtectHome= hides /home and /root; a unit has none of the environment of whoever made it.
    func testUnits_findTheProgramsFiles() throws {
        let make = { (program: String, share: String?) in try SystemdUnits(program: program, user: "rota", data: "/var/lib/rota", listen: nil, share: share) }
        let units = try make("/usr/local/bin/rota", "/opt/rota")
        for file in [units.service, units.backupService] { XCTAssertTrue(file.text.contains("\nEnvironment=ROTA_SHARE=/opt/rota\n"), file.name) }
        XCTAssertNil(units.warning)
        XCTAssertFalse(try make("/usr/local/bin/rota", nil).service.text.contains("ROTA_SHARE"))
        for (program, share) in [("/root/rota", nil), ("/home/elm/rota", nil), ("/usr/bin/rota", "/home/elm/rota")] {
            XCTAssertTrue(try XCTUnwrap(make(program, share).warning).contains("\(share ?? program) lies there"))
        }
        XCTAssertThrowsError(try make("/usr/bin/rota", "/a b"))
    }

    func testHealthcheck_asksTheRunningProgram() throws {
        let server = Server(hooks: ServerHooks { $0.target == "/healthz" ? .text("ok\n") : Response(.notFound) })
        let address = try XCTUnwrap(server.start(on: [ListenAddress(host: "127.0.0.1", port: 0)]).first)
        XCTAssertEqual(try rota("healthcheck", settings: ["ROTA_LISTEN": "\(address)"]).status, 0)
        XCTAssertEqual(try rota("healthcheck", "--listen", "0.0.0.0:\(address.port)").status, 0, "every address is this machine's too")
        server.stop()
        let run = try rota("healthcheck", "--listen", "\(address)")
        XCTAssertEqual(run.status, 1)
        XCTAssertEqual(run.errors, "rota: The program is not well: nobody takes a connection on \(address): Connection refused.\n")
        let broken = Server(hooks: ServerHooks { _ in Response(.serviceUnavailable) })
        let other = try XCTUnwrap(broken.start(on: [ListenAddress(host: "127.0.0.1", port: 0)]).first)
        XCTAssertEqual(HealthProbe.failure(listen: "\(other)"), "it answered HTTP/1.1 503 Service Unavailable")
        broken.stop()
        XCTAssertNotNil(HealthProbe.failure(listen: "unix:\(path("no.sock"))"))
    }
}
