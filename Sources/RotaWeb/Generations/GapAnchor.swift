import RotaDomain
import RotaEngine

/// Where a gap stands on the page that explains a week's gaps: one id on every page that leads there.
enum GapAnchor {
    /// "gap-2026-11-30-am-duty-0", with the trainee's place in the practice after it where one is unsupervised.
    static func id(_ gap: Gap, in practice: PracticeFile) -> String {
        let place = practice.locations.firstIndex(of: gap.location) ?? 0
        let start = "gap-\(gap.date.iso)-\(gap.part.rawValue)"
        return switch gap.kind {
        case .duty: "\(start)-duty-\(place)"
        case .cover: "\(start)-cover-\(place)"
        case .supervision(let trainee): "\(start)-supervision-\(place)-\(practice.clinicians.firstIndex { $0.id == trainee } ?? 0)"
        }
    }
}
