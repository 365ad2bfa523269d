import Glibc

/// A mutex that knows its owner: a thread that asks for it twice is told so instead of waiting for itself for ever.
/// `@unchecked Sendable`: a pthread mutex is made to be shared, and its memory is fixed until `deinit`.
final class WriterLock: @unchecked Sendable {
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>

    init() {
        mutex = .allocate(capacity: 1)
        mutex.initialize(to: pthread_mutex_t())
        var attributes = pthread_mutexattr_t()
        pthread_mutexattr_init(&attributes)
        pthread_mutexattr_settype(&attributes, Int32(PTHREAD_MUTEX_ERRORCHECK))
        pthread_mutex_init(mutex, &attributes)
        pthread_mutexattr_destroy(&attributes)
    }

    deinit {
        pthread_mutex_destroy(mutex)
        mutex.deallocate()
    }

    /// Waits for the lock; false when this thread holds it already.
    func lock() -> Bool { pthread_mutex_lock(mutex) == 0 }

    func unlock() { pthread_mutex_unlock(mutex) }
}
