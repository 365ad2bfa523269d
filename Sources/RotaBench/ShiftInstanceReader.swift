/// Reads the benchmark's text format. Every fault names its line.
struct ShiftInstanceReader {
    struct Fault: Error, CustomStringConvertible {
        let line: Int
        let what: String
        var description: String { line > 0 ? "line \(line): \(what)" : what }
    }

    private var instance = ShiftInstance()
    private var shiftNumbers: [String: Int] = [:]
    private var staffNumbers: [String: Int] = [:]
    private var blocks: [(line: Int, shift: Int, names: [String])] = []
    private var line = 0

    static func read(_ text: String) throws(Fault) -> ShiftInstance {
        var reader = ShiftInstanceReader()
        return try reader.parse(text)
    }

    private mutating func parse(_ text: String) throws(Fault) -> ShiftInstance {
        var section = ""
        for raw in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            line += 1
            let row = Self.trimmed(raw)
            if row.isEmpty || row.hasPrefix("#") { continue }
            if row.hasPrefix("SECTION_") {
                section = row
                continue
            }
            let fields = row.split(separator: ",", omittingEmptySubsequences: false).map(Self.trimmed)
            switch section {
            case "SECTION_HORIZON": instance.days = try whole(row)
            case "SECTION_SHIFTS": try addShift(fields)
            case "SECTION_STAFF": try addMember(fields)
            case "SECTION_DAYS_OFF": try addDaysOff(fields)
            case "SECTION_SHIFT_ON_REQUESTS": try addRequest(fields, isOn: true)
            case "SECTION_SHIFT_OFF_REQUESTS": try addRequest(fields, isOn: false)
            case "SECTION_COVER": try addCover(fields)
            default: throw fault("is in no known section")
            }
        }
        for (line, shift, names) in blocks {
            for name in names {
                guard let number = shiftNumbers[name] else { throw Fault(line: line, what: "there is no shift \(name)") }
                instance.shifts[shift].blocks.insert(number)
            }
        }
        guard instance.days > 0, !instance.shifts.isEmpty, !instance.staff.isEmpty else {
            throw Fault(line: 0, what: "a horizon, shifts and staff are needed")
        }
        guard instance.fits else { throw Fault(line: 0, what: "so many days, staff, shifts or minutes do not fit into the memory") }
        guard instance.canBeAddedUp else { throw Fault(line: 0, what: "weights and requirements are too large to be added up") }
        return instance
    }

    // MARK: - Rows

    private mutating func addShift(_ fields: [String]) throws(Fault) {
        let fields = try exactly(fields.count == 2 ? fields + [""] : fields, 3)
        guard shiftNumbers.updateValue(instance.shifts.count, forKey: fields[0]) == nil else { throw fault("shift \(fields[0]) is there twice") }
        blocks.append((line, instance.shifts.count, Self.list(fields[2])))
        instance.shifts.append(.init(id: fields[0], minutes: try whole(fields[1])))
    }

    private mutating func addMember(_ fields: [String]) throws(Fault) {
        let fields = try exactly(fields, 8)
        var maximum = Array(repeating: 0, count: instance.shifts.count)
        for pair in Self.list(fields[1]) {
            let parts = pair.split(separator: "=").map(Self.trimmed)
            guard parts.count == 2 else { throw fault("“\(pair)” is not SHIFT=NUMBER") }
            maximum[try shift(parts[0])] = try whole(parts[1])
        }
        guard staffNumbers.updateValue(instance.staff.count, forKey: fields[0]) == nil else { throw fault("\(fields[0]) is there twice") }
        instance.staff.append(
            .init(
                id: fields[0], maximum: maximum, maxMinutes: try whole(fields[2]), minMinutes: try whole(fields[3]), maxRun: try whole(fields[4]),
                minRun: try whole(fields[5]), minDaysOff: try whole(fields[6]), maxWeekends: try whole(fields[7])))
    }

    private mutating func addDaysOff(_ fields: [String]) throws(Fault) {
        let member = try member(fields[0])
        for field in fields.dropFirst() where !field.isEmpty { instance.staff[member].daysOff.insert(try day(field)) }
    }

    private mutating func addRequest(_ fields: [String], isOn: Bool) throws(Fault) {
        let fields = try exactly(fields, 4)
        instance.requests.append(
            .init(member: try member(fields[0]), day: try day(fields[1]), shift: try shift(fields[2]), weight: try whole(fields[3]), isOn: isOn))
    }

    private mutating func addCover(_ fields: [String]) throws(Fault) {
        let fields = try exactly(fields, 5)
        instance.cover.append(
            .init(day: try day(fields[0]), shift: try shift(fields[1]), required: try whole(fields[2]), under: try whole(fields[3]), over: try whole(fields[4])))
    }

    // MARK: - Fields

    private static func trimmed(_ text: some StringProtocol) -> String {
        var rest = Substring(text)
        while let first = rest.first, first.isWhitespace || first == "\u{FEFF}" { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }

    private static func list(_ field: String) -> [String] { field.split(separator: "|").map(trimmed).filter { !$0.isEmpty } }

    private func fault(_ what: String) -> Fault { Fault(line: line, what: what) }

    private func exactly(_ fields: [String], _ count: Int) throws(Fault) -> [String] {
        guard fields.count == count else { throw fault("\(count) fields are needed, not \(fields.count)") }
        return fields
    }

    private func whole(_ text: String) throws(Fault) -> Int {
        guard let number = Int(text), number >= 0, number <= 1_000_000_000 else { throw fault("“\(text)” is not a whole number") }
        return number
    }

    private func day(_ text: String) throws(Fault) -> Int {
        let number = try whole(text)
        guard number < instance.days else { throw fault("day \(number) is beyond the horizon of \(instance.days)") }
        return number
    }

    private func shift(_ name: String) throws(Fault) -> Int {
        guard let number = shiftNumbers[name] else { throw fault("there is no shift \(name)") }
        return number
    }

    private func member(_ name: String) throws(Fault) -> Int {
        guard let number = staffNumbers[name] else { throw fault("there is nobody called \(name)") }
        return number
    }
}
