import CLinux
import Glibc
import HTTP
import Synchronization

/// One client's connection. At any moment it belongs to one thread: to its poller while it waits, to a worker while a request is being handled.
/// The lock makes the handing over safe; it is hardly ever contended.
final class ClientConnection: Sendable {
    let remoteAddress: String
    let descriptor: Int32
    private let server: ServerContext
    private let inbox: Inbox
    private let state: Mutex<ConnectionState>

    init(_ transport: Transport, remoteAddress: String, server: ServerContext, inbox: Inbox) {
        self.remoteAddress = remoteAddress
        self.server = server
        self.inbox = inbox
        descriptor = transport.descriptor
        state = Mutex(ConnectionState(transport, remoteAddress: remoteAddress, server: server))
    }

    /// Takes what the socket has to tell, and answers what can be answered at once. Gives a request that is for a worker, and with it the connection,
    /// to the caller.
    func progress(_ news: SocketNews, _ tools: inout ThreadTools) -> Request? {
        state.withLock { state in
            state.note(news)
            guard state.phase != .working else { return nil }
            return settle(&state, advanceQuickly(&state, &tools))
        }
    }

    /// Sends the answer to the request last given. Gives the next request if it has come already, the connection staying with the caller.
    /// `holdingBack` lets answers to pipelined requests gather for one send.
    func answer(_ response: Response, to request: Request, _ tools: inout ThreadTools, holdingBack: Bool) -> Request? {
        state.withLock { state in
            state.write(response, to: request, &tools)
            attach(&state)
            return settle(&state, state.advance(&tools, holdingBack: holdingBack))
        }
    }

    /// Sends answers that `answer` held back, because the request behind them is not for the caller after all.
    func sendHeldBack() { state.withLock { $0.sendHeldBack() } }

    /// Ends what has waited past its deadline; true when the connection is closed.
    func expire(now: Int, _ tools: inout ThreadTools) -> Bool {
        state.withLock { state in
            guard state.isOverdue(now) else { return state.phase == .closed }
            let isInAnswer = state.isSending
            if let step = state.expire(&tools) {
                _ = settle(&state, step)
            } else {
                server.hooks.observer(.timedOut(remoteAddress: remoteAddress, inAnswer: isInAnswer))
            }
            return state.phase == .closed
        }
    }

    /// Closes the connection if no request is under way on it.
    func beginDraining(_ tools: inout ThreadTools) {
        state.withLock { state in
            if let step = state.beginDraining(&tools) { _ = settle(&state, step) }
        }
    }

    /// Closes the connection unless a worker has it.
    func closeIfParked() {
        state.withLock { state in if state.phase != .working { state.close() } }
    }

    private func advanceQuickly(_ state: inout ConnectionState, _ tools: inout ThreadTools) -> ConnectionState.Step {
        var step = state.advance(&tools, holdingBack: true)
        for _ in 0..<server.limits.pipelinedInOneTurn {
            guard case .ready(let request) = step, let response = server.hooks.quick(request) else {
                if case .ready = step { state.sendHeldBack() }
                return step
            }
            state.write(response, to: request, &tools)
            attach(&state)
            step = state.advance(&tools, holdingBack: true)
        }
        return step
    }

    /// A stream tells of its bytes by way of the poller.
    private func attach(_ state: inout ConnectionState) {
        guard let stream = state.newStream() else { return }
        stream.attach { [weak self, inbox] in
            if let self { inbox.revisit(self) }
        }
    }

    private func settle(_ state: inout ConnectionState, _ step: ConnectionState.Step) -> Request? {
        state.countBuffered()
        switch step {
        case .ready(let request): return request
        case .wait, .closed: return nil
        case .again:
            inbox.revisit(self)
            return nil
        }
    }
}
