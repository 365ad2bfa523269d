import Glibc

/// A listening socket that the service manager opened for us (sd_listen_fds(3)).
struct SystemdSocket: Equatable {
    let descriptor: Int32
    /// `FileDescriptorName=` of its unit, or the unit's own name; "unknown" where the service manager tells none.
    let name: String

    enum Purpose {
        case plain, secure, redirect
    }

    /// What its name says that it is for. A name that says nothing is refused: what was meant for TLS must not be answered in the clear.
    func purpose() throws(Failure) -> Purpose {
        switch name {
        case "http", "rota.socket", "unknown": return .plain
        case "https": return .secure
        case "redirect": return .redirect
        default: throw Failure("The service manager passed a socket named \"\(name)\". Write FileDescriptorName=http, https or redirect in its unit, to say what it is for.")
        }
    }
}

/// Socket activation without systemd's library.
enum SystemdSockets {
    /// sd_listen_fds(3): the first one that is passed.
    static let first: Int32 = 3

    /// The sockets passed to this process, each checked to be a stream that listens; none where they are another's. From then on no child
    /// inherits them, nor the variables that tell of them.
    /// - Parameters:
    ///   - process: this process's id, which `LISTEN_PID` must be.
    ///   - start: the first descriptor; another in tests.
    static func take(environment: [String: String], process: Int32 = getpid(), start: Int32 = first) throws(Failure) -> [SystemdSocket] {
        guard environment["LISTEN_PID"] == String(process), let count = environment["LISTEN_FDS"].flatMap({ Int32($0) }), count > 0 else { return [] }
        guard count <= 64 else { throw Failure("LISTEN_FDS is \(count): that many sockets can't be meant. Look at the socket unit.") }
        let names = (environment["LISTEN_FDNAMES"] ?? "").split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        for variable in ["LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"] { unsetenv(variable) }
        var sockets: [SystemdSocket] = []
        for place in 0..<Int(count) {
            let descriptor = start + Int32(place)
            guard isListeningStream(descriptor) else {
                throw Failure("Descriptor \(descriptor), which the service manager passed, is no stream socket that listens. Write ListenStream= and Accept=no in the socket unit.")
            }
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
            let name = names.indices.contains(place) ? names[place] : ""
            sockets.append(SystemdSocket(descriptor: descriptor, name: name.isEmpty ? "unknown" : name))
        }
        return sockets
    }

    private static func isListeningStream(_ descriptor: Int32) -> Bool {
        option(SO_TYPE, of: descriptor) == Int32(SOCK_STREAM.rawValue) && option(SO_ACCEPTCONN, of: descriptor) == 1
    }

    private static func option(_ name: Int32, of descriptor: Int32) -> Int32? {
        var value: Int32 = 0, length = socklen_t(MemoryLayout<Int32>.size)
        return getsockopt(descriptor, SOL_SOCKET, name, &value, &length) == 0 ? value : nil
    }
}
