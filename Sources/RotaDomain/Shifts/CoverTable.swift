import Civil

/// How many doctors each part of some dates needs at each location: the usual week's rows, changed by overrides.
package struct CoverTable: Sendable {
    package struct Need: Sendable, Equatable {
        package var minimum = 0
        package var duty = 0
    }

    private let first: Day
    private let locations: [String: Int]
    private var needs: [Need]

    package init(_ file: PracticeFile, _ range: DayRange) {
        first = range.first
        let locations = Dictionary(file.locations.enumerated().map { ($1, $0) }, uniquingKeysWith: { a, _ in a })
        self.locations = locations
        needs = Array(repeating: Need(), count: range.count * 2 * locations.count)
        let closed = Set(file.practice.closures), half = Set(file.practice.halfClosures)
        func set(_ day: Day, _ part: Part, _ location: String, _ need: Need) {
            guard file.practice.open[day.weekday]?.contains(part) == true, !closed.contains(day),
                !half.contains(PracticeFile.HalfClosure(date: day, part: part)), let index = index(day, part, location)
            else { return }
            needs[index] = need
        }
        for row in file.cover {
            for day in range.days where day.weekday == row.weekday { set(day, row.part, row.location, Need(minimum: row.minimum, duty: row.duty)) }
        }
        for row in file.coverOverrides where range.contains(row.date) {
            set(row.date, row.part, row.location, Need(minimum: row.minimum, duty: row.duty))
        }
    }

    /// Nothing is needed on closed parts and outside the dates.
    package func need(_ day: Day, _ part: Part, _ location: String) -> Need { index(day, part, location).map { needs[$0] } ?? Need() }

    private func index(_ day: Day, _ part: Part, _ location: String) -> Int? {
        guard let place = locations[location] else { return nil }
        let index = ((day - first) * 2 + (part == .am ? 0 : 1)) * locations.count + place
        return day >= first && index < needs.count ? index : nil
    }
}
