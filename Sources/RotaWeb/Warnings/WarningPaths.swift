import Civil
import RotaStore

extension Paths {
    static let warnings = "/warnings"

    /// The list from another date, of the same kind and to the same end.
    static func warnings(from day: Day, _ filter: WarningFilter) -> String {
        let kind = filter.kind.map { "&kind=\($0.rawValue)" } ?? ""
        let end = RotaDate.read(filter.to).map { "&to=\($0.iso)" } ?? ""
        return "\(Paths.warnings)?from=\(day.iso)\(end)\(kind)"
    }

    /// Why the warning stands.
    static func warning(_ warning: Warning, _ rota: VisibleRota) -> String {
        let trainee = warning.trainee.flatMap { rota.clinicianIds[$0] }.map { "&trainee=\($0)" } ?? ""
        return "\(Paths.warnings)/\(warning.day.iso)/\(warning.part.rawValue)/\(rota.locationIds[warning.location] ?? 0)?kind=\(warning.kind.rawValue)\(trainee)"
    }
}
