import Glibc

/// A pthread mutex; pthread's own, so that ThreadSanitizer sees what it orders.
///
/// `@unchecked Sendable`: a pthread mutex is made to be shared, and its memory is fixed until `deinit`.
final class PlainLock: @unchecked Sendable {
    fileprivate let mutex: UnsafeMutablePointer<pthread_mutex_t>

    init() {
        mutex = .allocate(capacity: 1)
        mutex.initialize(to: pthread_mutex_t())
        pthread_mutex_init(mutex, nil)
    }

    deinit {
        pthread_mutex_destroy(mutex)
        mutex.deallocate()
    }

    func withLock<Value>(_ body: () throws -> Value) rethrows -> Value {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return try body()
    }
}

/// Wakes who waits, under a `PlainLock`, for something to become so.
///
/// `@unchecked Sendable`: as for the lock.
final class WakeUp: @unchecked Sendable {
    private let condition: UnsafeMutablePointer<pthread_cond_t>

    init() {
        condition = .allocate(capacity: 1)
        condition.initialize(to: pthread_cond_t())
        pthread_cond_init(condition, nil)
    }

    deinit {
        pthread_cond_destroy(condition)
        condition.deallocate()
    }

    /// Lets go of the lock, which this thread must hold, until `isSo`.
    func wait(_ lock: PlainLock, until isSo: () -> Bool) {
        while !isSo() { pthread_cond_wait(condition, lock.mutex) }
    }

    func call() { pthread_cond_broadcast(condition) }
}
