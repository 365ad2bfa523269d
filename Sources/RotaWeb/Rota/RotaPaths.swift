import Civil

extension Paths {
    /// The week that holds the day, opened at that day on narrow screens.
    static func week(at day: Day) -> String { "/rota?week=\(day.monday.iso)&day=\(day.iso)" }
    static func rotaDay(_ clinicianId: Int, _ day: Day) -> String { "/rota/\(clinicianId)/\(day.iso)" }
    static func rotaDayRemoval(_ clinicianId: Int, _ day: Day) -> String { "/rota/\(clinicianId)/\(day.iso)/removal" }
    static func rotaDaySickness(_ clinicianId: Int, _ day: Day) -> String { "/rota/\(clinicianId)/\(day.iso)/sickness" }
    /// The day's form with these answers chosen.
    static func rotaDay(_ clinicianId: Int, _ day: Day, kind: String, span: Span, locationId: Int) -> String {
        "\(rotaDay(clinicianId, day))?as=\(kind)&span=\(span.rawValue)&location=\(locationId)"
    }
    static func newGeneration(_ range: DayRange) -> String { "\(newGeneration)?from=\(range.first.iso)&to=\(range.last.iso)" }
    static func newPublication(_ range: DayRange) -> String { "/publications/new?from=\(range.first.iso)&to=\(range.last.iso)" }
}
