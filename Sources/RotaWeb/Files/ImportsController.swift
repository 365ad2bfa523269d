import HTML
import HTTP
import RotaDomain
import RotaStore

/// Import of a practice file: upload, dry run, confirm; and its export (B11).
enum ImportsController {
    static func new(_ context: SignedIn) throws -> Response { try uploadPage(context, FieldErrors()) }

    static func create(_ context: SignedIn) throws -> Response {
        var errors = FieldErrors()
        let upload = context.form.file("file")
        let filename = String((upload?.filename ?? "").filter { $0.isLetter || $0.isNumber || "._- ".contains($0) }.prefix(100))
        guard let upload, !upload.bytes.isEmpty else {
            errors.add("file", filename.isEmpty ? "Choose a practice file" : "\(filename) is empty")
            return try uploadPage(context, errors, .unprocessableContent)
        }
        let name = filename.isEmpty ? "practice file" : filename
        do {
            _ = try PracticeFileReader.read(upload.bytes)
        } catch {
            return problemsPage(context, name, error.listed, more: error.more, of: upload.bytes)
        }
        let id = try context.store.write { db in
            try UploadedFileRepository(db).insert(.init(name: name, content: upload.bytes), account: context.account.id, at: context.now)
        }
        return .redirect(to: Paths.uploadedFile(id))
    }

    static func show(_ context: SignedIn) throws -> Response {
        let (name, file, bytes) = try uploaded(context)
        let merge = try PracticeFileService(context.practice).check(file)
        guard merge.problems.isEmpty else { return problemsPage(context, name, merge.problems, more: 0, of: bytes) }
        return ImportCheckView(
            page: context.layout("Check before importing", section: .files, crumbs: crumbs), token: try context.formToken(), id: try context.id(), name: name, merge: merge
        ).page()
    }

    static func confirm(_ context: SignedIn) throws -> Response {
        let (name, file, bytes) = try uploaded(context)
        let outcome = try PracticeFileService(context.practice).importFile(file, named: name, agreedTo: context.form["shown"] ?? "", by: context.actor)
        guard outcome.problems.isEmpty else { return problemsPage(context, name, outcome.problems, more: 0, of: bytes) }
        let id = try context.id()
        try context.store.write { db in try UploadedFileRepository(db).delete(id) }
        let shifts = outcome.counts.first { $0.kind == "Shifts" }.map { $0.added + $0.changed } ?? 0
        let first = file.shifts.map(\.date).min()
        let inDraft = shifts == 0 ? "" : " \(Numbers.grouped(shifts)) \(shifts == 1 ? "shift is" : "shifts are") in the draft, which only managers see."
        return try context.redirect(
            to: Paths.tasks, success: "Imported \(name).\(inDraft)",
            link: shifts == 0 ? nil : first.map { PageLayout.Link(label: "Look at the draft", path: Paths.week(of: $0)) })
    }

    static func export(_ context: SignedIn) throws -> Response {
        guard let bytes = try PracticeFileService(context.practice).exportFile() else { throw PageError.notFound }
        var response = Response(.ok, contentType: "application/json; charset=utf-8", bytes)
        response.headers["Content-Disposition"] = "attachment; filename=\"practice-\(context.today.iso).json\""
        return response
    }

    private static let crumbs = [PageLayout.Link(label: "Import and export", path: "/imports/new")]

    private static func uploaded(_ context: SignedIn) throws -> (name: String, file: PracticeFile, bytes: [UInt8]) {
        let id = try context.id()
        guard let found = try context.store.read({ db in try UploadedFileRepository(db).find(id, account: context.account.id) }) else { throw PageError.notFound }
        return (found.name, try PracticeFileReader.read(found.content), found.content)
    }

    private static func uploadPage(_ context: SignedIn, _ errors: FieldErrors, _ status: Status = .ok) throws -> Response {
        let hasPractice = try context.store.read { db in try PracticeRepository(db).find() != nil }
        return ImportView(
            page: context.layout("Import and export", section: .files, errors: errors), token: try context.formToken(), error: errors["file"], canExport: hasPractice
        ).page(status)
    }

    private static func problemsPage(_ context: SignedIn, _ name: String, _ problems: [FileProblem], more: Int, of bytes: [UInt8]) -> Response {
        var errors = FieldErrors()
        errors.add("problems", "The file has \(counted(problems.count + more, "problem")), so nothing was imported")
        return ImportProblemsView(
            page: context.layout("Check before importing", section: .files, crumbs: crumbs, errors: errors), name: name, problems: problems, more: more, places: FilePlaces(bytes)
        ).page(.unprocessableContent)
    }
}

extension Paths {
    static func uploadedFile(_ id: Int) -> String { "/imports/\(id)" }
}

extension Routes {
    static let files: [Endpoint] = [
        .get("/imports/new", access: .may(.settings), ImportsController.new),
        .post("/imports", access: .may(.settings), takesFiles: true, ImportsController.create),
        .get("/imports/:id", access: .may(.settings), ImportsController.show),
        .post("/imports/:id/confirmation", access: .may(.settings), ImportsController.confirm),
        .get("/export", access: .may(.settings), ImportsController.export),
    ]
}
