import Civil
import HTML
import HTTP
import RotaStore

/// What somebody had typed when their login ran out, after they have signed in again: to be sent after all, or not.
enum KeptFormController {
    static func show(_ context: SignedIn) throws -> Response {
        guard let kept = try context.keptForms.find(of: context.account) else {
            return try context.redirect(to: Paths.home)
        }
        let fields = try FormFields(urlEncoded: kept.body[...], maximumFields: 5_000)
        return KeptFormView(
            page: context.layout("What you typed is still here", section: nil), token: try context.formToken(), dropToken: context.repeatableToken, kept: kept,
            fields: fields
        ).page()
    }

    static func destroy(_ context: SignedIn) throws -> Response {
        var response = try context.redirect(to: Paths.home, success: "What you had typed is gone. Nothing was changed.")
        try context.keptForms.drop(of: context.account, in: &response)
        return response
    }
}

struct KeptFormView {
    struct Field {
        let name: String
        let value: String
    }

    let page: PageLayout
    let token: FormToken
    let dropToken: FormToken
    /// "22 November 2026, 8:30am, under Clinicians"
    let since: String
    /// Where the form goes, as it would have.
    let action: String
    /// What is sent, as it was typed.
    let fields: [Field]
    /// What was typed, under the words that the form has for it.
    let rows: [Field]
    /// "Kept too, what you chose: contract type, home location."; nil without any.
    let others: String?
    var hasRows: Bool { !rows.isEmpty }
    var hasNothing: Bool { rows.isEmpty && others == nil }

    init(page: PageLayout, token: FormToken, dropToken: FormToken, kept: KeptForm, fields all: FormFields) {
        self.page = page
        self.token = token
        self.dropToken = dropToken
        let path = Paths.local(kept.path)
        action = path
        let place = Section.allCases.first { path == $0.path || path.hasPrefix($0.path + "/") }
        since = kept.at.words + (place.map { ", under \($0.label)" } ?? "")
        let fields = all.fields.filter { !KeptFormView.replaced.contains($0.name) }.map { Field(name: $0.name, value: $0.value) }
        self.fields = fields
        let answers = fields.filter { !KeptFormView.hidden.contains($0.name) && !$0.value.trimmingSpaces.isEmpty }
        let rows = answers.compactMap { KeptFormView.row($0, all) }
        self.rows = rows
        let chosen = KeptFormView.chosen(answers.map(\.name).filter { !KeptFormView.isTyped($0) })
        others = chosen.isEmpty ? nil : "\(rows.isEmpty ? "Kept," : "Kept too,") what you chose: \(chosen.joined(separator: ", "))."
    }

    /// What was chosen, by the labels of the fields, each once; those that have none here are counted.
    private static func chosen(_ names: [String]) -> [String] {
        let labels = names.compactMap { choices[$0] }, others = names.count { choices[$0] == nil }
        let named = labels.enumerated().filter { !labels[..<$0.offset].contains($0.element) }.map(\.element)
        return named + (others == 0 ? [] : [named.isEmpty ? counted(others, "answer") : "\(counted(others, "more answer"))"])
    }

    /// The new form has its own.
    private static let replaced: Set<String> = ["csrf", "once", "kept"]
    /// Nobody answered them.
    private static let hidden: Set<String> = ["revision", "linked", "seen", "draft", "basis", "stood", "shown", "facts", "counted", "asked", "last"]
    /// What is typed into forms, by the labels that they have; what is chosen has ids for values, which tell nobody anything.
    private static let labels = [
        "name": "Name", "email": "Email", "username": "Username", "title": "Title", "note": "Note", "reason": "Reason", "minimum": "Doctors needed", "amount": "Amount", "fte": "FTE %",
        "min": "Minimum shifts per week", "max": "Maximum shifts per week", "leave": "Leave entitlement a year",
    ]
    private static let dates = [
        "start": "Start date", "end": "End date", "from": "From", "to": "To", "date": "Date", "first": "First day", "last": "Last day", "expires": "Last day", "until": "Until",
    ]
    /// What is chosen, by the fields' labels: the values are ids, or words of the program's own.
    private static let choices = [
        "role": "role", "active": "status", "status": "status", "locum": "locum", "groups": "groups", "clinician": "clinician", "account": "user account", "location": "location",
        "afternoon-location": "location in the afternoon", "home": "home location", "supervisor": "supervising clinician", "type": "kind", "kind": "kind", "span": "half-days", "pin": "pin",
        "part": "half-day", "nation": "nation", "permissions": "permissions", "roles": "roles", "mode": "what to do", "counts": "who counts", "fixed": "fixed days", "duty": "duty",
        "bank-holidays": "bank holidays", "wants": "notifications", "scopes": "what a token may read",
    ]
    private static let units = ["-day", "-month", "-year"]

    /// A date's three fields are one row, where the first that was filled in stands.
    private static func row(_ field: Field, _ all: FormFields) -> Field? {
        if let label = labels[field.name] { return Field(name: label, value: field.value) }
        guard let id = dateName(field.name) else { return nil }
        let parts = units.map { (name: id + $0, value: (all[id + $0] ?? "").trimmingSpaces) }.filter { !$0.value.isEmpty }
        guard parts.first?.name == field.name else { return nil }
        return Field(name: dates[id] ?? "Date", value: parts.map(\.value).joined(separator: " "))
    }

    private static func isTyped(_ name: String) -> Bool { labels[name] != nil || dateName(name) != nil }

    private static func dateName(_ name: String) -> String? {
        units.first { name.hasSuffix($0) }.map { String(name.dropLast($0.count)) }
    }

    static let preview = KeptFormView(
        page: .preview, token: .preview, dropToken: .preview, kept: KeptForm(path: "/clinicians", body: [], at: Instant(seconds: 1_795_000_000)), fields: FormFields())
}

extension Routes {
    static let keptForms: [Endpoint] = [
        .get("/kept-form", access: .staff, KeptFormController.show),
        .post("/kept-form/removal", access: .staff, KeptFormController.destroy).withoutKeeping(),
    ]
}

extension Paths {
    static let keptForm = "/kept-form"
}
