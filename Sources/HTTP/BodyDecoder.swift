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
    private var trailerBytes = 0
    private(set) var body: [UInt8] = []

    private static let maximumChunkLine = 256
    private static let maximumTrailerBytes = 4_096

    init(_ framing: BodyFraming, limit: Int) {
        switch framing {
        case .none: stage = .done
        case .length(let count): stage = .length(remaining: count)
        case .chunked: stage = .chunkSize
        }
        self.limit = limit
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
                guard let line = try line(buffer, &start, limit: BodyDecoder.maximumChunkLine) else { return false }
                let size = try chunkSize(buffer[line])
                guard size <= limit - body.count else { throw HTTPParseError(.contentTooLarge, "chunks above the limit") }
                stage = size == 0 ? .trailers : .chunkData(remaining: size)
            case .trailers:
                guard let line = try line(buffer, &start, limit: BodyDecoder.maximumTrailerBytes) else { return false }
                try checkTrailer(buffer[line])
            }
        }
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

    /// The next line without its CRLF; nil until it has all come.
    private func line(_ buffer: [UInt8], _ start: inout Int, limit: Int) throws(HTTPParseError) -> Range<Int>? {
        guard let end = ByteSearch.first(ASCII.lineFeed, in: buffer.span, from: start, to: buffer.count) else {
            guard buffer.count - start <= limit else { throw .malformed("line in chunked body too long") }
            return nil
        }
        guard end > start, buffer[end - 1] == ASCII.carriageReturn, end - start <= limit else { throw .malformed("line in chunked body") }
        defer { start = end + 1 }
        return start..<end - 1
    }

    /// `1*HEXDIG [ chunk-ext ]`; extensions are checked for stray bytes and otherwise ignored (RFC 9112 §7.1.1).
    private func chunkSize(_ line: ArraySlice<UInt8>) throws(HTTPParseError) -> Int {
        var size = 0, digits = 0
        for byte in line {
            guard let value = ASCII.hexValue(byte) else { break }
            digits += 1
            guard digits <= 15 else { throw HTTPParseError(.contentTooLarge, "chunk size") }
            size = size << 4 | Int(value)
        }
        let rest = line.dropFirst(digits).drop { $0 == ASCII.space || $0 == ASCII.tab }
        guard digits > 0, rest.first.map({ $0 == UInt8(ascii: ";") }) ?? (line.count == digits) else { throw .malformed("chunk size") }
        guard rest.allSatisfy(ASCII.isFieldContent) else { throw .malformed("chunk extension") }
        return size
    }

    /// Trailers are checked like fields and dropped (RFC 9110 §6.5.1): nothing here asked for any.
    private mutating func checkTrailer(_ line: ArraySlice<UInt8>) throws(HTTPParseError) {
        guard !line.isEmpty else { return stage = .done }
        trailerBytes += line.count + 2
        guard trailerBytes <= BodyDecoder.maximumTrailerBytes else { throw HTTPParseError(.fieldsTooLarge, "trailers too large") }
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex, line[..<colon].allSatisfy(ASCII.isToken),
            line[colon...].allSatisfy(ASCII.isFieldContent)
        else { throw .malformed("trailer") }
    }
}
