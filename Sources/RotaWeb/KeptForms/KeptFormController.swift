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
    let since: String
    /// Where the form goes, as it would have.
    let action: String
    /// What is sent, as it was typed.
    let fields: [Field]
    /// The same for people, with words for names.
    let rows: [Field]

    init(page: PageLayout, token: FormToken, dropToken: FormToken, kept: KeptForm, fields all: FormFields) {
        self.page = page
        self.token = token
        self.dropToken = dropToken
        since = kept.at.words
        action = Paths.local(kept.path)
        fields = all.fields.filter { !KeptFormView.replaced.contains($0.name) }.map { Field(name: $0.name, value: $0.value) }
        rows = fields.filter { !KeptFormView.hidden.contains($0.name) && !$0.value.trimmingSpaces.isEmpty }.map { field in
            Field(name: field.name.replacing("-", with: " ").replacing("_", with: " ").sentenceCase, value: field.value)
        }
    }

    /// The new form has its own.
    private static let replaced: Set<String> = ["csrf", "once", "kept"]
    /// Nobody typed them.
    private static let hidden: Set<String> = ["revision", "linked", "seen", "draft", "basis"]

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
