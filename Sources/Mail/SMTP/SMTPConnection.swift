/// A conversation with a relay (RFC 5321): opened and signed in to once, then as many messages as there are.
///
/// One thread uses it.
final class SMTPConnection: MailPassage {
    private let settings: SMTPSettings
    private let stream: NetworkStream
    private let watch: Watch
    private var extensions = SMTPExtensions()
    package private(set) var isOpen = true

    /// - Parameter tokens: gives the token for XOAUTH2.
    init(_ settings: SMTPSettings, tokens: AccessTokens?, _ watch: Watch) throws(MailError) {
        self.settings = settings
        self.watch = watch
        watch.tell("Connecting to \(settings.host), port \(settings.port).")
        do throws(NetworkStream.Trouble) {
            stream = try NetworkStream.connect(settings.host, settings.port, milliseconds: settings.connectTimeout, watch)
        } catch {
            throw MailError(.connecting, error.words)
        }
        if settings.security == .tls { try secure() }
        try greet()
        if settings.security == .starttls { try startTLS() }
        try signIn(tokens)
    }

    /// Gives the server's words.
    package func send(_ message: Message) throws(MailError) -> String {
        let content = message.bytes
        try check(message, content)
        var parameters = extensions.offers("SIZE") ? " SIZE=\(content.count)" : ""
        if message.needsUTF8 { parameters += extensions.offers("8BITMIME") ? " BODY=8BITMIME SMTPUTF8" : " SMTPUTF8" }
        let commands: [(MailStage, String)] = [
            (.sender, "MAIL FROM:<\(message.from.address)>\(parameters)"), (.recipient, "RCPT TO:<\(message.to.address)>"), (.data, "DATA"),
        ]
        watch.tell("Sending to \(message.to.address).")
        if extensions.offers("PIPELINING") { try begin(commands) } else { try beginStepwise(commands) }
        try write(SMTPContent.encode(content), .content, settings.timeout * 2)
        let answer: SMTPReply
        do throws(MailError) {
            answer = try reply(.content, settings.contentTimeout)
        } catch {
            throw MailError(.content, error.reason, mayHaveArrived: true)
        }
        guard answer.isPositive else { throw failed(MailError(.content, answer)) }
        return answer.words
    }

    package func close() {
        guard isOpen else { return }
        isOpen = false
        // The messages are safe already: nobody waits long for a farewell.
        try? stream.write(Array("QUIT\r\n".utf8), milliseconds: 1_000)
        _ = try? stream.readLine(limit: SMTPReply.lineLimit, until: Deadline(milliseconds: 1_000), 1_000)
    }

    private func check(_ message: Message, _ content: [UInt8]) throws(MailError) {
        if message.needsUTF8, !extensions.offers("SMTPUTF8") {
            let address = message.to.needsUTF8 ? message.to.address : message.from.address
            throw MailError(.recipient, "The address \(address) has letters beyond a to z, which this mail server can’t carry (it does not offer SMTPUTF8). Use another address.", isPermanent: true, endsConnection: false)
        }
        if let most = extensions.size, content.count > most {
            throw MailError(.sender, "The message has \(content.count) bytes, and the server takes \(most) at the most.", isPermanent: true, endsConnection: false)
        }
    }

    /// One command after another.
    private func beginStepwise(_ commands: [(MailStage, String)]) throws(MailError) {
        for (stage, line) in commands {
            let answer = try command(line, stage)
            guard stage == .data ? answer.code == 354 : answer.isPositive else { throw try reset(MailError(stage, answer)) }
        }
    }

    /// All at once, for one round trip (RFC 2920).
    private func begin(_ commands: [(MailStage, String)]) throws(MailError) {
        try write(Array(commands.map { $0.1 + "\r\n" }.joined().utf8), .sender, settings.timeout)
        var refusal: MailError?
        for (stage, _) in commands {
            let answer = try reply(stage, settings.timeout)
            let isRight = stage == .data ? answer.code == 354 : answer.isPositive
            if !isRight, refusal == nil { refusal = MailError(stage, answer) }
            if answer.code == 421 { throw failed(refusal ?? MailError(stage, answer)) }
            if stage == .data, answer.code == 354, refusal != nil {
                // It wants a message though nobody is to get it: an empty one, which it must refuse (RFC 2920 §3.1).
                try write(Array(".\r\n".utf8), .content, settings.timeout)
                _ = try reply(.content, settings.timeout)
            }
        }
        if let refusal { throw try reset(refusal) }
    }

    /// Forgets a message that was refused half-way, so that the next can begin.
    private func reset(_ refusal: MailError) throws(MailError) -> MailError {
        guard !refusal.endsConnection else { return failed(refusal) }
        do throws(MailError) {
            if try command("RSET", refusal.stage).isPositive { return refusal }
        } catch {}
        // The refusal counts, though nothing more can be said here.
        return failed(refusal)
    }

    private func failed(_ error: MailError) -> MailError {
        if error.endsConnection { isOpen = false }
        return error
    }
}

/// The way to the first message.
extension SMTPConnection {
    private func greet() throws(MailError) {
        let greeting = try reply(.greeting, settings.timeout)
        guard greeting.code == 220 else { throw failed(MailError(.greeting, greeting)) }
        watch.tell("It is there: \(greeting.words)")
        try sayHello()
    }

    /// EHLO, or HELO to a server that does not know it (RFC 5321 §3.2).
    private func sayHello() throws(MailError) {
        let name = settings.helo.isEmpty ? stream.ownAddressLiteral : settings.helo
        let answer = try command("EHLO \(name)", .hello)
        if answer.isPositive {
            extensions = SMTPExtensions(answer.lines)
            return
        }
        guard [500, 501, 502, 504, 550].contains(answer.code) else { throw failed(MailError(.hello, answer)) }
        extensions = SMTPExtensions()
        let plain = try command("HELO \(name)", .hello)
        guard plain.isPositive else { throw failed(MailError(.hello, plain)) }
    }

    private func startTLS() throws(MailError) {
        guard extensions.offers("STARTTLS") else {
            throw MailError(.securing, "The server does not offer STARTTLS, and nothing is sent in the clear. Somebody on the way may have taken the offer out.")
        }
        let answer = try command("STARTTLS", .securing)
        guard answer.code == 220 else { throw failed(MailError(.securing, answer)) }
        // Whatever came before the handshake came from anybody (CVE-2011-0411).
        guard !stream.hasUnread else { throw MailError(.securing, "Something was put into the conversation before it was encrypted; somebody on the way may be at work.") }
        try secure()
        try sayHello()
    }

    private func secure() throws(MailError) {
        guard let client = TLSClient(host: settings.host, verifies: settings.verifies) else { throw MailError(.securing, "TLS could not be set up on this machine.") }
        do throws(NetworkStream.Trouble) {
            try stream.secure(client, milliseconds: settings.timeout)
        } catch {
            isOpen = false
            throw MailError(.securing, error.words)
        }
        watch.tell("Encrypted by \(client.version)\(settings.verifies ? "; the certificate is right for \(settings.host)" : "; the certificate was NOT checked").")
    }

    private func signIn(_ tokens: AccessTokens?) throws(MailError) {
        guard !settings.username.isEmpty else { return watch.tell("No sign-in is asked for (ROTA_SMTP_USERNAME is not set).") }
        guard stream.isSecure || settings.security == .none || settings.isLoopback else { throw MailError(.signingIn, "The password is not sent in the clear.") }
        guard let way = SMTPSignIn.choose(settings, offered: extensions.signIns) else {
            let offered = extensions.signInWords.isEmpty ? "none at all" : extensions.signInWords
            throw MailError(.signingIn, "The server does not offer the way of signing in that is set; it offers \(offered).")
        }
        watch.tell("Signing in as \(settings.username) by \(way.rawValue.uppercased()).")
        let steps = try SMTPSignIn.steps(way, settings, tokens, watch)
        var answer = try command(steps.command, .signingIn)
        for line in steps.answers {
            guard answer.code == 334 else { break }
            answer = try command(line, .signingIn)
        }
        // XOAUTH2 says why in a challenge, and the no comes after an empty answer to it.
        if answer.code == 334 { answer = try command(way == .xoauth2 ? "" : "*", .signingIn) }
        guard answer.code == 235 else {
            if way == .xoauth2 { tokens?.forget() }
            throw failed(MailError(.signingIn, answer))
        }
        watch.tell("Signed in.")
    }
}

/// Lines out and in.
extension SMTPConnection {
    private func command(_ line: String, _ stage: MailStage) throws(MailError) -> SMTPReply {
        try write(Array("\(line)\r\n".utf8), stage, settings.timeout)
        return try reply(stage, settings.timeout)
    }

    private func write(_ bytes: [UInt8], _ stage: MailStage, _ milliseconds: Int) throws(MailError) {
        do throws(NetworkStream.Trouble) {
            try stream.write(bytes, milliseconds: milliseconds)
        } catch {
            isOpen = false
            throw MailError(stage, error.words)
        }
    }

    /// All lines of one answer within the time.
    private func reply(_ stage: MailStage, _ milliseconds: Int) throws(MailError) -> SMTPReply {
        let deadline = Deadline(milliseconds: milliseconds)
        var lines = SMTPReplyLines()
        while true {
            let line: [UInt8]?
            do throws(NetworkStream.Trouble) {
                line = try stream.readLine(limit: SMTPReply.lineLimit, until: deadline, milliseconds)
            } catch {
                isOpen = false
                throw MailError(stage, error.words)
            }
            switch line.map({ lines.take($0) }) ?? .wrong {
            case .more: continue
            case .whole(let reply): return reply
            case .wrong:
                isOpen = false
                throw MailError(stage, "The server’s answer is none of SMTP’s: \(SMTPReply.shown(String(decoding: (line ?? []).prefix(100), as: UTF8.self)))")
            case .endless:
                isOpen = false
                throw MailError(stage, "The server’s answer has no end.")
            }
        }
    }
}
