import Civil
import RotaDomain

/// The rows above and below the people: who is on duty at each location, how many are in, and cover against need.
extension WeekGrid {
    /// A row for each location that needs a duty doctor that week, or has one.
    var dutyRows: [WeekRow] {
        rota.file.locations.compactMap { location in
            let isNeeded = columns.contains { column in Part.allCases.contains { cover.need(column.day, $0, location).duty > 0 } }
            guard isNeeded || count.dutyLocations.contains(location) else { return nil }
            return WeekRow(heading: letters.isEmpty ? "Duty" : "Duty, \(location)", path: nil, cells: columns.indices.flatMap { dutyCells(location, $0) })
        }
    }

    private func dutyCells(_ location: String, _ column: Int) -> [WeekCell] {
        let open = columns[column].open
        let doctors = Part.allCases.map { part in count.onDuty(location, column, part).map { people[$0] } }
        let missing = Part.allCases.enumerated().map { index, part in cover.need(columns[column].day, part, location).duty - doctors[index].count }
        let isWhole = open.count == 2 && shows(column) && doctors[0].map(\.id) == doctors[1].map(\.id) && missing[0] == missing[1]
        return Part.allCases.enumerated().map { index, part in
            guard shows(column) else { return WeekCell(classes: classes(column, part), hidden: open.contains(part) ? "Not published yet" : "Closed") }
            guard open.contains(part) || !doctors[index].isEmpty else { return WeekCell(classes: classes(column, part), hidden: "Closed") }
            if isWhole, part == .pm {
                let names = doctors[1].isEmpty ? (missing[1] > 0 ? "No one" : "Not needed") : doctors[1].map { shortNames.text($0.clinician.name) }.joined(separator: ", ")
                return WeekCell(classes: classes(column, part), hidden: "\(names), as in the morning")
            }
            var chips = doctors[index].map { person in
                Chip(classes: "chip chip--name" + (isWhole ? " chip--full" : ""), path: dayPath(person, column), word: shortNames.text(person.clinician.name))
            }
            if missing[index] > 0 { chips.append(gapChip(location, column, part, missing[index], isAlone: chips.isEmpty, isWhole)) }
            if chips.isEmpty { chips.append(Chip(classes: "chip chip--off" + (isWhole ? " chip--full" : ""), hidden: "Not needed")) }
            return WeekCell(classes: classes(column, part), chips: chips)
        }
    }

    private func gapChip(_ location: String, _ column: Int, _ part: Part, _ missing: Int, isAlone: Bool, _ isWhole: Bool) -> Chip {
        let day = columns[column].day
        return Chip(
            classes: "chip chip--gap" + (isWhole ? " chip--full" : ""),
            path: gapPath(location, day, part, kind: "duty"),
            word: isAlone ? "No one" : "\(missing) short", hidden: " on duty at \(location)\(isWhole ? " all day" : "")")
    }

    var groupViews: [WeekGroup] {
        groups.map { group in
            let cells = columns.indices.flatMap { column in
                Part.allCases.map { part in
                    let isIn = group.people.count { $0.plans[column][part] != nil }
                    let hasFigure = shows(column) && (columns[column].open.contains(part) || isIn > 0)
                    return WeekCell(
                        classes: classes(column, part), hidden: columns[column].open.contains(part) ? "Not published yet" : "Closed",
                        text: hasFigure ? "\(isIn) in" : nil)
                }
            }
            let rows = group.people.map { person in
                WeekRow(
                    heading: person.clinician.name, path: opensClinicians ? Paths.clinician(person.id) : nil, isOwn: person.id == own,
                    cells: columns.indices.flatMap { self.cells(person, $0) })
            }
            return WeekGroup(heading: WeekRow(heading: group.title, path: nil, cells: cells), rows: rows)
        }
    }

    var coverRows: [WeekRow] {
        return rota.file.locations.map { location in
            let cells = columns.indices.flatMap { column in
                Part.allCases.map { part in
                    guard columns[column].open.contains(part) else { return WeekCell(classes: classes(column, part), hidden: "Closed") }
                    guard shows(column) else { return WeekCell(classes: classes(column, part), hidden: "Not published yet") }
                    return WeekCell(
                        classes: classes(column, part), cover: coverCell(location, columns[column].day, part, count.present(location, column, part)))
                }
            }
            return WeekRow(heading: letters.isEmpty ? "Cover" : "Cover, \(location)", path: nil, cells: cells)
        }
    }

    private func coverCell(_ location: String, _ day: Day, _ part: Part, _ present: Int) -> WeekCell.Cover {
        let minimum = cover.need(day, part, location).minimum
        let short = minimum - present
        return WeekCell.Cover(
            text: minimum == 0 ? "\(present) in" : "\(present) of \(minimum)", short: short > 0 ? "\(short) short" : nil,
            path: gapPath(location, day, part, kind: "cover"),
            hidden: ": \(location), \(day.weekday.name) \(part.word)")
    }
}
