import Civil
import RotaDomain

/// Where the week stands between draft and published, in words.
struct WeekState {
    let tags: [WeekView.Tag]
    let canPublish: Bool
    let publishLabel: String
    /// "version 3", for print.
    let printed: String
    let empty: WeekView.Empty

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
        empty = !grid.manages ? WeekView.Empty(text: "The rota of this week has not been published yet.", action: nil)
            : grid.people.isEmpty
            ? WeekView.Empty(text: "Nobody has a working term in this week. Add clinicians and their terms first.", action: grid.opensClinicians ? PageLayout.Link(label: "See clinicians", path: Paths.clinicians) : nil)
            : WeekView.Empty(
                text: "No shifts stand in this week yet.\(grid.opensRota ? " Generate a rota for it, or open a day to add one by hand." : "")",
                action: grid.opensRota ? PageLayout.Link(label: "Generate a rota", path: Paths.newGeneration(grid.week)) : nil)
    }
}
