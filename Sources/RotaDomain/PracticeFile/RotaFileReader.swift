import Civil

/// Reads a rota file (rota/rules.md) and checks it against its practice's file. Shifts that share a part are a breach of H2, not a problem of the file.
package enum RotaFileReader {
    package static func read(_ bytes: [UInt8], for practice: PracticeFile) throws(FileProblems) -> RotaFile {
        let problems = ProblemList()
        let file = Fields.document(bytes, problems).flatMap { read($0, FileNames(practice)) }
        guard let file, problems.isEmpty else { throw problems.all }
        return file
    }

    private static func read(_ top: Fields, _ names: FileNames) -> RotaFile? {
        let range = top.range()
        let shifts = top.records("shifts", atMost: PracticeFileReader.mostShifts)?.compactMap { row in
            let shift = ShiftReader.shift(row, names, in: "the practice file")
            if let range, let shift, !range.contains(shift.date) { row.problem("date", "\(shift.date) is not from \(range.first) to \(range.last)") }
            return shift
        }
        guard let range, let shifts else { return nil }
        return RotaFile(range: range, shifts: shifts)
    }
}

extension FileNames {
    /// The names of a practice that has been read already.
    init(_ practice: PracticeFile) {
        locations = Set(practice.locations)
        groups = Set(practice.groups)
        ids = Set(practice.clinicians.map(\.id))
        locationList = practice.locations
        groupList = practice.groups
        clinicians = practice.clinicians
    }
}
