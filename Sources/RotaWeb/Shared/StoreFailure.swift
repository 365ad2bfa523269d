import HTTP
import SQLite

/// What keeps the database from doing its work, through no fault of the request: words for the page, and for the log what an administrator
/// can do. Everything else that SQLite says, such as a broken rule, is a mistake of the program's.
enum StoreFailure: String, CaseIterable {
    case diskFull = "disk-full"
    case locked
    case readOnly = "read-only"
    case damaged
    case moved
    case device
    case unreachable

    init?(_ error: any Error) {
        guard let error = error as? SQLiteError else { return nil }
        if error.isFull {
            self = .diskFull
        } else if error.isBusy {
            self = .locked
        } else if error.isMoved {
            self = .moved
        } else if error.isReadOnly {
            self = .readOnly
        } else if error.isCorrupt {
            self = .damaged
        } else if error.isInputOutput {
            self = .device
        } else if error.isCannotOpen {
            self = .unreachable
        } else {
            return nil
        }
    }

    /// Seconds after which trying again may help (RFC 9110 §10.2.3).
    var retryAfter: Int { self == .locked ? 10 : 60 }

    /// - Parameter reads: whether something was to be shown, rather than saved.
    func words(reads: Bool) -> ErrorPage.Words {
        let cause =
            switch self {
            case .diskFull: "The server’s disk is full"
            case .locked: "Another program has held the data for too long"
            case .readOnly: "The server’s disk does not let the program write"
            case .damaged: "A part of the data can’t be read"
            case .moved: "The data were moved away while the program was running"
            case .device: "The server’s disk does not answer as it should"
            case .unreachable: "The program can’t open its data"
            }
        let remedy =
            switch self {
            case .locked: "Try again in a moment. If it happens again, tell your administrator the reference below."
            default: "Tell your administrator the reference below, and try again when it has been put right."
            }
        let title = reads ? "This can’t be shown just now" : "Nothing can be saved just now"
        return ErrorPage.Words(title: self == .locked ? "Busy" : title, message: "\(cause). Nothing was changed.", remedy: remedy)
    }

    /// For the log.
    var advice: String {
        switch self {
        case .diskFull: "Make room on the disk of the data folder; the program goes on by itself."
        case .locked: "Find and stop the other program that has rota.db open; the program goes on by itself."
        case .readOnly: "Let the program’s user write the data folder and the files in it, and see whether the disk is mounted read-only."
        case .damaged: "Stop the program, keep the data folder as it is, and restore the last good backup."
        case .moved: "Stop the program, put the files back or restore a backup, and start it again. Nothing is saved until then."
        case .device: "See the system’s log for errors of the disk, and check that the last backup is good."
        case .unreachable: "Check that the data folder is there, that the program’s user may enter it, and that not too many files are open."
        }
    }
}
