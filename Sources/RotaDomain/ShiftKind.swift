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

/// Whose bank holidays the practice keeps (B8).
package enum Nation: String, CaseIterable, Sendable, Hashable {
    case englandAndWales = "england-and-wales"
    case scotland
    case northernIreland = "northern-ireland"

    package var label: String {
        switch self {
        case .englandAndWales: "England and Wales"
        case .scotland: "Scotland"
        case .northernIreland: "Northern Ireland"
        }
    }
}

/// Where a leave request stands.
package enum LeaveStatus: String, CaseIterable, Sendable, Hashable {
    case requested, approved, denied, cancelled
}
