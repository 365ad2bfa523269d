import CLinux
import Glibc

/// What a waiting connection wants to hear of.
enum Interest: Sendable {
    case read
    case write

    fileprivate var events: UInt32 { (self == .read ? EPOLLIN.rawValue : EPOLLOUT.rawValue) | EPOLLONESHOT.rawValue }
}

/// The kernel's list of waiting sockets. Connections are armed for one event at a time, so that whoever got the event owns the connection.
final class Epoll: Sendable {
    private let descriptor: Int32

    /// Nil when the system has no descriptor left.
    init?() {
        descriptor = epoll_create1(Int32(EPOLL_CLOEXEC))
        if descriptor < 0 { return nil }
    }

    deinit { close(descriptor) }

    /// Watches a descriptor for reading, again and again.
    func watch(_ watched: Int32) { control(EPOLL_CTL_ADD, watched, EPOLLIN.rawValue) }

    func unwatch(_ watched: Int32) { control(EPOLL_CTL_DEL, watched, 0) }

    /// False when the kernel refuses, which it does for want of memory.
    @discardableResult
    func add(_ added: Int32, _ interest: Interest) -> Bool { control(EPOLL_CTL_ADD, added, interest.events) }

    @discardableResult
    func arm(_ armed: Int32, _ interest: Interest) -> Bool { control(EPOLL_CTL_MOD, armed, interest.events) }

    /// Calls `body` with each descriptor that has something to tell, after waiting at most so many milliseconds (-1: for ever).
    func wait(milliseconds: Int32, into buffer: UnsafeMutableBufferPointer<epoll_event>, _ body: (Int32) -> Void) {
        let count = epoll_wait(descriptor, buffer.baseAddress, Int32(buffer.count), milliseconds)
        guard count > 0 else { return }
        for event in buffer.prefix(Int(count)) { body(event.data.fd) }
    }

    @discardableResult
    private func control(_ operation: Int32, _ target: Int32, _ events: UInt32) -> Bool {
        var event = epoll_event()
        event.events = events
        event.data.fd = target
        return epoll_ctl(descriptor, operation, target, &event) == 0
    }
}

/// Wakes the poller from another thread.
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
