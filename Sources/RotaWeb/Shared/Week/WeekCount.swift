import Civil
import RotaDomain

/// Who is on duty, and how many count towards cover, at each location on each half-day of a week: counted in one pass over the people.
struct WeekCount {
    private struct Place: Hashable {
        let location: String
        let column: Int
        let part: Part
    }

    private var duty: [Place: [Int]] = [:]
    private var present: [Place: Int] = [:]
    /// Where somebody is on duty that week.
    private(set) var dutyLocations: Set<String> = []

    /// - Parameter counting: the types of term that count towards cover (rules.md, `counts_towards_minimum`).
    init(_ people: [WeekGrid.Person], counting: Set<TermType>) {
        for (row, person) in people.enumerated() {
            for (column, plan) in person.plans.enumerated() where !plan.isEmpty {
                for part in Part.allCases {
                    guard let work = plan[part] else { continue }
                    let place = Place(location: work.location, column: column, part: part)
                    if let type = person.types[column], counting.contains(type) { present[place, default: 0] += 1 }
                    guard work.kind == .duty else { continue }
                    duty[place, default: []].append(row)
                    dutyLocations.insert(work.location)
                }
            }
        }
    }

    /// Rows of the people on duty there.
    func onDuty(_ location: String, _ column: Int, _ part: Part) -> [Int] { duty[Place(location: location, column: column, part: part)] ?? [] }

    func present(_ location: String, _ column: Int, _ part: Part) -> Int { present[Place(location: location, column: column, part: part)] ?? 0 }
}
