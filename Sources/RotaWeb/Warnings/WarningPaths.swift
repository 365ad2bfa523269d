import Civil
import RotaStore

extension Paths {
    static let warnings = "/warnings"

    /// Why the warning stands.
    static func warning(_ warning: Warning, _ rota: VisibleRota) -> String {
        let trainee = warning.trainee.flatMap { rota.clinicianIds[$0] }.map { "&trainee=\($0)" } ?? ""
        return "\(Paths.warnings)/\(warning.day.iso)/\(warning.part.rawValue)/\(rota.locationIds[warning.location] ?? 0)?kind=\(warning.kind.rawValue)\(trainee)"
    }
}
