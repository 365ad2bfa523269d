import Civil

/// A clinician's calendar address as it stands: the secret itself is known to its owner only.
package struct CalendarFeed: Sendable, Equatable {
    package let clinicianId: Int
    /// The account that turned it on.
    package let accountId: Int
    /// Part of every event's id, so that two practices' events never bear the same one.
    package let mark: String
    package let createdAt: Instant
    package let lastReadAt: Instant?

    package init(clinicianId: Int, accountId: Int, mark: String, createdAt: Instant, lastReadAt: Instant?) {
        self.clinicianId = clinicianId
        self.accountId = accountId
        self.mark = mark
        self.createdAt = createdAt
        self.lastReadAt = lastReadAt
    }

    /// What a feed shows: 30 days back and 365 ahead.
    package static func window(today: Day) -> DayRange { DayRange(today - 30, today + 365) ?? DayRange(today) }
}

/// A published shift for a calendar, with since when it stands just so.
package struct CalendarShift: Sendable, Equatable {
    package let date: Day
    package let span: Span
    package let kind: ShiftKind
    package let location: String
    package let sinceVersion: Int
    package let since: Instant

    package init(date: Day, span: Span, kind: ShiftKind, location: String, sinceVersion: Int, since: Instant) {
        self.date = date
        self.span = span
        self.kind = kind
        self.location = location
        self.sinceVersion = sinceVersion
        self.since = since
    }
}

/// Approved leave for a calendar: when, and nothing of why.
package struct CalendarLeave: Sendable, Equatable {
    package let id: Int
    package let range: DayRange
    package let part: Span
    package let revision: Int
    /// Nil where nobody noted it.
    package let changedAt: Instant?

    /// Stands for when nobody noted it, the same for ever: 1 January 2000. A calendar that asks again must not take the same leave for a changed one.
    package static let longAgo = Instant(seconds: 946_684_800)

    package init(id: Int, range: DayRange, part: Span, revision: Int, changedAt: Instant?) {
        self.id = id
        self.range = range
        self.part = part
        self.revision = revision
        self.changedAt = changedAt
    }
}

/// All that a clinician's calendar is made of.
package struct CalendarContents: Sendable, Equatable {
    package let practice: String
    package let times: PartTimes
    /// How often the times were changed, and when last.
    package let timesRevision: Int
    package let timesChangedAt: Instant?
    package let shifts: [CalendarShift]
    package let leave: [CalendarLeave]

    package init(practice: String, times: PartTimes, timesRevision: Int, timesChangedAt: Instant?, shifts: [CalendarShift], leave: [CalendarLeave]) {
        self.practice = practice
        self.times = times
        self.timesRevision = timesRevision
        self.timesChangedAt = timesChangedAt
        self.shifts = shifts
        self.leave = leave
    }
}

extension CalendarContents {
    /// A shift's id goes by its clinician, its date and the part that it begins with, since versions of the rota have no ids for shifts: it stays when
    /// the rota is published again, when a full day becomes a morning, and when the practice's times change. Its number goes up with each of these:
    /// versions are counted upwards, and so are changes of the times.
    /// - Parameter base: how browsers reach the program, without a slash at the end.
    package func events(of feed: CalendarFeed, base: String) -> [CalendarEvent] { shifts.map { event($0, feed, base) } + leave.flatMap { events($0, feed) } }

    private func event(_ shift: CalendarShift, _ feed: CalendarFeed, _ base: String) -> CalendarEvent {
        CalendarEvent(
            uid: "shift-\(CalendarDocument.stamp(shift.date))-\(shift.span == .pm ? "pm" : "am")-\(suffix(feed))", time: .clock(shift.date, times[shift.span]),
            summary: shift.kind == .duty ? "Duty doctor" : "Surgery", location: shift.location, address: "\(base)/rota?week=\(shift.date.monday.iso)",
            changedAt: max(shift.since, timesChangedAt ?? shift.since), sequence: shift.sinceVersion + timesRevision)
    }

    /// Whole days are one entry; half-days one each, by the clock.
    private func events(_ leave: CalendarLeave, _ feed: CalendarFeed) -> [CalendarEvent] {
        let changed = leave.changedAt ?? CalendarLeave.longAgo
        guard leave.part != .full else {
            return [CalendarEvent(uid: "leave-\(leave.id)-\(suffix(feed))", time: .days(leave.range), summary: "Leave", changedAt: changed, sequence: leave.revision)]
        }
        return leave.range.days.map { day in
            CalendarEvent(
                uid: "leave-\(leave.id)-\(CalendarDocument.stamp(day))-\(suffix(feed))", time: .clock(day, times[leave.part]), summary: "Leave",
                changedAt: max(changed, timesChangedAt ?? changed), sequence: leave.revision + timesRevision)
        }
    }

    private func suffix(_ feed: CalendarFeed) -> String { "\(feed.clinicianId)-\(feed.mark)@practice-rota" }
}
