/// Gathers a request's body from the bytes that follow its head (RFC 9112 §6 and §7.1), never more than its limit.
struct BodyDecoder {
    private enum Stage {
        case length(remaining: Int)
        case chunkSize
        case chunkData(remaining: Int)
        case chunkEnd
        case trailers
        case done
    }

    private var stage: Stage
    private var limit: Int
    /// What may still come, in bytes, over the whole body: RFC 9112 §7.1.1 asks for a bound on extensions in all.
    private var extensionBytesLeft: Int
    private var trailerBytesLeft: Int
    private(set) var body: [UInt8] = []

    init(_ framing: BodyFraming, limits: RequestParser.Limits) {
        switch framing {
        case .none: stage = .done
        case .length(let count): stage = .length(remaining: count)
        case .chunked: stage = .chunkSize
        }
        limit = limits.maximumBodyBytes
        extensionBytesLeft = limits.maximumChunkExtensionBytes
        trailerBytesLeft = limits.maximumTrailerBytes
    }

    /// Sets the limit before any byte of the body is taken.
    mutating func limit(to count: Int) throws(HTTPParseError) {
        limit = max(0, count)
        if case .length(let remaining) = stage {
            guard remaining <= limit else { throw HTTPParseError(.contentTooLarge, "Content-Length above the limit") }
            // What is merely claimed gets no memory beforehand.
            body.reserveCapacity(min(remaining, 65_536))
        }
    }

    mutating func takeBody() -> [UInt8] {
        defer { body = [] }
        return body
    }

    /// Takes bytes from `start`, which it moves on; true when the body is whole.
    mutating func take(_ buffer: [UInt8], from start: inout Int) throws(HTTPParseError) -> Bool {
        while true {
            switch stage {
            case .done:
                return true
            case .length(let remaining):
                guard remaining <= limit - body.count else { throw HTTPParseError(.contentTooLarge, "Content-Length above the limit") }
                let count = move(buffer, &start, atMost: remaining)
                stage = count == remaining ? .done : .length(remaining: remaining - count)
                if count < remaining { return false }
            case .chunkData(let remaining):
                let count = move(buffer, &start, atMost: remaining)
                stage = count == remaining ? .chunkEnd : .chunkData(remaining: remaining - count)
                if count < remaining { return false }
            case .chunkEnd:
                guard try takeLineEnd(buffer, &start) else { return false }
                stage = .chunkSize
            case .chunkSize:
                let longest = ChunkLine.maximumDigits + extensionBytesLeft
                guard let line = try line(buffer, &start, limit: longest, .contentTooLarge) else { return false }
                try beginChunk(try ChunkLine(buffer[line]))
            case .trailers:
                guard let line = try line(buffer, &start, limit: max(0, trailerBytesLeft - 2), .fieldsTooLarge) else { return false }
                guard !line.isEmpty else { return endTrailers() }
                try Trailer.check(buffer[line])
                trailerBytesLeft -= line.count + 2
            }
        }
    }

    private mutating func beginChunk(_ line: ChunkLine) throws(HTTPParseError) {
        guard line.extensionBytes <= extensionBytesLeft else { throw HTTPParseError(.contentTooLarge, "chunk extensions above the limit") }
        guard line.size <= limit - body.count else { throw HTTPParseError(.contentTooLarge, "chunks above the limit") }
        extensionBytesLeft -= line.extensionBytes
        stage = line.size == 0 ? .trailers : .chunkData(remaining: line.size)
    }

    private mutating func endTrailers() -> Bool {
        stage = .done
        return true
    }

    private mutating func move(_ buffer: [UInt8], _ start: inout Int, atMost count: Int) -> Int {
        let taken = min(count, buffer.count - start)
        body.append(contentsOf: buffer[start..<start + taken])
        start += taken
        return taken
    }

    private func takeLineEnd(_ buffer: [UInt8], _ start: inout Int) throws(HTTPParseError) -> Bool {
        guard start < buffer.count else { return false }
        guard buffer[start] == ASCII.carriageReturn else { throw .malformed("end of chunk") }
        guard start + 1 < buffer.count else { return false }
        guard buffer[start + 1] == ASCII.lineFeed else { throw .malformed("end of chunk") }
        start += 2
        return true
    }

    /// The next line without its CRLF, of at most `limit` bytes; nil until it has all come.
    private func line(_ buffer: [UInt8], _ start: inout Int, limit: Int, _ tooLong: Status) throws(HTTPParseError) -> Range<Int>? {
        let lineFeed = ByteSearch.first(ASCII.lineFeed, in: buffer.span, from: start, to: buffer.count)
        // One more for the CR. Size first: in pieces, the line's end would come after its excess.
        guard (lineFeed ?? buffer.count) - start <= limit + 1 else { throw HTTPParseError(tooLong, "line in chunked body too long") }
        guard let end = lineFeed else { return nil }
        guard end > start, buffer[end - 1] == ASCII.carriageReturn else { throw .malformed("line in chunked body") }
        defer { start = end + 1 }
        return start..<end - 1
    }
}
