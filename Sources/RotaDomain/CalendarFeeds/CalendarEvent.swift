import Civil

/// One entry of a clinician's calendar.
package struct CalendarEvent: Sendable, Equatable {
    package enum Time: Sendable, Equatable {
        /// By the clock in London.
        case clock(Day, ClockSpan)
        /// Whole days, the last one included.
        case days(DayRange)
    }

    /// The same for as long as the entry is the same, whatever changes in it.
    package let uid: String
    package let time: Time
    package let summary: String
    package let location: String?
    /// Where to look at it.
    package let address: String?
    /// When it last changed, and a number that is higher after each change.
    package let changedAt: Instant
    package let sequence: Int

    package init(uid: String, time: Time, summary: String, location: String? = nil, address: String? = nil, changedAt: Instant, sequence: Int) {
        self.uid = uid
        self.time = time
        self.summary = summary
        self.location = location
        self.address = address
        self.changedAt = changedAt
        self.sequence = sequence
    }
}

/// A calendar as programs subscribe to it (RFC 5545, RFC 7986).
package enum CalendarDocument {
    package static func write(name: String, _ events: [CalendarEvent]) -> [UInt8] {
        var text = CalendarText()
        text.add("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Practice Rota//Practice Rota//EN\nCALSCALE:GREGORIAN\nMETHOD:PUBLISH\n")
        text.addText("NAME", name)
        text.addText("X-WR-CALNAME", name)
        text.add("X-WR-TIMEZONE:Europe/London\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\nX-PUBLISHED-TTL:PT1H\n")
        text.add(london)
        for event in events { add(event, to: &text) }
        text.add("END:VCALENDAR\n")
        return text.bytes
    }

    /// Outlook shows the wrong hour without it, and doesn't read the shorter forms.
    private static let london: StaticString = """
        BEGIN:VTIMEZONE
        TZID:Europe/London
        BEGIN:DAYLIGHT
        DTSTART:19700329T010000
        TZOFFSETFROM:+0000
        TZOFFSETTO:+0100
        TZNAME:BST
        RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
        END:DAYLIGHT
        BEGIN:STANDARD
        DTSTART:19701025T020000
        TZOFFSETFROM:+0100
        TZOFFSETTO:+0000
        TZNAME:GMT
        RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
        END:STANDARD
        END:VTIMEZONE

        """

    private static func add(_ event: CalendarEvent, to text: inout CalendarText) {
        text.add("BEGIN:VEVENT\n")
        text.addText("UID", event.uid)
        let changed = stamp(event.changedAt)
        text.add("DTSTAMP", changed)
        text.add("LAST-MODIFIED", changed)
        text.add("SEQUENCE", String(event.sequence))
        switch event.time {
        case .clock(let day, let span):
            text.add("DTSTART;TZID=Europe/London", stamp(day, span.from))
            text.add("DTEND;TZID=Europe/London", stamp(day, span.to))
        case .days(let range):
            text.add("DTSTART;VALUE=DATE", stamp(range.first))
            // The end is the first day that no longer counts.
            text.add("DTEND;VALUE=DATE", stamp(range.last + 1))
        }
        text.addText("SUMMARY", event.summary)
        if let place = event.location { text.addText("LOCATION", place) }
        if let address = event.address { text.add("URL", address) }
        text.add("CLASS:PRIVATE\nTRANSP:OPAQUE\nEND:VEVENT\n")
    }

    /// `20261123`
    package static func stamp(_ day: Day) -> String { day.iso.filter { $0 != "-" } }
    private static func stamp(_ day: Day, _ time: TimeOfDay) -> String { "\(stamp(day))T\(time.iso.filter { $0 != ":" })00" }
    /// `20261120T100000Z`
    private static func stamp(_ instant: Instant) -> String { instant.iso.filter { $0 != "-" && $0 != ":" } }
}
