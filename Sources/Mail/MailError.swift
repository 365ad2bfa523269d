/// How far a message had come when something went wrong.
package enum MailStage: String, Sendable, CaseIterable {
    case connecting
    case greeting
    case hello
    case securing
    /// Getting the token for XOAUTH2.
    case token
    case signingIn = "signing in"
    case sender
    case recipient
    case data
    case content
    /// Outside SMTP: handing over to a program or a folder.
    case handingOver = "handing over"

    /// Before any message: the fault is the connection's or the settings', not the message's.
    package var isBeforeMessages: Bool {
        switch self {
        case .connecting, .greeting, .hello, .securing, .token, .signingIn: true
        case .sender, .recipient, .data, .content, .handingOver: false
        }
    }

    /// For "While …".
    var doing: String {
        switch self {
        case .connecting: "connecting"
        case .greeting: "waiting for the greeting"
        case .hello: "greeting the server"
        case .securing: "securing the connection"
        case .token: "getting a token"
        case .signingIn: "signing in"
        case .sender: "naming the sender"
        case .recipient: "naming the recipient"
        case .data: "beginning the message"
        case .content: "sending the message"
        case .handingOver: "handing the message over"
        }
    }
}

/// Why a message did not go, in words for the person who looks after the mail; no password or token is ever in them.
package struct MailError: Error, Sendable, Equatable, CustomStringConvertible {
    package let stage: MailStage
    /// Trying the same again can't help.
    package let isPermanent: Bool
    /// The connection is of no more use.
    package let endsConnection: Bool
    /// The server may have taken the message all the same: the connection broke between the final dot and its answer (RFC 5321 §4.5.3.2.6).
    package let mayHaveArrived: Bool
    /// A sentence.
    package let reason: String

    init(_ stage: MailStage, _ reason: String, isPermanent: Bool = false, endsConnection: Bool = true, mayHaveArrived: Bool = false) {
        self.stage = stage
        self.reason = reason
        self.isPermanent = isPermanent
        self.endsConnection = endsConnection
        self.mayHaveArrived = mayHaveArrived
    }

    /// The server's own no. After 421 it closes (RFC 5321 §3.8).
    init(_ stage: MailStage, _ reply: SMTPReply) {
        self.init(stage, "The server said: \(reply.words)", isPermanent: reply.isPermanentRefusal, endsConnection: reply.code == 421)
    }

    package var description: String { "While \(stage.doing): \(reason)" }
}

extension MailError {
    /// The message itself can't be sent, by whomever.
    package static func unusable(_ reason: String) -> MailError { MailError(.handingOver, reason, isPermanent: true, endsConnection: false) }
}
