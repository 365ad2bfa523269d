import CLinux
import Glibc
import HTTP

/// The state machine of one connection: what has come, what must go, and until when.
struct ConnectionState {
    enum Phase {
        /// The poller waits for the socket, to read or to write.
        case waiting
        /// A worker handles a request.
        case working
        /// The last answer is out; the client's remaining bytes are dropped.
        case lingering
        case closed
    }

    /// What the owner has to do next.
    enum Step {
        case wait(Interest)
        case ready(Request)
        case closed
    }

    /// What the deadline is for.
    private enum Stage {
        case idle, head, body, write, linger
    }

    private(set) var phase = Phase.waiting
    private let server: ServerContext
    private let transport: Transport
    private let remoteAddress: String
    private var parser: RequestParser
    private var output = Output()
    private var served = 0
    private var isClosing = false
    private var mustLinger = false
    private var peerHasFinished = false
    private var stage = Stage.idle
    private var stageStart: Int
    private var deadline: Int

    init(_ transport: Transport, remoteAddress: String, server: ServerContext) {
        self.server = server
        self.transport = transport
        self.remoteAddress = remoteAddress
        parser = RequestParser(limits: server.limits.request)
        stageStart = ServerClock.milliseconds
        deadline = stageStart + server.limits.headTimeout
    }

    /// Ends a connection between requests; a new one has a last second to say what it came for.
    mutating func beginDraining() {
        guard phase == .waiting, parser.progress == .idle, output.isEmpty else { return }
        guard served == 0 else { return close() }
        deadline = min(deadline, ServerClock.milliseconds + 1_000)
    }

    var isSending: Bool { stage == .write }

    func isOverdue(_ now: Int) -> Bool { (phase == .waiting || phase == .lingering) && now >= deadline }

    /// Reads once; what is left makes the socket tell again.
    mutating func receive(_ scratch: UnsafeMutableRawBufferPointer) {
        guard phase == .waiting || phase == .lingering, output.isEmpty else { return }
        switch transport.receive(into: scratch) {
        case .moved(let count): if phase == .waiting { parser.append(UnsafeRawBufferPointer(rebasing: scratch[..<count])) }
        case .ended: peerHasFinished = true
        case .mustWait: break
        case .failed: close()
        }
    }

    /// Goes on as far as it can without waiting. With `holdingBack`, answers are kept for the next send as long as requests are there to be answered.
    mutating func advance(_ tools: inout ThreadTools, holdingBack: Bool) -> Step {
        while phase != .closed {
            if phase == .lingering { return linger() }
            let holds = holdingBack && !isClosing && !output.hasPieces && output.count < 65_536
            if !holds, let step = flush(&tools) { return step }
            if isClosing { return finish() }
            switch nextEvent() {
            case .success(.request(let request)): return ready(request)
            case .success(.head(let request)): admit(request, &tools)
            case .failure(let error): refuse(error.status, error.reason, &tools)
            case .success(.needsMore):
                if let step = flush(&tools) { return step }
                if let step = waitForMore(&tools) { return step }
            }
        }
        return .closed
    }

    /// Appends the answer to the request that a worker was given.
    mutating func write(_ response: Response, to request: Request, _ tools: inout ThreadTools) {
        guard phase == .working else { return }
        phase = .waiting
        served += 1
        let keeps = request.keepsAlive && served < server.limits.requestsPerConnection && server.phase == .serving
            && response.headers["Connection"] != "close"
        append(response, method: request.method, minorVersion: request.minorVersion, keepAlive: keeps, &tools)
        if !keeps { isClosing = true }
    }

    /// Ends what is overdue: with 408 when a request is half there (RFC 9110 §15.5.9), else without a word, and then nil.
    mutating func expire(_ tools: inout ThreadTools) -> Step? {
        guard phase == .waiting, stage == .head || stage == .body, output.isEmpty else {
            close()
            return nil
        }
        refuse(.requestTimeout, "request not complete in time", &tools)
        return advance(&tools, holdingBack: false)
    }

    mutating func close() {
        guard phase != .closed else { return }
        phase = .closed
        output = Output()
        parser = RequestParser()
        Glibc.close(transport.descriptor)
        server.countClosed()
    }

    private mutating func nextEvent() -> Result<RequestParser.Event, HTTPParseError> {
        do throws(HTTPParseError) {
            return .success(try parser.next())
        } catch {
            return .failure(error)
        }
    }

    private mutating func ready(_ request: Request) -> Step {
        phase = .working
        stage = .idle
        parser.releaseMemory()
        var request = request
        request.remoteAddress = remoteAddress
        request.isSecure = transport.isSecure
        request.id = server.nextRequestID()
        return .ready(request)
    }

    /// Decides about a body before it comes (RFC 9110 §10.1.1).
    private mutating func admit(_ request: Request, _ tools: inout ThreadTools) {
        var request = request
        request.isSecure = transport.isSecure
        do throws(HTTPParseError) {
            try parser.limitBody(to: server.bodyLimit(request))
            if request.expectsContinue, !parser.hasUnreadBytes { output.bytes.append(contentsOf: ResponseWriter.interimContinue) }
        } catch {
            refuse(error.status, error.reason, &tools)
        }
    }

    /// Nil when there is something else to do than to wait.
    private mutating func waitForMore(_ tools: inout ThreadTools) -> Step? {
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
            enter(.idle, now)
            deadline = stageStart + (served == 0 ? limits.headTimeout : limits.idleTimeout)
        case .head:
            enter(.head, now)
            deadline = stageStart + limits.headTimeout
        case .body(let received):
            enter(.body, now)
            deadline = stageStart + limits.bodyTimeout + allowance(received)
        }
        return .wait(.read)
    }

    /// Sends what there is to send; nil when it is all out.
    private mutating func flush(_ tools: inout ThreadTools) -> Step? {
        guard !output.isEmpty else { return nil }
        switch output.flush(transport) {
        case .done:
            stage = .idle
            tools.spare = output.bytes
            output.bytes = []
            return nil
        case .mustWait(let interest):
            enter(.write, ServerClock.milliseconds)
            deadline = stageStart + server.limits.writeTimeout + allowance(output.total)
            return .wait(interest)
        case .failed:
            close()
            return .closed
        }
    }

    /// The last answer is out.
    private mutating func finish() -> Step {
        guard mustLinger || parser.hasUnreadBytes, !peerHasFinished else {
            close()
            return .closed
        }
        transport.finishSending()
        phase = .lingering
        parser = RequestParser()
        enter(.linger, ServerClock.milliseconds)
        deadline = stageStart + server.limits.lingerTimeout
        return .wait(.read)
    }

    private mutating func linger() -> Step {
        guard !peerHasFinished else {
            close()
            return .closed
        }
        return .wait(.read)
    }

    private mutating func refuse(_ status: Status, _ reason: String, _ tools: inout ThreadTools) {
        let id = server.nextRequestID()
        append(server.refusal(status, id), method: .get, minorVersion: 1, keepAlive: false, &tools)
        isClosing = true
        mustLinger = true
        server.observer(.refused(status, id: id, reason: reason, remoteAddress: remoteAddress))
    }

    private mutating func append(
        _ response: Response, method: Method, minorVersion: UInt8, keepAlive: Bool, _ tools: inout ThreadTools
    ) {
        if output.isEmpty, output.bytes.isEmpty { swap(&output.bytes, &tools.spare) }
        let pieces = tools.writer.append(
            response, method: method, minorVersion: minorVersion, keepAlive: keepAlive, now: ServerClock.seconds, to: &output.bytes)
        output.follow(with: pieces)
    }

    private mutating func enter(_ next: Stage, _ now: Int) {
        guard stage != next || next == .idle else { return }
        stage = next
        stageStart = now
    }

    /// Milliseconds that so many bytes earn a client.
    private func allowance(_ bytes: Int) -> Int { bytes * 1_000 / max(1, server.limits.minimumBytesPerSecond) }
}
