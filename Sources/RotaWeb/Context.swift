import Civil
import HTTP
import RotaDomain
import RotaStore
import Secrets

/// What an action that needs no sign-in is given.
struct Visitor: Sendable {
    let practice: Practice
    let request: Request
    let parameters: RouteParameters
    /// The parsed body; empty for GET.
    let form: FormBody
    /// Proves that a form came from a page of ours (`csrf` field).
    let csrf: String
}

/// What an action behind a sign-in is given: the account, its login and what it may see are never optional.
struct SignedIn: Sendable {
    let practice: Practice
    let request: Request
    let parameters: RouteParameters
    /// The parsed body; empty for GET.
    var form: FormBody
    let csrf: String
    let account: Account
    let login: Login
    /// Whose account this is, where it is a clinician's.
    var clinicianId: Int?
    /// The account's role must sign in by two steps, and it can't yet: nothing else is open to it.
    var mustSetUpTwoStep = false
    /// Read with the login, since every page shows it.
    var practiceName = SignedIn.unnamed
    /// How many notices are unread; read with the login too.
    var unread = 0

    /// What stands in place of a practice's name until it has one.
    static let unnamed = "Practice Rota"

    var visibility: Visibility { .of(account) }
    var reach: Reach { Reach(account) }
    var actor: Actor { Actor(accountId: account.id, name: account.name, requestId: request.id.description) }
    var store: Store { practice.store }
    var today: Day { practice.today }
    var now: Instant { practice.clock.now() }

    /// The whole-number parameter of the address, or "not found".
    func id(_ name: String = "id") throws -> Int {
        guard let id = parameters.int(name) else { throw PageError.notFound }
        return id
    }
}

/// Why an action has no page of its own to answer with; one place maps it to the error's page.
enum PageError: Error, Equatable {
    case notFound
    case forbidden
    /// The form was made for another login, or is too old.
    case outdatedForm
    /// Changed since the form was opened.
    case stale(String)
    /// The same form was sent before, and is at work.
    case underWay
}
