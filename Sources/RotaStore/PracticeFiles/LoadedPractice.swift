import Civil
import RotaDomain

/// The practice's data as the engine reads it, and the way back to the rows it came from.
package struct LoadedPractice: Sendable {
    package let file: PracticeFile
    /// By the practice file's id.
    package let clinicianIds: [String: Int]
    /// By name.
    package let locationIds: [String: Int]
    package let revision: RotaRevision

    /// The practice file's id of a row.
    package func code(of clinicianId: Int) -> String? { clinicianIds.first { $0.value == clinicianId }?.key }

    package func name(of code: String) -> String { file.clinicians.first { $0.id == code }?.name ?? code }
}
