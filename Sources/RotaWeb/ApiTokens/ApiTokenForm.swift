import Civil
import HTTP
import RotaDomain

/// A new token as typed.
struct APITokenForm {
    struct Details {
        let name: String
        let scopes: Set<APIScope>
        let expiresOn: Day?
    }

    var name = ""
    var scopes: Set<String> = [APIScope.rota.rawValue]
    var expires = TypedDate(nil)
    private(set) var errors = FieldErrors()
    /// What is to be saved; nil while something is wrong.
    private(set) var details: Details?

    init() {}

    init(_ form: FormBody, today: Day) {
        name = (form["name"] ?? "").trimmingSpaces
        scopes = Set(form.all("scopes"))
        expires = TypedDate(form, "expires")
        if name.isEmpty { errors.add("name", "Enter a name, such as the program that will use it") }
        if name.isLonger(than: 200) { errors.add("name", "Name must be 200 characters or fewer") }
        if !name.isOneLine { errors.add("name", "Name must be one line of text") }
        let chosen = Set(scopes.compactMap(APIScope.init(rawValue:)))
        if chosen.isEmpty || chosen.count < scopes.count { errors.add("scopes", "Choose what the program may read", target: "scopes-1") }
        if chosen.contains(.drafts), !chosen.contains(.rota) { errors.add("scopes", "“Draft rota” works only together with “Published rota”", target: "scopes-1") }
        let day = expires.isEmpty ? nil : expires.check("expires", "Last day", &errors)
        if let day, day < today { errors.add("expires", "Last day must be today or later", target: "expires-day") }
        if errors.isEmpty { details = Details(name: name, scopes: chosen, expiresOn: day) }
    }

    /// "Published rota, People"
    static func words(_ scopes: Set<APIScope>) -> String { APIScope.allCases.filter(scopes.contains).map(\.label).joined(separator: ", ") }
}
