/// A day of the ISO week; the raw value is the practice file's key.
package enum Weekday: String, CaseIterable, Sendable, Hashable, Comparable {
    case mon, tue, wed, thu, fri, sat, sun

    /// 0 for Monday to 6 for Sunday.
    package var index: Int {
        switch self {
        case .mon: 0
        case .tue: 1
        case .wed: 2
        case .thu: 3
        case .fri: 4
        case .sat: 5
        case .sun: 6
        }
    }

    /// "Monday"
    package var name: String {
        switch self {
        case .mon: "Monday"
        case .tue: "Tuesday"
        case .wed: "Wednesday"
        case .thu: "Thursday"
        case .fri: "Friday"
        case .sat: "Saturday"
        case .sun: "Sunday"
        }
    }

    /// "Mon"
    package var shortName: String { String(name.prefix(3)) }

    package static func < (a: Weekday, b: Weekday) -> Bool { a.index < b.index }
}
