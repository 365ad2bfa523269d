import HTTP

/// Answers whose content comes bit by bit. No thread waits for it: a stream's news come to the poller like those of a socket.
extension ConnectionState {
    /// The stream that was begun and is not listened to yet.
    mutating func newStream() -> ResponseStream? {
        guard phase == .streaming, let stream, !isListening else { return nil }
        isListening = true
        return stream
    }

    mutating func begin(_ content: ResponseStream, _ request: Request, _ status: Status) {
        guard request.method != .head, !status.forbidsContent else { return content.cancel() }
        stream = content
        isListening = false
        isChunked = request.minorVersion > 0
        if !isChunked { isClosing = true }
        phase = .streaming
        // Begun after all others were ended.
        if server.phase != .serving { content.finish() }
        streamEnd = ServerClock.milliseconds + server.limits.streamTimeout
    }

    /// Nil when the stream is over and the connection goes on.
    mutating func goOnStreaming(_ tools: inout ThreadTools) -> Step? {
        // What the client sends meanwhile is for later; that it has gone is for now.
        while isReadable, phase == .streaming, parser.bufferedBytes < server.limits.request.maximumHeadBytes { receive(&tools) }
        guard phase == .streaming, !peerHasFinished else {
            close()
            return .closed
        }
        if let step = flush(&tools) { return step }
        guard let stream else { return nil }
        let (bytes, isFinished) = stream.take()
        append(bytes, isLast: isFinished)
        if isFinished {
            self.stream = nil
            phase = .waiting
            return nil
        }
        if let step = flush(&tools) { return step }
        enter(.stream, ServerClock.milliseconds)
        deadline = streamEnd
        return .wait
    }

    /// RFC 9112 §7.1.
    private mutating func append(_ bytes: [UInt8], isLast: Bool) {
        guard isChunked else { return output.bytes.append(contentsOf: bytes) }
        if !bytes.isEmpty {
            output.bytes.append(contentsOf: String(bytes.count, radix: 16).utf8)
            output.bytes.append(contentsOf: "\r\n".utf8)
            output.bytes.append(contentsOf: bytes)
            output.bytes.append(contentsOf: "\r\n".utf8)
        }
        if isLast { output.bytes.append(contentsOf: "0\r\n\r\n".utf8) }
    }
}
