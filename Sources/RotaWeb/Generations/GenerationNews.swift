import HTTP
import Synchronization

/// Tells the browsers that follow a generation when there is something new to fetch, by server-sent events (WHATWG HTML §9.2).
///
/// An event says no more than that: the page that it makes the browser fetch is looked up, and access to it checked, as always.
package final class GenerationNews: Sendable {
    /// Of one generation; whoever comes later is answered that there is news, once, and asks again.
    static let followersLimit = 64

    private let followers = Mutex<[Int: [ResponseStream]]>([:])

    /// A stream that tells of this generation until it ends.
    func follow(_ id: Int) -> ResponseStream {
        let stream = ResponseStream(limit: 4_096)
        // A comment opens the stream on its way through proxies; the time is what a browser waits before it comes back, in milliseconds.
        stream.send(Array(": following\nretry: 2000\n\n".utf8))
        let isFollowing = followers.withLock { followers in
            let open = followers[id, default: []].filter(\.isOpen)
            guard open.count < Self.followersLimit else { return false }
            followers[id] = open + [stream]
            return true
        }
        if !isFollowing { Self.end(stream) }
        return stream
    }

    var followedCount: Int { followers.withLock { $0.count } }

    /// There is something new.
    func tell(_ id: Int) {
        for stream in followers.withLock({ $0[id] ?? [] }) { stream.send(Self.event) }
    }

    /// Nothing more will come of this generation.
    func end(_ id: Int) {
        for stream in followers.withLock({ $0.removeValue(forKey: id) ?? [] }) { Self.end(stream) }
    }

    /// Says that there is news, for the last time.
    private static func end(_ stream: ResponseStream) {
        stream.send(event)
        stream.finish()
    }

    // An event without data is none.
    private static let event = Array("data: changed\n\n".utf8)
}
