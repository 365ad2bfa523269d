import CLinux
import Glibc
import HTTP
import Synchronization

/// One client's connection. At any moment it belongs to one thread: to the poller while it waits, to a worker while a request is being handled.
/// The lock makes the handing over safe; it is hardly ever contended.
final class ClientConnection: Sendable {
    let remoteAddress: String
    let descriptor: Int32
    private let server: ServerContext
    private let state: Mutex<ConnectionState>

    init(_ transport: Transport, remoteAddress: String, server: ServerContext) {
        self.remoteAddress = remoteAddress
        self.server = server
        descriptor = transport.descriptor
        state = Mutex(ConnectionState(transport, remoteAddress: remoteAddress, server: server))
        server.countOpened()
    }

    /// Takes what the socket has to tell. Gives a request that is complete, and with it the connection, to the caller.
    func progress(_ scratch: UnsafeMutableRawBufferPointer, _ tools: inout ThreadTools) -> Request? {
        state.withLock { state in
            guard state.phase != .working else { return nil }
            state.receive(scratch)
            return settle(&state, state.advance(&tools, holdingBack: false))
        }
    }

    /// Sends the answer to the request last given. Gives the next request if it has come already, the connection staying with the caller.
    /// `holdingBack` lets answers to pipelined requests gather for one send.
    func answer(_ response: Response, to request: Request, _ tools: inout ThreadTools, holdingBack: Bool) -> Request? {
        state.withLock { state in
            state.write(response, to: request, &tools)
            return settle(&state, state.advance(&tools, holdingBack: holdingBack))
        }
    }

    /// Ends what has waited past its deadline; true when the connection is closed.
    func expire(now: Int, _ tools: inout ThreadTools) -> Bool {
        state.withLock { state in
            guard state.isOverdue(now) else { return state.phase == .closed }
            let isInAnswer = state.isSending
            if let step = state.expire(&tools) {
                _ = settle(&state, step)
            } else {
                server.observer(.timedOut(remoteAddress: remoteAddress, inAnswer: isInAnswer))
            }
            return state.phase == .closed
        }
    }

    /// Closes the connection if no request is under way on it.
    func beginDraining() { state.withLock { $0.beginDraining() } }

    /// Closes the connection unless a worker has it.
    func closeIfParked() {
        state.withLock { state in if state.phase != .working { state.close() } }
    }

    /// Arms the socket inside the lock: outside, the poller could have closed it meanwhile.
    private func settle(_ state: inout ConnectionState, _ step: ConnectionState.Step) -> Request? {
        switch step {
        case .ready(let request): return request
        case .closed: return nil
        case .wait(let interest):
            if !server.epoll.arm(descriptor, interest) { state.close() }
            return nil
        }
    }
}
