import RotaDomain

/// What pages add to the engine's reasons.
enum ObstacleWords {
    /// "3 inactive clinicians are not listed."; nil where everybody is active.
    static func unlisted(_ file: PracticeFile) -> String? {
        let count = file.clinicians.count { !$0.active }
        return count == 0 ? nil : "\(counted(count, "inactive clinician")) \(count == 1 ? "is" : "are") not listed."
    }
}
