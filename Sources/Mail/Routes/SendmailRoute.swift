import Glibc

/// Pipes each message to a program that takes what sendmail takes, such as msmtp or Postfix's; no shell is involved.
package struct SendmailRoute: MailRoute {
    private let path: String
    private let milliseconds: Int

    /// - Parameter milliseconds: how long it may take for a message.
    package init(path: String, milliseconds: Int = 300_000) {
        self.path = path
        self.milliseconds = milliseconds
    }

    package var words: String { "the program \(path)" }

    package func open(_ watch: Watch) throws(MailError) -> any MailPassage {
        guard access(path, X_OK) == 0 else { throw MailError(.connecting, "\(path) cannot be run: \(NetworkStream.reason(errno)).") }
        return SendmailPassage(path, milliseconds, watch)
    }
}

private final class SendmailPassage: MailPassage {
    private let path: String
    private let milliseconds: Int
    private let watch: Watch
    let isOpen = true

    init(_ path: String, _ milliseconds: Int, _ watch: Watch) {
        (self.path, self.milliseconds, self.watch) = (path, milliseconds, watch)
    }

    func close() {}

    func send(_ message: Message) throws(MailError) -> String {
        watch.tell("Handing the message for \(message.to.address) to \(path).")
        // Lines end as the system's own do: the program makes CRLF of them.
        let content = message.bytes.filter { $0 != 0x0D }
        // -i: a lone dot ends nothing; the recipient stands after --, whatever it begins with.
        let child = try Child(path, ["-i", "-f", message.from.address, "--", message.to.address])
        let end = child.run(content, Deadline(milliseconds: milliseconds), watch)
        let said = end.said.isEmpty ? "" : " It said: \(SMTPReply.shown(end.said))"
        switch end.outcome {
        case .exited(0): return "\(path) took it"
        case .exited(let code):
            throw MailError(.handingOver, "\(path) exited \(code)\(SendmailPassage.meaning(code)).\(said)", isPermanent: SendmailPassage.permanent.contains(code), endsConnection: false)
        case .died(let signal): throw MailError(.handingOver, "\(path) was ended by signal \(signal).\(said)", endsConnection: false)
        case .late: throw MailError(.handingOver, "\(path) took longer than \(milliseconds / 1_000) seconds and was ended.\(said)", endsConnection: false, mayHaveArrived: true)
        case .cancelled: throw MailError(.handingOver, NetworkStream.Trouble.cancelled.words, endsConnection: false, mayHaveArrived: true)
        }
    }

    /// sysexits.h: usage, data, no input, no user, unavailable, software, protocol. The others may mend themselves, or somebody mends them.
    private static let permanent: Set<Int32> = [64, 65, 66, 67, 69, 70, 76]

    private static func meaning(_ code: Int32) -> String {
        switch code {
        case 64: " (used wrongly)"
        case 65: " (the message or an address is not as it must be)"
        case 67: " (no such recipient)"
        case 68: " (no such host)"
        case 69: " (it can’t deliver there)"
        case 75: " (later, perhaps)"
        case 77: " (it may not)"
        case 78: " (it is set up wrongly)"
        case 127: " (it could not be started)"
        default: ""
        }
    }
}

/// A program that reads a message from its standard input.
private struct Child {
    enum Outcome {
        case exited(Int32), died(Int32), late, cancelled
    }

    private let process: pid_t
    private let input: Int32
    private let errors: Int32

    init(_ path: String, _ arguments: [String]) throws(MailError) {
        // Sockets instead of pipes: a program that does not read to the end can't end ours by SIGPIPE.
        var inputs: [Int32] = [-1, -1], outputs: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &inputs) == 0 else { throw MailError(.handingOver, NetworkStream.reason(errno)) }
        guard socketpair(AF_UNIX, kind, 0, &outputs) == 0 else {
            let code = errno
            inputs.forEach { close($0) }
            throw MailError(.handingOver, NetworkStream.reason(code))
        }
        var actions = posix_spawn_file_actions_t(), attributes = posix_spawnattr_t(), none = sigset_t(), all = sigset_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_adddup2(&actions, inputs[1], 0)
        posix_spawn_file_actions_adddup2(&actions, outputs[1], 1)
        posix_spawn_file_actions_adddup2(&actions, outputs[1], 2)
        // Our threads take no signals; the program is to have them as ever, and a group of its own to be ended with what it starts.
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))
        let home = getenv("HOME").map { String(cString: $0) } ?? "/"
        let words = Child.list([path] + arguments)
        let surroundings = Child.list(["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME=\(home)"])
        defer { (words + surroundings).forEach { free($0) } }
        var process = pid_t()
        let code = posix_spawn(&process, path, &actions, &attributes, words, surroundings)
        [inputs[1], outputs[1]].forEach { close($0) }
        guard code == 0 else {
            [inputs[0], outputs[0]].forEach { close($0) }
            throw MailError(.handingOver, "\(path) cannot be started: \(NetworkStream.reason(code)).")
        }
        (self.process, input, errors) = (process, inputs[0], outputs[0])
        for descriptor in [input, errors] { _ = fcntl(descriptor, F_SETFL, O_NONBLOCK) }
    }

    /// As C has lists of texts.
    private static func list(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] { texts.map { strdup($0) } + [nil] }

    /// Gives it the message, and waits for its end.
    func run(_ bytes: [UInt8], _ deadline: Deadline, _ watch: Watch) -> (outcome: Outcome, said: String) {
        var said: [UInt8] = [], sent = 0, isReading = true
        while true {
            // What it says is taken while it reads, or both would wait for each other.
            var buffer = [UInt8](repeating: 0, count: 4_096)
            let count = recv(errors, &buffer, buffer.count, 0)
            if count > 0 { said += buffer.prefix(min(count, 2_000 - min(said.count, 2_000))) }
            if isReading, sent < bytes.count {
                let moved = bytes.withUnsafeBytes { send(input, $0.baseAddress.map { $0 + sent }, $0.count - sent, Int32(MSG_NOSIGNAL)) }
                if moved > 0 { sent += moved } else if errno != EAGAIN, errno != EINTR { isReading = false }
            }
            if isReading, sent == bytes.count {
                shutdown(input, Int32(SHUT_WR))
                isReading = false
            }
            var status: Int32 = 0
            if waitpid(process, &status, WNOHANG) == process {
                return (status & 0x7F == 0 ? .exited(status >> 8 & 0xFF) : .died(status & 0x7F), finish(said))
            }
            let isCancelled = watch.isCancelled()
            if isCancelled || deadline.milliseconds == 0 {
                kill(-process, SIGKILL)
                waitpid(process, &status, 0)
                return (isCancelled ? .cancelled : .late, finish(said))
            }
            var wanted = [pollfd(fd: errors, events: Int16(POLLIN), revents: 0), pollfd(fd: isReading ? input : -1, events: Int16(POLLOUT), revents: 0)]
            // Its end shows in `errors` being closed; a program that left a child behind keeps that open, so it is asked for now and then.
            if count == 0 { usleep(5_000) } else { poll(&wanted, 2, 50) }
        }
    }

    /// What it said last, on one line; both ends are closed.
    private func finish(_ said: [UInt8]) -> String {
        var buffer = [UInt8](repeating: 0, count: 2_000)
        let count = recv(errors, &buffer, buffer.count, 0)
        close(input)
        close(errors)
        let all = said + buffer.prefix(max(0, count))
        return String(decoding: all.prefix(2_000), as: UTF8.self).split { $0.isNewline }.joined(separator: " ")
    }
}
