import Civil
import RotaDomain

/// Where the week stands between draft and published, in words.
struct WeekState {
    let tags: [WeekView.Tag]
    let canPublish: Bool
    let publishLabel: String
    /// "version 3", for print.
    let printed: String
    let emptyText: String

    init(_ grid: WeekGrid, isEmpty: Bool) {
        let working = grid.columns.indices.filter { column in
            !grid.columns[column].open.isEmpty || grid.people.contains { !$0.plans[column].isEmpty }
        }
        let published = working.filter { grid.columns[$0].isPublished }
        let versions = Set(grid.columns.compactMap { grid.rota.versions[$0.day] }).sorted()
        let changes = grid.changes
        let hasDraft = working.contains { column in !grid.columns[column].isPublished && grid.people.contains { !$0.plans[column].isEmpty } }
        var tags: [WeekView.Tag] = []
        if !versions.isEmpty {
            let names = versions.count == 1 ? "version \(versions[0])" : "versions " + versions.dropLast().map(String.init).joined(separator: ", ") + " and \(versions[versions.count - 1])"
            tags.append(WeekView.Tag(classes: "tag tag--good", text: "\(published.count == working.count ? "Published" : "Partly published"), \(names)"))
            printed = names
        } else {
            printed = grid.manages ? "draft" : "not published"
        }
        if grid.manages {
            if changes > 0 { tags.append(WeekView.Tag(classes: "tag tag--draft", text: "\(counted(changes, "change")) not published")) }
            if hasDraft { tags.append(WeekView.Tag(classes: "tag tag--draft", text: "Draft")) }
            if isEmpty, versions.isEmpty { tags.append(WeekView.Tag(classes: "tag tag--quiet", text: "Empty")) }
        } else if versions.isEmpty {
            tags.append(WeekView.Tag(classes: "tag tag--quiet", text: "Not published"))
        }
        self.tags = tags
        canPublish = changes > 0 || hasDraft && grid.week.last >= grid.today
        publishLabel = changes > 0 && !hasDraft ? "Publish \(counted(changes, "change")) this week" : "Publish this week"
        emptyText = !grid.manages ? "The rota of this week has not been published yet."
            : grid.people.isEmpty ? "Nobody has a working term in this week. Add clinicians and their terms first."
            : "No shifts stand in this week yet. Generate a rota for it, or open a day to add one by hand."
    }

    /// "1 part without a duty doctor, 2 parts short, 1 trainee unsupervised"
    static func summary(_ warnings: [Warning]) -> String {
        func count(_ kind: Warning.Kind) -> Int { warnings.count { $0.kind == kind } }
        let duty = count(.duty), cover = count(.cover), trainees = count(.supervision)
        return [
            duty > 0 ? "\(counted(duty, "part")) without a duty doctor" : nil,
            cover > 0 ? "\(counted(cover, "part")) short" : nil,
            trainees > 0 ? "\(counted(trainees, "trainee part")) unsupervised" : nil,
        ].compactMap { $0 }.joined(separator: ", ")
    }
}
