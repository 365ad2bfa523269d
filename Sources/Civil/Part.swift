/// A half-day of practice work: the British GP "session".
package enum Part: String, CaseIterable, Sendable, Hashable, Comparable {
    case am, pm

    package static func < (a: Part, b: Part) -> Bool { a == .am && b == .pm }
}

/// How much of one day a shift, a leave or a booking covers.
package enum Span: String, CaseIterable, Sendable, Hashable {
    case full, am, pm

    /// The parts covered, in order.
    package var parts: [Part] {
        switch self {
        case .full: [.am, .pm]
        case .am: [.am]
        case .pm: [.pm]
        }
    }

    package func covers(_ part: Part) -> Bool { self == .full || rawValue == part.rawValue }

    /// The span of exactly these parts, or nil for none.
    package init?(parts: some Sequence<Part>) {
        switch (parts.contains(.am), parts.contains(.pm)) {
        case (true, true): self = .full
        case (true, false): self = .am
        case (false, true): self = .pm
        case (false, false): return nil
        }
    }
}
