import Glibc

/// A pthread mutex; pthread's own, so that ThreadSanitizer sees what it orders.
///
/// `@unchecked Sendable`: a pthread mutex is made to be shared, and its memory is fixed until `deinit`.
package final class Lock: @unchecked Sendable {
    @usableFromInline let mutex: UnsafeMutablePointer<pthread_mutex_t>

    package init() {
        mutex = .allocate(capacity: 1)
        mutex.initialize(to: pthread_mutex_t())
        pthread_mutex_init(mutex, nil)
    }

    deinit {
        pthread_mutex_destroy(mutex)
        mutex.deallocate()
    }

    @inlinable package func withLock<Value>(_ body: () throws -> Value) rethrows -> Value {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return try body()
    }
}

/// Wakes who waits, under a `Lock`, for something to become so. Who waits holds the lock, lets go of it meanwhile, and has it again at the end.
///
/// `@unchecked Sendable`: as for the lock.
package final class Condition: @unchecked Sendable {
    @usableFromInline let condition: UnsafeMutablePointer<pthread_cond_t>

    package init() {
        condition = .allocate(capacity: 1)
        condition.initialize(to: pthread_cond_t())
        var attributes = pthread_condattr_t()
        pthread_condattr_init(&attributes)
        // Setting the clock of the wall neither shortens nor lengthens a wait.
        pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        pthread_cond_init(condition, &attributes)
        pthread_condattr_destroy(&attributes)
    }

    deinit {
        pthread_cond_destroy(condition)
        condition.deallocate()
    }

    /// Waits until somebody wakes, or for no reason at all.
    @inlinable package func wait(_ lock: Lock) { pthread_cond_wait(condition, lock.mutex) }

    /// Waits until `isSo`, which is asked again after each waking, for so long at the most; then false.
    package func wait(_ lock: Lock, atMost duration: Duration, until isSo: () -> Bool) -> Bool {
        var end = timespec()
        clock_gettime(CLOCK_MONOTONIC, &end)
        end.tv_sec += Int(duration.components.seconds)
        end.tv_nsec += Int(duration.components.attoseconds / 1_000_000_000)
        if end.tv_nsec >= 1_000_000_000 { (end.tv_sec, end.tv_nsec) = (end.tv_sec + 1, end.tv_nsec - 1_000_000_000) }
        while !isSo() {
            if pthread_cond_timedwait(condition, lock.mutex, &end) == ETIMEDOUT { return isSo() }
        }
        return true
    }

    @inlinable package func wakeOne() { pthread_cond_signal(condition) }

    @inlinable package func wakeAll() { pthread_cond_broadcast(condition) }
}
