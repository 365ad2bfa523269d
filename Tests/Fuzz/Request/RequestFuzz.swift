import HTTP

/// The request parser: however the bytes are cut, the same requests and the same refusal; and what it read, written plainly, is read again as the same.
///
/// The first byte chooses the limits, the next three how the rest is cut.
enum RequestFuzz {
    static let run: @Sendable ([UInt8]) -> Void = { bytes in
        let (controls, stream) = bytes.parted(after: 4)
        guard let choice = controls.first else { return }
        let (limits, bodyLimit) = limits(choice)
        let whole = Reading([stream], limits, bodyLimit)
        let cut = Reading(pieces(of: stream, controls), limits, bodyLimit)
        expectEqual(whole.requests.map(Plain.init), cut.requests.map(Plain.init), "requests differ by pieces")
        expectEqual(whole.heads, cut.heads, "heads differ by pieces")
        expectEqual(whole.error?.status, cut.error?.status, "refusals differ by pieces: \(String(describing: whole.error)), \(String(describing: cut.error))")
        expectEqual(whole.progress, cut.progress, "progress differs by pieces")
        checkBounds(whole, stream, bodyLimit ?? limits.maximumBodyBytes)
        for request in whole.requests { RequestUses.check(request) }
        checkRoundTrip(whole.requests)
    }

    private static func limits(_ choice: UInt8) -> (RequestParser.Limits, bodyLimit: Int?) {
        var limits = RequestParser.Limits()
        switch choice % 4 {
        case 0: return (limits, nil)
        case 1: return (limits, 10)
        case 2:
            limits.maximumRequestLineBytes = 40
            limits.maximumTargetBytes = 16
            limits.maximumHeadBytes = 96
            limits.maximumFields = 3
            limits.maximumBodyBytes = 8
            limits.maximumChunkExtensionBytes = 6
            limits.maximumTrailerBytes = 12
            return (limits, nil)
        default:
            limits.maximumBodyBytes = 0
            return (limits, 1 << 20)
        }
    }

    /// Lengths of 1 to 256 that the controls give one after the other; the short ones come first in what mutations find.
    private static func pieces(of stream: [UInt8], _ controls: [UInt8]) -> [[UInt8]] {
        let lengths = controls.dropFirst().map { $0 & 0x3F == 0x30 ? 1 : Int($0) + 1 }
        var pieces: [[UInt8]] = [], start = 0, turn = 0
        while start < stream.count {
            let length = lengths.isEmpty ? 1 : lengths[turn % lengths.count]
            let end = min(start + length, stream.count)
            pieces.append(Array(stream[start..<end]))
            (start, turn) = (end, turn + 1)
        }
        return pieces
    }

    private static func checkBounds(_ reading: Reading, _ stream: [UInt8], _ bodyLimit: Int) {
        let kept = reading.requests.reduce(0) { $0 + $1.body.count + $1.target.utf8.count + $1.headers.all.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count } }
        // A byte that is no UTF-8 becomes the three of the replacement character where a field is read as text.
        expect(kept <= 3 * stream.count, "\(kept) bytes kept of \(stream.count)")
        expect(reading.requests.allSatisfy { $0.body.count <= bodyLimit }, "a body above its limit")
        expect(reading.heads <= reading.requests.count + 1, "a head given twice")
    }

    /// Two readers must not see two things: the requests, framed by Content-Length alone, are read as the same requests.
    private static func checkRoundTrip(_ requests: [Request]) {
        guard !requests.isEmpty else { return }
        var limits = RequestParser.Limits()
        limits.maximumFields = 200
        limits.maximumHeadBytes = 1 << 20
        limits.maximumRequestLineBytes = 1 << 20
        limits.maximumTargetBytes = 1 << 20
        limits.maximumBodyBytes = 1 << 20
        let again = Reading([requests.flatMap(Plain.written)], limits, nil)
        expect(again.error == nil, "refused when written again: \(again.error.map { "\($0)" } ?? "")")
        expectEqual(again.requests.map { Plain($0, framing: false) }, requests.map { Plain($0, framing: false) }, "read otherwise when written again")
    }
}

/// What a parser made of some pieces.
struct Reading {
    private(set) var requests: [Request] = []
    /// Heads given before their bodies.
    private(set) var heads = 0
    private(set) var error: HTTPParseError?
    private(set) var progress = RequestParser.Progress.idle

    init(_ pieces: [[UInt8]], _ limits: RequestParser.Limits, _ bodyLimit: Int?) {
        var parser = RequestParser(limits: limits)
        for piece in pieces {
            parser.append(piece)
            do throws(HTTPParseError) {
                try drain(&parser, bodyLimit)
            } catch {
                self.error = error
                parser.append([0x41])
                expect((try? parser.next()) == nil, "goes on after an error")
                return
            }
        }
        progress = parser.progress
    }

    private mutating func drain(_ parser: inout RequestParser, _ bodyLimit: Int?) throws(HTTPParseError) {
        while true {
            switch try parser.next() {
            case .needsMore: return
            case .head:
                heads += 1
                if let bodyLimit { try parser.limitBody(to: bodyLimit) }
            case .request(let request): requests.append(request)
            }
        }
    }
}
