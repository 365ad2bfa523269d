import HTTP

/// Until when a connection may wait, for what, and what becomes of it then.
extension ConnectionState {
    func isOverdue(_ now: Int) -> Bool { phase != .working && phase != .closed && now >= deadline }

    /// Ends what is overdue: with 408 when a request is half there (RFC 9110 §15.5.9), else without a word, and then nil.
    mutating func expire(_ tools: inout ThreadTools) -> Step? {
        if phase == .streaming, output.isEmpty {
            // It tells the poller of its end as of any of its news, which goes on from there with what the client sent meanwhile.
            deadline = .max
            stream?.finish()
            return .wait
        }
        guard !keepsPace() else { return .wait }
        guard phase == .waiting, stage == .head || stage == .body, output.isEmpty else {
            close()
            return nil
        }
        refuse(.requestTimeout, "request not complete in time", &tools)
        return advance(&tools, holdingBack: false)
    }

    /// Ends a connection between requests and a stream; a new one has a last second to say what it came for.
    mutating func beginDraining(_ tools: inout ThreadTools) -> Step? {
        if phase == .streaming {
            isClosing = true
            stream?.finish()
            return advance(&tools, holdingBack: false)
        }
        guard phase == .waiting, parser.progress == .idle, output.isEmpty else { return nil }
        if served == 0 { deadline = min(deadline, ServerClock.milliseconds + 1_000) } else { close() }
        return nil
    }

    /// Nil when there is something else to do than to wait.
    mutating func waitForMore(_ tools: inout ThreadTools) -> Step? {
        let progress = parser.progress
        guard !peerHasFinished else {
            guard progress != .idle else {
                close()
                return .closed
            }
            refuse(.badRequest, "request broken off", &tools)
            return nil
        }
        if progress == .idle, served > 0, server.phase != .serving {
            close()
            return .closed
        }
        let now = ServerClock.milliseconds, limits = server.limits
        switch progress {
        case .idle:
            // Before the first request, bytes that make none, such as a handshake's, earn no time.
            if served > 0 || stage != .idle { enter(.idle, now) }
            let patience = stageStart + (served == 0 ? limits.headTimeout : limits.idleTimeout)
            // A stop has set an end that bytes don't put off.
            deadline = server.phase == .serving ? patience : min(deadline, patience)
        case .head:
            enter(.head, now)
            deadline = stageStart + limits.headTimeout
        case .body:
            enter(.body, now)
            deadline = stageStart + limits.bodyTimeout
        }
        return .wait
    }

    mutating func enter(_ next: Stage, _ now: Int) {
        guard stage != next || next == .idle else { return }
        stage = next
        stageStart = now
        stageBytes = next == .write ? delivered : 0
    }

    /// Gives a body or an answer one more stretch of time if the last one brought its share of bytes. What came early buys no time for a standstill later.
    private mutating func keepsPace() -> Bool {
        let time: Int, moved: Int
        switch (stage, parser.progress) {
        case (.body, .body(let received)): (time, moved) = (server.limits.bodyTimeout, received)
        case (.write, _): (time, moved) = (server.limits.writeTimeout, delivered)
        default: return false
        }
        guard moved - stageBytes >= max(1, server.limits.minimumBytesPerSecond * time / 1_000) else { return false }
        (stageStart, stageBytes) = (ServerClock.milliseconds, moved)
        deadline = stageStart + time
        return true
    }

    /// Bytes of the answer that the client's system has taken; what waits in ours is not counted.
    private var delivered: Int { output.total - transport.unacknowledged }
}
