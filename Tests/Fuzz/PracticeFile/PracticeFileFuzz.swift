import RotaDomain

/// Practice files: what is accepted is the same when written and read again, and brings nothing new to itself; what is refused is told in bounded words.
enum PracticeFileFuzz {
    static let run: @Sendable ([UInt8]) -> Void = { bytes in
        do throws(FileProblems) {
            let file = try PracticeFileReader.read(bytes)
            checkRoundTrip(file)
            checkMerge(file)
            expect((try? PracticeFileReader.read(bytes, sharedPartsAllowed: true)) == file, "refused where more is allowed")
        } catch {
            ProblemBounds.check(error)
            let places = FilePlaces(bytes)
            for problem in error.listed.prefix(20) { expect(places.place(problem).utf8.count + places.sentence(problem).utf8.count <= 4 * ProblemBounds.longest, "words") }
        }
    }

    private static func checkRoundTrip(_ file: PracticeFile) {
        let written = PracticeFileWriter.write(file)
        guard let again = try? PracticeFileReader.read(written) else { return expect(false, "refused when written again") }
        expect(again == file, "read otherwise when written again")
        expect(PracticeFileWriter.write(again) == written, "written otherwise the second time")
    }

    private static func checkMerge(_ file: PracticeFile) {
        let first = PracticeFileMerge(file, into: nil)
        expect(first.problems.isEmpty, "problems in an empty database: \(first.problems)")
        let second = PracticeFileMerge(file, into: file)
        expect(second.problems.isEmpty && second.isEmpty, "a file brings something new to itself: \(second.problems) \(second.settings) \(second.counts.filter { $0.added + $0.changed > 0 })")
    }
}
