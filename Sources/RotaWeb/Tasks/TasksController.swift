import HTML
import HTTP
import RotaDomain
import RotaStore

/// The task list of what is left to set up (GDS task list).
enum TasksController {
    static func index(_ context: SignedIn) throws -> Response {
        let progress = try context.store.read { db in try SetupProgress(db, today: context.today) }
        return TaskListView(page: context.layout("Getting started", section: .tasks), progress: progress, account: context.account).page()
    }
}

struct TaskListView {
    struct Row {
        let label: String
        let hint: String?
        /// Nil where it waits for another, or is somebody else's to do.
        let path: String?
        let isCompleted: Bool
        let isBlocked: Bool
    }

    let page: PageLayout
    let completed: Int
    let total: Int
    let rows: [Row]

    var isComplete: Bool { completed == total }

    init(page: PageLayout, progress: SetupProgress, account: Account) {
        self.page = page
        completed = progress.completed
        total = progress.tasks.count
        rows = progress.tasks.map { task in
            Row(
                label: task.label, hint: task.hint, path: task.section.access.allows(account) ? task.section.path : nil, isCompleted: task.state == .completed,
                isBlocked: task.state == .blocked)
        }
    }

    private init() {
        page = .preview
        completed = 1
        total = 2
        rows = [
            Row(label: "Practice", hint: nil, path: "/practice", isCompleted: true, isBlocked: false),
            Row(label: "Publish", hint: "After the first rota is saved", path: "/publications", isCompleted: false, isBlocked: true),
        ]
    }

    static let preview = TaskListView()
}
