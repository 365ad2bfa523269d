import HTML
import HTTP
import RotaStore

/// The usual week's open half-days.
enum OpeningController {
    static func edit(_ context: SignedIn) throws -> Response {
        let opening = OpeningForm(try context.store.read { db in try PracticeRepository(db).opening() })
        return try page(context, opening.parts.isEmpty ? .usual : opening, OpeningChange.Answer(stood: opening.mark))
    }

    static func update(_ context: SignedIn) throws -> Response {
        let form = OpeningForm(context.form)
        let answer = try context.store.write { db in try OpeningChange(db, context).save(form) }
        guard answer.errors.isEmpty else { return try page(context, form, answer, answer.errors.status) }
        return try context.redirect(to: Paths.locations, success: "The open half-days were saved.")
    }

    private static func page(_ context: SignedIn, _ form: OpeningForm, _ answer: OpeningChange.Answer, _ status: Status = .ok) throws -> Response {
        let errors = answer.errors
        let page = context.layout("Open half-days", section: .locations, crumbs: [PageLayout.Link(label: "Locations and opening", path: Paths.locations)], errors: errors)
        return OpeningView(
            page: page, token: try context.formToken(), table: OpeningTable(form, error: errors["open"]), stood: answer.stood,
            losses: errors["close"] == nil ? [] : answer.losses.map(\.words), closing: ClosingPart.mark(answer.losses), error: errors["close"] ?? ""
        ).page(status)
    }
}

/// The form of the open half-days.
struct OpeningView {
    let page: PageLayout
    let token: FormToken
    let table: OpeningTable
    let stood: String
    /// What closing loses, a sentence each; empty when there is nothing to confirm.
    let losses: [String]
    let closing: String
    let error: String

    var asks: Bool { !losses.isEmpty }

    static let preview = OpeningView(
        page: .preview, token: .preview, table: .preview, stood: "mon-am", losses: ["Monday mornings: Main Surgery needs 4 doctors, 1 on duty."],
        closing: "Monday mornings: Main Surgery needs 4 doctors, 1 on duty.", error: "Confirm that these half-days close, or tick them again")
}
