import Civil

/// Reads the locum bookings of a practice file: one location a day for each clinician.
enum LocumBookingReader {
    static func read(_ top: Fields, _ names: FileNames) -> [PracticeFile.LocumBooking]? {
        guard let rows = top.records("locum_bookings", atMost: PracticeFileReader.mostRecords) else { return nil }
        var bookings: [PracticeFile.LocumBooking] = []
        var stays: [String: [Stay]] = [:]
        for (index, row) in rows.enumerated() {
            let clinician = names.clinician(row)
            let location = names.location(row)
            let range = row.range()
            let part = row.read("part", Check.word(Span.self))
            guard let clinician, let location, let range else { continue }
            stays[clinician, default: []].append(Stay(index: index, row: row, range: range, location: location))
            guard let part else { continue }
            bookings.append(PracticeFile.LocumBooking(clinician: clinician, location: location, range: range, part: part))
        }
        for (clinician, stays) in stays { refuseTwoLocations(stays, of: clinician) }
        return bookings
    }

    private struct Stay {
        let index: Int
        let row: Fields
        let range: DayRange
        let location: String
    }

    /// One sweep by first day that remembers, for each location, the booking that lasts longest.
    private static func refuseTwoLocations(_ stays: [Stay], of clinician: String) {
        var longest: [String: Stay] = [:]
        for stay in stays.sorted(by: { ($0.range.first, $0.index) < ($1.range.first, $1.index) }) {
            let clash = longest.values.filter { $0.location != stay.location && $0.range.last >= stay.range.first }.min { $0.index < $1.index }
            if let clash {
                let (later, other) = stay.index > clash.index ? (stay, clash) : (clash, stay)
                later.row.problem(
                    "\(clinician) is booked at two locations on \(stay.range.first): \(stay.location), and by locum_bookings[\(other.index)] at \(other.location)")
            }
            if let known = longest[stay.location], known.range.last >= stay.range.last { continue }
            longest[stay.location] = stay
        }
    }
}
