import CLinux
import Glibc

/// What a socket has told.
struct SocketNews: Sendable, OptionSet {
    let rawValue: UInt32

    static let readable = SocketNews(rawValue: EPOLLIN.rawValue)
    /// The peer has sent its last byte, or the connection is broken; what it sent before may still be unread.
    static let ending = SocketNews(rawValue: EPOLLRDHUP.rawValue | EPOLLHUP.rawValue | EPOLLERR.rawValue)

    var saysEnding: Bool { !isDisjoint(with: .ending) }
}

/// The kernel's list of waiting sockets.
final class Epoll: Sendable {
    private let descriptor: Int32

    /// Nil when the system has no descriptor left.
    init?() {
        descriptor = epoll_create1(Int32(EPOLL_CLOEXEC))
        if descriptor < 0 { return nil }
    }

    deinit { close(descriptor) }

    /// Watches a descriptor for reading: told again and again for as long as there is something to read.
    func watch(_ watched: Int32) { control(EPOLL_CTL_ADD, watched, EPOLLIN.rawValue) }

    func unwatch(_ watched: Int32) { control(EPOLL_CTL_DEL, watched, 0) }

    /// Watches a connection for life: each change is told once (edge-triggered), so that no request costs a call to arm it again. Whoever is told
    /// must read and write until the socket has had enough, or remember that it hasn't. False when the kernel refuses, which it does for want of memory.
    func add(_ added: Int32) -> Bool {
        control(EPOLL_CTL_ADD, added, EPOLLIN.rawValue | EPOLLOUT.rawValue | EPOLLRDHUP.rawValue | EPOLLET.rawValue)
    }

    /// Calls `body` with each descriptor that has something to tell, after waiting at most so many milliseconds (-1: for ever).
    func wait(milliseconds: Int32, into buffer: UnsafeMutableBufferPointer<epoll_event>, _ body: (Int32, SocketNews) -> Void) {
        let count = epoll_wait(descriptor, buffer.baseAddress, Int32(buffer.count), milliseconds)
        guard count > 0 else { return }
        for event in buffer.prefix(Int(count)) { body(event.data.fd, SocketNews(rawValue: event.events)) }
    }

    @discardableResult
    private func control(_ operation: Int32, _ target: Int32, _ events: UInt32) -> Bool {
        var event = epoll_event()
        event.events = events
        event.data.fd = target
        return epoll_ctl(descriptor, operation, target, &event) == 0
    }
}

/// Wakes a poller from another thread.
final class Wakeup: Sendable {
    let descriptor: Int32

    /// Nil when the system has no descriptor left.
    init?() {
        descriptor = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
        if descriptor < 0 { return nil }
    }

    deinit { close(descriptor) }

    func signal() { eventfd_write(descriptor, 1) }

    func clear() {
        var value: eventfd_t = 0
        eventfd_read(descriptor, &value)
    }
}
