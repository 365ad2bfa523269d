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
        /// The head of an answer is out whose content comes bit by bit.
        case streaming
        /// The last answer is out; the client's remaining bytes are dropped.
        case lingering
        case closed
    }

    /// What the owner has to do next.
    enum Step {
        /// The socket will tell when there is more.
        case wait
        /// There is more, but others have their turn first.
        case again
        case ready(Request)
        case closed
    }

    /// What the deadline is for.
    enum Stage {
        case idle, head, body, write, stream, linger
    }

    /// Reads in one turn, before other connections come to theirs.
    private static let readsInOneTurn = 16
    /// Bodies that may be larger than this have a part of the budget for themselves.
    private static let smallBody = 65_536

    var phase = Phase.waiting
    let server: ServerContext
    let transport: Transport
    private let remoteAddress: String
    var parser: RequestParser
    var output = Output()
    var stream: ResponseStream?
    var isListening = false
    var isChunked = false
    var streamEnd = 0
    var isClosing = false
    var peerHasFinished = false
    var isReadable = false
    private var isEnding = false
    private var readWaitsForWriting = false
    var served = 0
    private var mustLinger = false
    private var bodyInHand = 0
    private var counted = 0
    /// The body under way is larger than a stranger's may be.
    private var mayUseReserve = false
    var stage = Stage.idle
    var stageStart: Int
    /// What had been moved when the present stretch of time began.
    var stageBytes = 0
    var deadline: Int

    init(_ transport: Transport, remoteAddress: String, server: ServerContext) {
        self.server = server
        self.transport = transport
        self.remoteAddress = remoteAddress
        parser = RequestParser(limits: server.limits.request)
        stageStart = ServerClock.milliseconds
        deadline = stageStart + server.limits.headTimeout
    }

    var isSending: Bool { stage == .write }

    /// Keeps in mind what the socket has told, since it tells it only once.
    mutating func note(_ news: SocketNews) {
        if news.contains(.readable) || news.saysEnding || readWaitsForWriting { isReadable = true }
        if news.saysEnding { isEnding = true }
    }

    /// Goes on as far as it can without waiting. With `holdingBack`, answers are kept for the next send as long as requests are there to be answered.
    mutating func advance(_ tools: inout ThreadTools, holdingBack: Bool) -> Step {
        var reads = 0
        while phase != .closed {
            if phase == .lingering { return linger(&tools) }
            if phase == .streaming {
                if let step = goOnStreaming(&tools) { return step }
                continue
            }
            let holds = holdingBack && !isClosing && !output.hasPieces && output.count < 65_536
            if !holds, let step = flush(&tools) { return step }
            if isClosing { return finish() }
            switch nextEvent() {
            case .success(.request(let request)): return ready(request)
            case .success(.head(let request)): admit(request, &tools)
            case .failure(let error): refuse(error.status, error.reason, &tools)
            case .success(.needsMore):
                guard keepsWithinBudget(&tools) else { continue }
                if let step = flush(&tools) { return step }
                guard isReadable else {
                    if let step = waitForMore(&tools) { return step }
                    continue
                }
                if reads == Self.readsInOneTurn { return .again }
                reads += 1
                receive(&tools)
            }
        }
        return .closed
    }

    /// Appends the answer to the request that was given last.
    mutating func write(_ response: Response, to request: Request, _ tools: inout ThreadTools) {
        guard phase == .working else { return }
        phase = .waiting
        bodyInHand = 0
        served += 1
        let keeps = request.keepsAlive && served < server.limits.requestsPerConnection && server.phase == .serving
            && response.headers["Connection"] != "close"
        append(response, method: request.method, minorVersion: request.minorVersion, keepAlive: keeps, &tools)
        if !keeps { isClosing = true }
        if case .stream(let content) = response.body { begin(content, request, response.status) }
    }

    /// Sends answers that were held back for one that will now take its time.
    mutating func sendHeldBack() {
        // What the socket does not take now goes with the next answer.
        if !output.isEmpty, case .failed = output.flush(transport) { peerHasFinished = true }
    }

    mutating func close() {
        guard phase != .closed else { return }
        phase = .closed
        stream?.cancel()
        stream = nil
        // Who does not take an answer would keep it in the kernel's memory long after it was given up.
        if !output.isEmpty { transport.resetAtClose() }
        output = Output()
        parser = RequestParser()
        bodyInHand = 0
        countBuffered()
        transport.close()
        server.countClosed(remoteAddress)
    }

    /// Tells the server how much memory the connection holds by now.
    mutating func countBuffered() {
        let now = phase == .closed ? 0 : parser.bufferedBytes + output.memory + bodyInHand + transport.handshakeBytes
        guard now != counted else { return }
        server.countBuffered(now - counted)
        counted = now
    }

    /// Reads once.
    mutating func receive(_ tools: inout ThreadTools) {
        readWaitsForWriting = false
        switch transport.receive(into: tools.scratch) {
        case .moved(let count):
            if phase != .lingering { parser.append(UnsafeRawBufferPointer(rebasing: tools.scratch[..<count])) }
            // A read that fills less than it could has emptied the socket, and what comes later is told anew (epoll(7)); but the end was told already.
            if !isEnding, !transport.mayHoldMore(after: count, of: tools.scratch.count) { isReadable = false }
        case .ended: (isReadable, peerHasFinished) = (false, true)
        case .mustWait(let interest): (isReadable, readWaitsForWriting) = (false, interest == .write)
        case .failed:
            if let reason = transport.failure { server.hooks.observer(.insecure(reason: reason, remoteAddress: remoteAddress)) }
            close()
        }
    }

    /// False when it was refused or closed, as all together keep too much.
    private mutating func keepsWithinBudget(_ tools: inout ThreadTools) -> Bool {
        let isLongHandshake = transport.handshakeBytes > 16_384
        guard isLongHandshake || parser.bufferedBytes > server.limits.modestBytes else { return true }
        countBuffered()
        guard server.isOverBudget(reserved: !mayUseReserve) else { return true }
        guard isLongHandshake else {
            refuse(.serviceUnavailable, "too much is in memory", &tools)
            return false
        }
        server.hooks.observer(.overBudget(remoteAddress: remoteAddress))
        close()
        return false
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
        mayUseReserve = false
        var request = request
        request.remoteAddress = remoteAddress
        request.isSecure = transport.isSecure
        request.id = server.nextRequestID()
        bodyInHand = request.body.count
        return .ready(request)
    }

    /// Decides about a body before it comes (RFC 9110 §10.1.1).
    private mutating func admit(_ request: Request, _ tools: inout ThreadTools) {
        var request = request
        request.remoteAddress = remoteAddress
        request.isSecure = transport.isSecure
        do throws(HTTPParseError) {
            let limit = server.hooks.bodyLimit(request)
            mayUseReserve = limit > Self.smallBody
            try parser.limitBody(to: limit)
            if request.expectsContinue, !parser.hasUnreadBytes { output.bytes.append(contentsOf: ResponseWriter.interimContinue) }
        } catch {
            refuse(error.status, error.reason, &tools)
        }
    }

    /// Sends what there is to send; nil when it is all out.
    mutating func flush(_ tools: inout ThreadTools) -> Step? {
        guard !output.isEmpty else { return nil }
        switch output.flush(transport) {
        case .done:
            stage = .idle
            tools.spare = output.bytes
            output.bytes = []
            return nil
        case .mustWait:
            countBuffered()
            guard output.memory <= server.limits.modestBytes || !server.isOverBudget(reserved: false) else {
                server.hooks.observer(.overBudget(remoteAddress: remoteAddress))
                close()
                return .closed
            }
            enter(.write, ServerClock.milliseconds)
            deadline = stageStart + server.limits.writeTimeout
            return .wait
        case .failed:
            close()
            return .closed
        }
    }

    /// The last answer is out.
    private mutating func finish() -> Step {
        // Closing with bytes unread would reset the connection, and the answer with it (RFC 9112 §9.6).
        guard mustLinger || parser.hasUnreadBytes || (isReadable && !transport.isSecure), !peerHasFinished else {
            close()
            return .closed
        }
        transport.finishSending()
        phase = .lingering
        parser = RequestParser()
        enter(.linger, ServerClock.milliseconds)
        deadline = stageStart + server.limits.lingerTimeout
        return .again
    }

    private mutating func linger(_ tools: inout ThreadTools) -> Step {
        for _ in 0..<Self.readsInOneTurn where isReadable && phase == .lingering { receive(&tools) }
        guard !peerHasFinished, phase == .lingering else {
            close()
            return .closed
        }
        return isReadable ? .again : .wait
    }

    mutating func refuse(_ status: Status, _ reason: String, _ tools: inout ThreadTools) {
        let id = server.nextRequestID()
        var response = server.hooks.refusal(status, id)
        if status == .serviceUnavailable { response.headers["Retry-After"] = String(server.limits.retryAfter) }
        append(response, method: .get, minorVersion: 1, keepAlive: false, &tools)
        isClosing = true
        mustLinger = true
        server.hooks.observer(.refused(status, id: id, reason: reason, remoteAddress: remoteAddress))
    }

    private mutating func append(_ response: Response, method: Method, minorVersion: UInt8, keepAlive: Bool, _ tools: inout ThreadTools) {
        if output.isEmpty, output.bytes.isEmpty { swap(&output.bytes, &tools.spare) }
        let pieces = tools.writer.append(
            response, method: method, minorVersion: minorVersion, keepAlive: keepAlive, now: ServerClock.seconds, to: &output.bytes)
        output.follow(with: pieces)
    }
}
