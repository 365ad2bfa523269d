import Glibc
import Locks

/// Looks up hosts' addresses, within our deadline and broken off when we are: the system's resolver (`getaddrinfo`) knows its own only, and can't be stopped.
///
/// So it is asked on a thread of its own, which is left behind when time is up. Who asks for the same meanwhile gets that thread's answer: however often
/// a server is tried, one thread at the most waits for its addresses.
final class NameLookup: Sendable {
    struct Place: Hashable, Sendable {
        let host: String
        let port: Int
    }

    /// What a socket is connected to.
    struct Address: Equatable, Sendable {
        let family: Int32
        /// A `sockaddr` of that family, port included.
        let bytes: [UInt8]
    }

    enum Answer: Equatable, Sendable {
        /// At least one, in the order in which they are to be tried.
        case found([Address])
        /// Why there are none, in words.
        case nowhere(String)
    }

    private let resolve: @Sendable (Place) -> Answer
    private let underWay = Monitor<[Place: Monitor<Answer?>]>([:])

    static let system = NameLookup(resolve: NameLookup.askSystem)

    /// - Parameter resolve: asked on a thread of its own; may take for ever.
    init(resolve: @escaping @Sendable (Place) -> Answer) { self.resolve = resolve }

    /// The addresses of a name, or the one that `host` writes out.
    func addresses(of host: String, _ port: Int, milliseconds: Int, _ watch: Watch) throws(NetworkStream.Trouble) -> [Address] {
        guard let coming = ask(Place(host: host, port: port)) else { throw .unknown(host, "this machine has no thread left to do it") }
        let deadline = Deadline(milliseconds: milliseconds)
        while true {
            if watch.isCancelled() { throw .cancelled }
            let left = deadline.milliseconds
            switch coming.wait(atMost: .milliseconds(min(left, 200)), { $0 }) {
            case .found(let addresses): return addresses
            case .nowhere(let why): throw .unknown(host, why)
            case nil where left == 0: throw .unknown(host, "there was no answer within \(max(1, milliseconds / 1_000)) seconds")
            case nil: continue
            }
        }
    }

    /// Nil when the system has no thread left.
    private func ask(_ place: Place) -> Monitor<Answer?>? {
        underWay.withLock { underWay in
            if let coming = underWay[place] { return coming }
            let coming = Monitor<Answer?>(nil)
            let isStarted = PlainThread.start(stackBytes: 1 << 20) { [self] in
                let answer = resolve(place)
                self.underWay.withLock { $0[place] = nil }
                coming.change { $0 = answer }
            }
            guard isStarted else { return nil }
            underWay[place] = coming
            return coming
        }
    }

    private static func askSystem(_ place: Place) -> Answer {
        var hints = addrinfo(), list: UnsafeMutablePointer<addrinfo>?
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        let code = getaddrinfo(place.host, String(place.port), &hints, &list)
        guard code == 0 else { return .nowhere(code == EAI_SYSTEM ? NetworkStream.reason(errno) : String(cString: gai_strerror(code))) }
        defer { freeaddrinfo(list) }
        var addresses: [Address] = [], entry = list
        while let found = entry?.pointee {
            entry = found.ai_next
            guard let address = found.ai_addr else { continue }
            addresses.append(Address(family: found.ai_family, bytes: Array(UnsafeRawBufferPointer(start: address, count: Int(found.ai_addrlen)))))
        }
        return addresses.isEmpty ? .nowhere("it has no address") : .found(addresses)
    }
}
