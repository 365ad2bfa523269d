import Civil
import RotaDomain
import XCTest
@testable import RotaEngine

final class S03SupervisionTests: Case {
    func testS3_supervision() {
        let file = practice([
            term("p", .partner), term("q", .partner), term("r", .partner), term("f", .fy, supervisor: "p", fixed: [.mon, .tue, .wed, .thu]),
        ]) { $0.clinicians[2].groups = ["FY Supervisor"] }
        // Monday p, Tuesday q, Wednesday r (not a supervisor), Thursday p in the morning only: 2 + 1 alone.
        let trainee = [mon, tue, wed, thu].map { shift("f", $0) }
        assertCount(.s3, file, trainee + [shift("p", mon), shift("q", tue), shift("r", wed), shift("p", thu, .am)], 3)
    }

    func testS3_theSupervisorIsAtTheSameLocation() {
        let file = practice([term("p", .partner, locations: [main, branch]), term("f", .fy, supervisor: "p", fixed: [.mon, .tue])])
        assertCount(.s3, file, [shift("f", mon), shift("f", tue), shift("p", mon), shift("p", tue, at: branch)], 2)
    }

    func testS3_noTraineeSupervisesThemselves() {
        let file = practice([term("p", .partner), term("f", .fy, supervisor: "p", fixed: [.mon])]) { $0.clinicians[0].groups = ["FY Supervisor"] }
        assertCount(.s3, file, [shift("f", mon)], 2)
    }
}
