import HTTP
import RotaDomain
import RotaStore
import SQLite
import Civil

/// Why an invitation's link leads nowhere. Each has a page that says so and what to do, and says nothing of who was invited.
enum InvitationEnding: Equatable {
    /// No link of ours.
    case unknown
    /// Opened more than five minutes ago, or in another browser (S0.66).
    case heldTooLong
    case used
    case expired
    /// - Parameter elsewhere: the newer one went to another address.
    case replaced(elsewhere: Bool)
    case revoked
    /// The record has an account by another way.
    case linked
    case inactive
    /// The address has an account by now.
    case addressTaken

    var status: Status { self == .unknown ? .notFound : .gone }

    /// - Parameter isSignedIn: the reader is, and is not told to.
    func words(isSignedIn: Bool) -> ErrorPage.Words {
        let (title, message, remedy) = texts
        return ErrorPage.Words(
            title: title, message: message, remedy: isSignedIn ? insideRemedy ?? remedy : remedy, link: offersSignIn ? PageLayout.Link(label: "Sign in", path: Paths.signIn) : nil)
    }

    /// For who is signed in, where the remedy is another for them.
    private var insideRemedy: String? {
        switch self {
        case .used: "If that was you, there is nothing left to do. If it was not, tell the practice at once."
        case .linked: "If it is yours, there is nothing left to do. If not, ask the practice."
        case .addressTaken: "If it is yours, ask the practice to link it with your record."
        default: nil
        }
    }

    private var offersSignIn: Bool { self == .used || self == .linked || self == .addressTaken }

    private var texts: (title: String, message: String, remedy: String) {
        switch self {
        case .unknown:
            ("This link leads nowhere", "It is not a link of ours, or a part of it is missing.", "Copy the whole link from where you have it, such as your mail. If that does not help, ask the practice to invite you again.")
        case .heldTooLong:
            (
                "Open your link again", "For your safety this page works for five minutes after the link was opened, and only in that browser. Your invitation was not used up, and nothing was saved.",
                "Open your link again, from the mail that it came in or wherever you have it."
            )
        case .used:
            ("This invitation was used already", "An account was made with it.", "If that was you, sign in. If it was not, tell the practice at once.")
        case .expired:
            ("This invitation has expired", "An invitation works for \(Invitation.days) days.", "Ask the practice to invite you again.")
        case .replaced(elsewhere: false):
            ("There is a newer invitation", "The practice has invited you again since, and only the newest link works.", "Look for the newest mail with an invitation, and open the link in it.")
        case .replaced(elsewhere: true):
            (
                "There is a newer invitation", "The practice has sent another invitation since, to another email address, and this one ended.",
                "Look for it there. If that is not yours, ask the practice."
            )
        case .revoked: ("This invitation was withdrawn", "The practice has taken it back.", "If you think that is a mistake, ask the practice.")
        case .linked:
            ("There is an account already", "The record that this invitation was for has got an account another way since.", "If it is yours, sign in. If not, ask the practice.")
        case .inactive:
            ("This invitation cannot be used now", "The record that it was for is not active at the practice any more.", "If you think that is a mistake, ask the practice.")
        case .addressTaken:
            (
                "Your email address has an account already", "An account with the address that this invitation was sent to was made another way since.",
                "If it is yours, sign in, and ask the practice to link it with your record."
            )
        }
    }
}

/// Where an invitation's link leads just now.
enum InvitationLink {
    case open(Invitation, Clinician)
    case ended(InvitationEnding)

    static func find(_ tokenHash: [UInt8], _ db: Connection, at now: Instant) throws -> InvitationLink {
        let invitations = InvitationRepository(db, .practice)
        guard let invitation = try invitations.find(tokenHash: tokenHash), let clinician = try ClinicianRepository(db, .practice).find(invitation.clinicianId)
        else { return .ended(.unknown) }
        switch invitation.state(at: now) {
        case .accepted: return .ended(.used)
        case .expired: return .ended(.expired)
        case .revoked: return .ended(.revoked)
        case .replaced:
            let newer = try invitations.open(of: clinician.id)
            return .ended(.replaced(elsewhere: newer.map { $0.email.lowercased() != invitation.email.lowercased() } ?? false))
        case .pending: break
        }
        if clinician.accountId != nil { return .ended(.linked) }
        if !clinician.active { return .ended(.inactive) }
        if try AccountRepository(db).isTaken(email: invitation.email) { return .ended(.addressTaken) }
        return .open(invitation, clinician)
    }
}
