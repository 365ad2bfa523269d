/// What a clinician does on a shift. A duty shift also counts as a clinician at work.
package enum ShiftKind: String, CaseIterable, Sendable, Hashable {
    case standard, duty

    /// The word on the rota.
    package var label: String {
        switch self {
        case .standard: "Surgery"
        case .duty: "Duty"
        }
    }
}

/// Whether a duty doctor stands for the whole day or for a half (H7).
package enum DutySpan: String, CaseIterable, Sendable, Hashable {
    case day, half
}

/// Where a leave request stands.
package enum LeaveStatus: String, CaseIterable, Sendable, Hashable {
    case requested, approved, denied, cancelled
}
