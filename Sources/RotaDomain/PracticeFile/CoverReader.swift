import Civil

/// Reads what each part at each location needs, in the usual week and on single dates.
enum CoverReader {
    /// One row for each open part of the usual week and location, and none twice.
    static func read(_ top: Fields, _ names: FileNames, open: [Weekday: Set<Part>]?) -> [PracticeFile.Cover]? {
        guard let rows = top.records("cover", atMost: PracticeFileReader.mostRecords) else { return nil }
        var cover: [PracticeFile.Cover] = []
        var seen: [Place: Int] = [:]
        var allPlaced = true
        for (index, row) in rows.enumerated() {
            let weekday = row.read("weekday", Check.word(Weekday.self))
            let (part, location, minimum, duty) = needs(row, names)
            guard let weekday, let part, let location else {
                allPlaced = false
                continue
            }
            if let other = seen.updateValue(index, forKey: Place(day: weekday.index, part: part, location: location)) {
                row.problem("stands twice: cover[\(other)] is for \(weekday.rawValue) \(part.rawValue) at \(location) too")
            }
            guard let minimum, let duty else { continue }
            cover.append(PracticeFile.Cover(weekday: weekday, part: part, location: location, minimum: minimum, duty: duty))
        }
        if allPlaced, let open {
            for weekday in Weekday.allCases {
                for part in (open[weekday] ?? []).sorted() {
                    for location in names.locationList where seen[Place(day: weekday.index, part: part, location: location)] == nil {
                        top.problem("cover", "has no row for \(weekday.rawValue) \(part.rawValue) at \(location), which is open")
                    }
                }
            }
        }
        return cover
    }

    static func readOverrides(_ top: Fields, _ names: FileNames) -> [PracticeFile.CoverOverride]? {
        guard let rows = top.records("cover_overrides", atMost: PracticeFileReader.mostRecords) else { return nil }
        var overrides: [PracticeFile.CoverOverride] = []
        var seen: [Place: Int] = [:]
        for (index, row) in rows.enumerated() {
            let date = row.read("date", Check.day)
            let (part, location, minimum, duty) = needs(row, names)
            guard let date, let part, let location else { continue }
            if let other = seen.updateValue(index, forKey: Place(day: date.number, part: part, location: location)) {
                row.problem("stands twice: cover_overrides[\(other)] is for \(date) \(part.rawValue) at \(location) too")
            }
            guard let minimum, let duty else { continue }
            overrides.append(PracticeFile.CoverOverride(date: date, part: part, location: location, minimum: minimum, duty: duty))
        }
        return overrides
    }

    private static func needs(_ row: Fields, _ names: FileNames) -> (part: Part?, location: String?, minimum: Int?, duty: Int?) {
        let part = row.read("part", Check.word(Part.self))
        return (part, names.location(row), row.read("minimum", Check.count), row.read("duty", Check.count))
    }

    private struct Place: Hashable {
        let day: Int
        let part: Part
        let location: String
    }
}
