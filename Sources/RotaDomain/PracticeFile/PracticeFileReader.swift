import Civil

/// Reads a practice file (rota/rules.md, "The practice file") and finds everything that is wrong with it at once.
///
/// The rules are those of the format, and a few of ours against absurd input: texts of at most 200 characters without control characters,
/// dates in the years 1900 to 2200, and the numbers of records below. Keys that the format doesn't know are left alone.
/// Closures and groups are sets in all but form: of those that stand twice one is kept.
package struct PracticeFileReader {
    package static let largestFile = 64 << 20
    package static let mostClinicians = 2000
    package static let mostShifts = 200_000
    static let mostRecords = 200_000
    static let mostLocations = 200
    static let mostNames = 2000

    /// The file, or all its problems. Two shifts of a clinician that share a part are a problem,
    /// unless `sharedPartsAllowed`: scoring reports them as a breach of H2 instead.
    package static func read(_ bytes: [UInt8], sharedPartsAllowed: Bool = false) throws(FileProblems) -> PracticeFile {
        let problems = ProblemList()
        let file = Fields.document(bytes, problems).flatMap { PracticeFileReader($0).read(sharedPartsAllowed: sharedPartsAllowed) }
        guard let file, problems.isEmpty else { throw problems.all }
        return file
    }

    private let top: Fields
    private let names: FileNames

    private init(_ top: Fields) {
        self.top = top
        names = FileNames(top)
    }

    private func read(sharedPartsAllowed: Bool) -> PracticeFile? {
        let practice = top.object("practice").flatMap { SettingsReader.read($0, names) }
        let terms = TermReader.read(top, names)
        let leave = top.records("leave", atMost: PracticeFileReader.mostRecords)?.compactMap(leave)
        let bookings = LocumBookingReader.read(top, names)
        let cover = CoverReader.read(top, names, open: practice?.open)
        let overrides = CoverReader.readOverrides(top, names)
        let shifts = ShiftReader.read(top, names, sharedPartsAllowed: sharedPartsAllowed)
        let protectedUntil = top.read("protected_until", Check.day.orNull)
        guard let practice, let terms, let leave, let bookings, let cover, let overrides, let shifts, let protectedUntil else { return nil }
        return PracticeFile(
            practice: practice, locations: names.locationList, groups: names.groupList, clinicians: names.clinicians, terms: terms, leave: leave,
            locumBookings: bookings, cover: cover, coverOverrides: overrides, shifts: shifts, protectedUntil: protectedUntil)
    }

    private func leave(_ row: Fields) -> PracticeFile.Leave? {
        let clinician = names.clinician(row)
        let range = row.range()
        let part = row.read("part", Check.word(Span.self))
        let type = row.read("type", Check.text)
        let status = row.read("status", Check.word(LeaveStatus.self))
        guard let clinician, let range, let part, let type, let status else { return nil }
        return PracticeFile.Leave(clinician: clinician, range: range, part: part, type: type, status: status)
    }
}

extension Fields {
    /// The document's object; text that is no JSON is one problem.
    static func document(_ bytes: [UInt8], _ problems: ProblemList) -> Fields? {
        guard bytes.count <= PracticeFileReader.largestFile else {
            problems.add(nil, .root, "is larger than the \(PracticeFileReader.largestFile >> 20) MB that may be read")
            return nil
        }
        if let first = bytes.drop(while: { [0xEF, 0xBB, 0xBF, 0x20, 0x09, 0x0A, 0x0D].contains($0) }).first, first != 0x7B, first != 0xFE, first != 0xFF {
            problems.add(nil, .root, "is not a practice file: it does not begin with {")
            return nil
        }
        do {
            let (value, repeated) = try JSONParser.parse(bytes)
            repeated.forEach { problems.add($0) }
            return Fields(value, at: .root, problems)
        } catch {
            problems.add(error)
            return nil
        }
    }
}

/// The names that a practice file's records refer to, read first. A set is nil where its list could not be read at all.
struct FileNames {
    let locations: Set<String>?
    let groups: Set<String>?
    let ids: Set<String>?
    let locationList: [String]
    let groupList: [String]
    let clinicians: [PracticeFile.Clinician]

    init(_ top: Fields) {
        let locations = top.read("locations", Check.text.list(atMost: PracticeFileReader.mostLocations))
        top.noRepeats("locations", locations) { $0 }
        if locations == [] { top.problem("locations", "must hold at least one location") }
        let groups = top.read("groups", Check.text.list(atMost: PracticeFileReader.mostNames))
        self.locations = locations.map { Set($0) }
        self.groups = groups.map { Set($0) }
        locationList = locations ?? []
        groupList = (groups ?? []).withoutRepeats()

        let rows = top.records("clinicians", atMost: PracticeFileReader.mostClinicians)
        var ids: [String: Int] = [:]
        var clinicians: [PracticeFile.Clinician] = []
        for (index, row) in (rows ?? []).enumerated() {
            let id = row.read("id", Check.text)
            if let id, let other = ids.updateValue(index, forKey: id) {
                row.problem("id", "\(JSONText.quoted(id, longest: 60)) is the id of clinicians[\(other)] too")
            }
            clinicians += [FileNames.clinician(row, id: id, groups: self.groups)].compactMap { $0 }
        }
        self.ids = rows == nil ? nil : Set(ids.keys)
        self.clinicians = clinicians
    }

    private static func clinician(_ row: Fields, id: String?, groups known: Set<String>?) -> PracticeFile.Clinician? {
        let name = row.read("name", Check.text)
        let active = row.read("active", Check.boolean)
        let groups = row.read("groups", Check.text.list(atMost: PracticeFileReader.mostNames))
        let balance = row.read("duty_balance", Check.number())
        for group in groups ?? [] { row.known("groups", group, among: known, "group") }
        guard let id, let name, let active, let groups, let balance else { return nil }
        return PracticeFile.Clinician(id: id, name: name, active: active, groups: groups.withoutRepeats(), dutyBalance: balance)
    }

    /// The record's `clinician`, checked to be one of the file's.
    func clinician(_ row: Fields, in file: String = "this file") -> String? {
        let id = row.read("clinician", Check.text)
        row.known("clinician", id, among: ids, "clinician", in: file)
        return id
    }

    /// The record's `location`, checked to be one of the file's.
    func location(_ row: Fields, in file: String = "this file") -> String? {
        let location = row.read("location", Check.text)
        row.known("location", location, among: locations, "location", in: file)
        return location
    }
}

extension Array where Element: Hashable {
    /// Each element once, where it first stands.
    func withoutRepeats() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
