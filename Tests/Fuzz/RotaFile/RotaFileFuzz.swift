import Glibc
import RotaDomain

/// Rota files, for one small practice.
enum RotaFileFuzz {
    private static let practice = try? PracticeFileReader.read(Array(text.utf8))

    static let run: @Sendable ([UInt8]) -> Void = { bytes in
        guard let practice else { return expect(false, "the practice of RotaFileFuzz is no good") }
        do throws(FileProblems) {
            let file = try RotaFileReader.read(bytes, for: practice)
            let written = RotaFileWriter.write(file)
            guard let again = try? RotaFileReader.read(written, for: practice) else { return expect(false, "refused when written again") }
            expect(again.range == file.range && Set(again.shifts) == Set(file.shifts) && again.shifts.count == file.shifts.count, "read otherwise when written again")
            expect(file.shifts.allSatisfy { file.range.contains($0.date) }, "a shift outside the file's dates")
        } catch {
            ProblemBounds.check(error)
        }
    }

    private static let text = """
        {"practice": {"name": "P", "nation": "scotland", "full_time_parts": 9, "open": {"mon": ["am"], "tue": [], "wed": [], "thu": [], "fri": [], "sat": [], "sun": []},
          "closures": [], "duty_span": "day", "counts_towards_minimum": [], "supervisor_groups": {}},
         "locations": ["A", "Bé"], "groups": [], "clinicians": [{"id": "c", "name": "C", "active": true, "groups": [], "duty_balance": 0},
          {"id": "d", "name": "D", "active": true, "groups": [], "duty_balance": 0}], "terms": [], "leave": [], "locum_bookings": [],
         "cover": [{"weekday": "mon", "part": "am", "location": "A", "minimum": 1, "duty": 0}, {"weekday": "mon", "part": "am", "location": "Bé", "minimum": 0, "duty": 0}],
         "cover_overrides": [], "shifts": [], "protected_until": null}
        """
}
