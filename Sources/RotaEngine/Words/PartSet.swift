import Civil
import RotaDomain

/// Some of the two parts of a day.
package struct PartSet: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }
    package init(_ part: Part) { rawValue = part == .am ? 1 : 2 }
    package init(_ span: Span) { rawValue = span == .full ? 3 : span == .am ? 1 : 2 }
    package init(_ half: HalfDay) { rawValue = half == .any ? 3 : half == .am ? 1 : 2 }

    package static let am = PartSet(rawValue: 1)
    package static let pm = PartSet(rawValue: 2)
    package static let day = PartSet(rawValue: 3)

    /// Without allocating: 0, 1 or 2.
    package var count: Int { (isAM ? 1 : 0) + (isPM ? 1 : 0) }
    /// In the day's order.
    package var parts: [Part] {
        switch rawValue & 3 {
        case 1: [.am]
        case 2: [.pm]
        case 3: [.am, .pm]
        default: []
        }
    }
    package var first: Part? { isAM ? .am : isPM ? .pm : nil }
    package func contains(_ part: Part) -> Bool { part == .am ? isAM : isPM }
    /// The span of exactly these parts; nil for none.
    package var span: Span? {
        switch rawValue & 3 {
        case 1: .am
        case 2: .pm
        case 3: .full
        default: nil
        }
    }

    private var isAM: Bool { rawValue & 1 != 0 }
    private var isPM: Bool { rawValue & 2 != 0 }
}

extension Part {
    /// 0 in the morning, 1 in the afternoon.
    package var index: Int { self == .am ? 0 : 1 }
}
