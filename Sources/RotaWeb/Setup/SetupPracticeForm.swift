import Civil
import HTTP
import RotaDomain
import RotaStore

/// The practice's name and nation.
struct SetupPracticeForm {
    var name = ""
    var nation = Nation.englandAndWales.rawValue
    private(set) var errors = FieldErrors()

    init(_ store: Store) throws {
        guard let practice = try store.read({ db in try PracticeRepository(db).find() }) else { return }
        name = practice.name
        nation = practice.nation.rawValue
    }

    init(_ form: FormBody) {
        name = (form["name"] ?? "").trimmingSpaces
        nation = form["nation"] ?? ""
        if name.isEmpty { errors.add("name", "Enter the practice’s name") }
        if name.isLonger(than: 200) { errors.add("name", "Practice name must be 200 characters or fewer") }
        if !name.isOneLine { errors.add("name", "Practice name must be one line of text") }
        if Nation(rawValue: nation) == nil { errors.add("nation", "Choose a nation", target: "nation-1") }
    }

    var validName: String? { errors["name"] == nil ? name : nil }
    var validNation: Nation? { Nation(rawValue: nation) }
}

struct SetupPracticeView {
    let page: PageLayout
    let token: FormToken
    let name: TextField
    let nation: ChoiceField

    init(page: PageLayout, token: FormToken, form: SetupPracticeForm) {
        self.page = page
        self.token = token
        name = TextField(
            id: "name", label: "Practice name", hint: "As staff and patients know it", value: form.name, error: form.errors["name"], width: "input--30",
            autocomplete: "organization")
        nation = .radios(
            "nation", legend: "Nation", hint: "Whose bank holidays the practice keeps", error: form.errors["nation"],
            Nation.allCases.map { ($0.rawValue, $0.label) }, chosen: form.nation)
    }

    static let preview = SetupPracticeView(page: .preview, token: .preview, form: SetupPracticeForm(FormBody(fields: FormFields(["name": "Elm Surgery", "nation": "scotland"]))))
}
