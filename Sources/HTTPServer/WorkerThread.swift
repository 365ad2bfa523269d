import Glibc

/// The worker that a handler runs on.
package enum WorkerThread {
    private static let key: pthread_key_t = {
        var key = pthread_key_t()
        pthread_key_create(&key, nil)
        return key
    }()

    /// The queue outlives the thread.
    static func belongs(to queue: JobQueue) { pthread_setspecific(key, Unmanaged.passUnretained(queue).toOpaque()) }

    /// For a handler that is going to wait, say for the disk: meanwhile another worker may be busy in its stead. On any other thread it just runs the body.
    package static func whileWaiting(_ body: () -> Void) {
        guard let own = pthread_getspecific(key) else { return body() }
        let queue = Unmanaged<JobQueue>.fromOpaque(own).takeUnretainedValue()
        queue.leave()
        body()
        queue.enter()
    }
}
