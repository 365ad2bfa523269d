import RotaDomain
import RotaStore

extension PracticeRecord {
    /// The settings, for the audit log.
    var auditFields: AuditFields {
        [
            "name": name, "nation": nation.label, "full-time parts": Numbers.words(fullTimeParts), "duty span": dutySpan.rawValue,
            "counts towards minimum": countsTowardsMinimum.map(\.label).joined(separator: ", "), "protected weeks": String(protectedWeeks),
            "times": times.words,
        ]
    }
}
