import Glibc

/// Tells the service manager how the program fares (sd_notify(3)), by a datagram and without its library.
struct SystemdNotifier: Sendable {
    private let address: sockaddr_un
    private let length: socklen_t
    /// Between two signs of life, in microseconds: half of what the manager asks for; nil where it asks for none.
    let watchdogInterval: Int?

    /// Nil where nobody wants to hear: no `NOTIFY_SOCKET`, or none that can be.
    /// - Parameter process: this process's id, for which `WATCHDOG_PID` must be.
    init?(environment: [String: String], process: Int32 = getpid()) {
        guard let name = environment["NOTIFY_SOCKET"], let first = name.utf8.first, first == UInt8(ascii: "/") || first == UInt8(ascii: "@") else { return nil }
        var bytes = Array(name.utf8)
        // An abstract name begins with a NUL and ends with its length (unix(7)).
        if first == UInt8(ascii: "@") { bytes[0] = 0 } else { bytes.append(0) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        guard bytes.count <= MemoryLayout.size(ofValue: address.sun_path) else { return nil }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        self.address = address
        length = socklen_t(MemoryLayout<sockaddr_un>.offset(of: \.sun_path).map { $0 + bytes.count } ?? 0)
        watchdogInterval = SystemdNotifier.watchdogInterval(environment, process)
    }

    private static func watchdogInterval(_ environment: [String: String], _ process: Int32) -> Int? {
        guard let span = environment["WATCHDOG_USEC"].flatMap({ Int($0) }), span > 1 else { return nil }
        if let pid = environment["WATCHDOG_PID"], pid != String(process) { return nil }
        return span / 2
    }

    /// Connections are taken.
    func ready(_ status: String) { send("READY=1\nSTATUS=\(oneLine(status))\nMAINPID=\(getpid())") }

    /// Settings are being read again; `ready` follows.
    func reloading() {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        send("RELOADING=1\nMONOTONIC_USEC=\(now.tv_sec * 1_000_000 + now.tv_nsec / 1_000)")
    }

    func stopping() { send("STOPPING=1\nSTATUS=Finishing requests under way.") }

    /// A sign of life.
    func alive() { send("WATCHDOG=1") }

    private func oneLine(_ text: String) -> String { text.split(whereSeparator: \.isNewline).joined(separator: " ") }

    /// Dropped where the manager does not take it: that is its own affair.
    private func send(_ text: String) {
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        var address = address
        let bytes = Array(text.utf8)
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { _ = sendto(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL), $0, length) }
        }
    }
}
