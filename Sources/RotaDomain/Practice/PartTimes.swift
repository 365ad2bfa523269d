import Civil

/// From one time of a day to a later one.
package struct ClockSpan: Sendable, Hashable {
    package let from: TimeOfDay
    package let to: TimeOfDay
}

/// When the practice's parts begin and end by the clock in London: what calendars and other programs are told of a half-day.
package struct PartTimes: Sendable, Hashable {
    package let am: ClockSpan
    package let pm: ClockSpan

    /// Nil unless the morning begins before it ends, the afternoon after that, and it too before it ends.
    package init?(amFrom: TimeOfDay, amTo: TimeOfDay, pmFrom: TimeOfDay, pmTo: TimeOfDay) {
        guard amFrom < amTo, amTo <= pmFrom, pmFrom < pmTo else { return nil }
        self.init(am: ClockSpan(from: amFrom, to: amTo), pm: ClockSpan(from: pmFrom, to: pmTo))
    }

    private init(am: ClockSpan, pm: ClockSpan) {
        self.am = am
        self.pm = pm
    }

    /// 8:30am to 12:30pm, 2pm to 6pm: until the practice says otherwise.
    package static let usual = PartTimes(
        am: ClockSpan(from: TimeOfDay(minutes: 510), to: TimeOfDay(minutes: 750)), pm: ClockSpan(from: TimeOfDay(minutes: 840), to: TimeOfDay(minutes: 1_080)))

    /// A full day goes from the morning's beginning to the afternoon's end.
    package subscript(span: Span) -> ClockSpan {
        switch span {
        case .am: am
        case .pm: pm
        case .full: ClockSpan(from: am.from, to: pm.to)
        }
    }
}
