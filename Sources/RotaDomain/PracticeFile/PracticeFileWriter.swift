import Civil

/// Writes a practice file in its one canonical text: what `PracticeFileReader` reads back as an equal value, and then writes as equal bytes.
package enum PracticeFileWriter {
    private typealias JSON = FileText.JSON

    package static func write(_ file: PracticeFile) -> [UInt8] {
        var text = FileText()
        text.line("{")
        text.line("\"practice\": {", 1)
        text.fields(settings(file.practice), 2)
        text.line("},", 1)
        text.fields([("locations", JSON.texts(file.locations)), ("groups", JSON.texts(file.groups))], 1, moreFollow: true)
        text.records("clinicians", file.clinicians, moreFollow: true, clinician)
        text.records("terms", file.terms, moreFollow: true, term)
        text.records("leave", file.leave, moreFollow: true, leave)
        text.records("locum_bookings", file.locumBookings, moreFollow: true, booking)
        text.records("cover", file.cover, moreFollow: true) { row in
            [("weekday", JSON.word(row.weekday))] + needs(row.part, row.location, row.minimum, row.duty)
        }
        text.records("cover_overrides", file.coverOverrides, moreFollow: true) { row in
            [("date", JSON.day(row.date))] + needs(row.part, row.location, row.minimum, row.duty)
        }
        text.records("shifts", file.shifts, moreFollow: true, shift)
        text.fields([("protected_until", JSON.day(file.protectedUntil))], 1)
        text.line("}")
        return text.bytes
    }

    private static func settings(_ practice: PracticeFile.Settings) -> [FileText.Field] {
        let open = Weekday.allCases.map { ($0.rawValue, JSON.words((practice.open[$0] ?? []).sorted())) }
        let supervisors = TermType.allCases.compactMap { type in practice.supervisorGroups[type].map { (type.rawValue, JSON.text($0)) } }
        var fields: [FileText.Field] = [
            ("name", JSON.text(practice.name)), ("nation", JSON.word(practice.nation)),
            ("full_time_parts", JSON.number(practice.fullTimeParts)), ("open", JSON.object(open)),
            ("closures", JSON.list(practice.closures.map { JSON.day($0) })),
        ]
        if !practice.halfClosures.isEmpty {
            let rows = practice.halfClosures.map { JSON.object([("date", JSON.day($0.date)), ("part", JSON.word($0.part))]) }
            fields.append(("half_closures", JSON.list(rows)))
        }
        return fields + [
            ("duty_span", JSON.word(practice.dutySpan)), ("counts_towards_minimum", JSON.words(practice.countsTowardsMinimum)),
            ("supervisor_groups", JSON.object(supervisors)),
        ]
    }

    private static func clinician(_ row: PracticeFile.Clinician) -> [FileText.Field] {
        [
            ("id", JSON.text(row.id)), ("name", JSON.text(row.name)), ("active", JSON.flag(row.active)),
            ("groups", JSON.texts(row.groups)), ("duty_balance", JSON.number(row.dutyBalance)),
        ]
    }

    private static func term(_ row: PracticeFile.Term) -> [FileText.Field] {
        let halfDays = Weekday.allCases.compactMap { weekday in row.halfDays[weekday].map { (weekday.rawValue, JSON.word($0)) } }
        return [
            ("clinician", JSON.text(row.clinician)), ("type", JSON.word(row.type)), ("start", JSON.day(row.start)), ("end", JSON.day(row.end)),
            ("duty", JSON.flag(row.duty)), ("locations", JSON.texts(row.locations)), ("supervisor", JSON.text(row.supervisor)),
            ("fte", JSON.number(row.fte)), ("fixed_days", JSON.words(row.fixedDays.sorted())),
            ("fixed_days_b", row.fixedDaysB.map { JSON.words($0.sorted()) } ?? "null"), ("half_days", JSON.object(halfDays)),
            ("cannot_work", JSON.words(row.cannotWork.sorted())), ("must_work", JSON.words(row.mustWork.sorted())),
            ("min_shifts", JSON.number(row.minShifts)), ("max_shifts", JSON.number(row.maxShifts)),
            ("leave_entitlement", JSON.number(row.leaveEntitlement)),
        ]
    }

    private static func leave(_ row: PracticeFile.Leave) -> [FileText.Field] {
        [("clinician", JSON.text(row.clinician))] + dates(row.range)
            + [("part", JSON.word(row.part)), ("type", JSON.text(row.type)), ("status", JSON.word(row.status))]
    }

    private static func booking(_ row: PracticeFile.LocumBooking) -> [FileText.Field] {
        [("clinician", JSON.text(row.clinician)), ("location", JSON.text(row.location))] + dates(row.range) + [("part", JSON.word(row.part))]
    }

    private static func needs(_ part: Part, _ location: String, _ minimum: Int, _ duty: Int) -> [FileText.Field] {
        [("part", JSON.word(part)), ("location", JSON.text(location)), ("minimum", String(minimum)), ("duty", String(duty))]
    }

    static func dates(_ range: DayRange) -> [FileText.Field] { [("from", JSON.day(range.first)), ("to", JSON.day(range.last))] }

    static func shift(_ row: PracticeFile.Shift) -> [FileText.Field] {
        [
            ("clinician", JSON.text(row.clinician)), ("date", JSON.day(row.date)), ("span", JSON.word(row.span)), ("kind", JSON.word(row.kind)),
            ("location", JSON.text(row.location)), ("pinned", JSON.flag(row.pinned)),
        ]
    }
}

/// Writes a rota file in its one canonical text: shifts in order of date, clinician id, span, whatever the order given.
package enum RotaFileWriter {
    package static func write(_ file: RotaFile) -> [UInt8] {
        var text = FileText()
        text.line("{")
        text.fields(PracticeFileWriter.dates(file.range), 1, moreFollow: true)
        text.records("shifts", file.shifts.sorted(by: isBefore), moreFollow: false, PracticeFileWriter.shift)
        text.line("}")
        return text.bytes
    }

    /// Ids compare by their UTF-8 bytes, so that the order is the same on every machine and in other languages.
    private static func isBefore(_ a: PracticeFile.Shift, _ b: PracticeFile.Shift) -> Bool {
        if a.date != b.date { return a.date < b.date }
        if a.clinician != b.clinician { return a.clinician.utf8.lexicographicallyPrecedes(b.clinician.utf8) }
        return a.span.rawValue < b.span.rawValue
    }
}
