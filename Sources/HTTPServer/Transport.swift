import CLinux
import Glibc

/// What a transfer waits for.
enum Interest: Sendable {
    case read
    case write
}

/// What came of moving bytes over a connection without waiting.
enum Transfer: Sendable, Equatable {
    case moved(Int)
    /// Nothing can be moved until the socket tells of this.
    case mustWait(Interest)
    /// The peer has sent its last byte.
    case ended
    case failed
}

/// How a connection's bytes travel.
enum Transport: Sendable {
    case plain(Int32)
    case secure(TLSConnection)

    var descriptor: Int32 {
        switch self {
        case .plain(let descriptor): descriptor
        case .secure(let connection): connection.descriptor
        }
    }

    var isSecure: Bool {
        switch self {
        case .plain: false
        case .secure: true
        }
    }

    /// Bytes that libssl keeps of an unfinished handshake.
    var handshakeBytes: Int {
        switch self {
        case .plain: 0
        case .secure(let connection): connection.handshakeBytes
        }
    }

    /// What went wrong with TLS, in libssl's words; nil where it did not, or the peer just vanished.
    var failure: String? {
        switch self {
        case .plain: nil
        case .secure(let connection): connection.failure
        }
    }

    /// Whether a read of `count` bytes, where there was room for `capacity`, may have left some.
    func mayHoldMore(after count: Int, of capacity: Int) -> Bool {
        switch self {
        case .plain: count == capacity
        // One record comes at a time, and libssl keeps what it has read of the next.
        case .secure: true
        }
    }

    func receive(into buffer: UnsafeMutableRawBufferPointer) -> Transfer {
        switch self {
        case .plain(let descriptor):
            let count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
            return count == 0 ? .ended : outcome(count, waitingFor: .read)
        case .secure(let connection): return connection.receive(into: buffer)
        }
    }

    /// `more` says that further bytes of the same answer follow at once.
    func send(_ bytes: UnsafeRawBufferPointer, more: Bool) -> Transfer {
        switch self {
        case .plain(let descriptor):
            let flags = Int32(MSG_NOSIGNAL) | (more ? Int32(MSG_MORE) : 0)
            return outcome(Glibc.send(descriptor, bytes.baseAddress, bytes.count, flags), waitingFor: .write)
        case .secure(let connection): return connection.send(bytes)
        }
    }

    /// Moves a part of a file to the peer, inside the kernel when nothing must be encrypted; `.ended` when the file is shorter than expected.
    func send(file: Int32, offset: Int, count: Int) -> Transfer {
        switch self {
        case .plain(let descriptor):
            var position = off_t(offset)
            let moved = sendfile(descriptor, file, &position, count)
            return moved == 0 ? .ended : outcome(moved, waitingFor: .write)
        case .secure(let connection): return connection.send(file: file, offset: offset, count: count)
        }
    }

    /// Tells the peer that nothing more will come.
    func finishSending() {
        switch self {
        case .plain(let descriptor): shutdown(descriptor, Int32(SHUT_WR))
        case .secure(let connection): connection.finishSending()
        }
    }

    /// Bytes that were handed to the system and not yet taken by the peer's, as far as the system tells.
    var unacknowledged: Int {
        var count: Int32 = 0
        return ioctl(descriptor, UInt(TIOCOUTQ), &count) == 0 ? Int(count) : 0
    }

    /// Lets the system drop what it still holds for the peer when the connection is closed, and tell it so.
    func resetAtClose() {
        var abort = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &abort, socklen_t(MemoryLayout<linger>.size))
    }

    func close() {
        switch self {
        case .plain(let descriptor): Glibc.close(descriptor)
        case .secure(let connection): connection.close()
        }
    }

    private func outcome(_ count: Int, waitingFor interest: Interest) -> Transfer {
        if count >= 0 { return .moved(count) }
        return errno == EAGAIN || errno == EINTR ? .mustWait(interest) : .failed
    }
}
