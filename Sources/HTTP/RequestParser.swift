/// Reads HTTP/1 requests (RFC 9112) from bytes as they come, in pieces of any size, and refuses whatever two readers could read differently.
///
/// Feed it with `append`, then call `next` until it gives `.needsMore`. After an error it gives that error for ever.
package struct RequestParser: Sendable {
    /// What a request may measure.
    package struct Limits: Sendable {
        /// Without its CRLF; beyond that 414 (RFC 9112 §3, which asks for 8,000 at least), or 501 where the method alone is too long.
        package var maximumRequestLineBytes = 8_224
        /// Beyond that 414 (RFC 9110 §15.5.15).
        package var maximumTargetBytes = 8_192
        /// Request line and fields together, with all line ends; beyond that 431 (RFC 6585 §5).
        package var maximumHeadBytes = 32_768
        /// Beyond that 431.
        package var maximumFields = 100
        /// Of a body for which `limitBody` was not called; beyond that 413 (RFC 9110 §15.5.14).
        package var maximumBodyBytes = 1_048_576
        /// Of all extensions of a chunked body; beyond that 413 (RFC 9112 §7.1.1).
        package var maximumChunkExtensionBytes = 4_096
        /// Of all fields after a chunked body, with their line ends; beyond that 431.
        package var maximumTrailerBytes = 4_096

        package init() {}
    }

    package enum Event: Sendable {
        case needsMore
        /// A head whose body is still to come: the moment for `limitBody` and for `100 Continue`. Given once a request.
        case head(Request)
        /// A complete request.
        case request(Request)
    }

    /// How far the next request has come, which decides the deadline that applies to it.
    package enum Progress: Sendable, Equatable {
        case idle
        case head
        case body(received: Int)
    }

    private let limits: Limits
    private var buffer: [UInt8] = []
    /// The first byte not yet consumed.
    private var start = 0
    private var emptyLines = 0
    private var head = RequestHead()
    private var pending: Request?
    private var decoder = BodyDecoder(.none, limits: Limits())
    private var failure: HTTPParseError?

    package init(limits: Limits = Limits()) { self.limits = limits }

    package var progress: Progress {
        if pending != nil { return .body(received: decoder.body.count) }
        return start == buffer.count ? .idle : .head
    }

    /// Bytes kept for requests that are not complete.
    package var bufferedBytes: Int { buffer.count - start + decoder.body.count }

    /// Whether bytes have come beyond what was consumed.
    package var hasUnreadBytes: Bool { start < buffer.count }

    package mutating func append(_ bytes: UnsafeRawBufferPointer) {
        makeRoom()
        buffer.append(contentsOf: bytes)
    }

    package mutating func append(_ bytes: some Collection<UInt8>) {
        makeRoom()
        buffer.append(contentsOf: bytes)
    }

    /// Gives back the memory of a buffer that a large request left, once nothing is in it.
    package mutating func releaseMemory() {
        guard start == buffer.count, buffer.capacity > 4_096 else { return }
        buffer = []
        start = 0
    }

    /// Sets the largest body for the request whose head was given last; throws 413 when it has announced more.
    package mutating func limitBody(to count: Int) throws(HTTPParseError) {
        do {
            try decoder.limit(to: count)
        } catch {
            failure = error
            throw error
        }
    }

    package mutating func next() throws(HTTPParseError) -> Event {
        if let failure { throw failure }
        do {
            return try pending == nil ? readHead() : readBody()
        } catch {
            failure = error
            throw error
        }
    }

    private mutating func makeRoom() {
        if start == buffer.count {
            buffer.removeAll(keepingCapacity: true)
            start = 0
        } else if start > 16_384 {
            buffer.removeSubrange(..<start)
            start = 0
        }
    }

    private mutating func readBody() throws(HTTPParseError) -> Event {
        guard try decoder.take(buffer, from: &start), var request = pending else {
            // A body that stands still is kept once, not here too.
            releaseMemory()
            return .needsMore
        }
        request.body = decoder.takeBody()
        pending = nil
        return .request(request)
    }

    private mutating func readHead() throws(HTTPParseError) -> Event {
        guard try skipEmptyLines(), let end = try head.read(buffer, from: start, limits: limits) else { return .needsMore }
        let (request, framing) = try head.finish(Array(buffer[start..<start + end]))
        head = RequestHead()
        start += end
        emptyLines = 0
        guard framing != .none else { return .request(request) }
        pending = request
        decoder = BodyDecoder(framing, limits: limits)
        return .head(request)
    }

    /// Empty lines before a request line are let pass (RFC 9112 §2.2), two at most. False when it can't yet be told.
    private mutating func skipEmptyLines() throws(HTTPParseError) -> Bool {
        guard !head.hasBegun else { return true }
        while start < buffer.count, buffer[start] == ASCII.carriageReturn {
            guard start + 1 < buffer.count else { return false }
            guard buffer[start + 1] == ASCII.lineFeed, emptyLines < 2 else { throw .malformed("request line") }
            start += 2
            emptyLines += 1
        }
        guard start < buffer.count else { return false }
        // Told at once, so that TLS spoken to a plain port is not waited for until the deadline.
        guard ASCII.isToken(buffer[start]) else { throw .malformed("request line") }
        return true
    }
}
