/// What kind of thing a notice tells (S0.75 to S0.78).
package enum NoticeCategory: String, CaseIterable, Sendable, Hashable {
    case system, action, operational
    /// A clinician's own published shifts, for which there is no preference.
    case shifts

    /// Those that somebody may ask to be mailed about; none is mailed unasked (S0.74).
    package static let optional: [NoticeCategory] = [.system, .action, .operational]

    package var label: String {
        switch self {
        case .system: "System failure"
        case .action: "Admin action"
        case .operational: "Operational"
        case .shifts: "Your shifts"
        }
    }

    /// What belongs to it, in one sentence.
    package var meaning: String {
        switch self {
        case .system: "Generating a rota failed, a backup failed or is overdue, or a mail could not be sent."
        case .action: "Something waits for a decision: leave that was asked for, a generated rota to save or discard, an invitation that ran out."
        case .operational: "Published dates that have come to lack staff, and people who have signed up."
        case .shifts: "Your own shifts were published or changed."
        }
    }
}
