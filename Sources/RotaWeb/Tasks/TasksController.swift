import HTML
import HTTP
import RotaStore

/// The task list of what is left to set up (GDS task list).
enum TasksController {
    static func index(_ context: SignedIn) throws -> Response {
        let progress = try context.store.read { db in try SetupProgress(db, today: context.today) }
        return TaskListView(page: context.layout("Getting started", section: .tasks), progress: progress).page()
    }
}

struct TaskListView {
    struct Row {
        let label: String
        let hint: String?
        let path: String
        let isCompleted: Bool
        let isBlocked: Bool
    }

    let page: PageLayout
    let completed: Int
    let total: Int
    let rows: [Row]

    var isComplete: Bool { completed == total }

    init(page: PageLayout, progress: SetupProgress) {
        self.page = page
        completed = progress.completed
        total = progress.tasks.count
        rows = progress.tasks.map { Row(label: $0.label, hint: $0.hint, path: $0.path, isCompleted: $0.state == .completed, isBlocked: $0.state == .blocked) }
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
