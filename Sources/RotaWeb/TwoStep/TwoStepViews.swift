import HTTP
import QRCode
import RotaDomain
import Secrets

/// On or off, and what can be done about it.
struct TwoStepView {
    let page: PageLayout
    let token: FormToken
    let isOn: Bool
    let codesLeft: String
    let isLow: Bool
    /// The account's role must have it.
    let isDemanded: Bool
    let mustBegin: Bool
    let current: TextField

    init(page: PageLayout, token: FormToken, isOn: Bool, codesLeft: Int, isDemanded: Bool, errors: FieldErrors) {
        self.page = page
        self.token = token
        self.isOn = isOn
        self.codesLeft = counted(codesLeft, "recovery code")
        isLow = codesLeft <= 2
        self.isDemanded = isDemanded
        mustBegin = isDemanded && !isOn
        current = CurrentPassword.field(errors)
    }

    static let preview = TwoStepView(page: .preview, token: .preview, isOn: false, codesLeft: 0, isDemanded: true, errors: FieldErrors())
}

/// The secret as a picture and as text, and the first code.
struct TwoStepNewView {
    let page: PageLayout
    let token: FormToken
    /// Nil where the address is too long for one.
    let qr: Picture?
    /// Opens the app on this very device, where there is one.
    let link: String
    /// The secret in groups of four.
    let secret: String
    let username: String
    let code: TextField

    struct Picture {
        let path: String
        let viewBox: String
    }

    init(page: PageLayout, token: FormToken, secret bytes: [UInt8], account: Account, practice: String, errors: FieldErrors) {
        self.page = page
        self.token = token
        let text = Base32.encode(bytes)
        secret = Base32.grouped(text, by: 4, " ")
        username = account.username
        code = .oneTimeCode(errors["code"])
        link = TwoStepNewView.address(secret: text, email: account.email, practice: practice)
        qr = QRCode(link).map {
            Picture(path: $0.path, viewBox: "0 0 \($0.outerSize) \($0.outerSize)")
        }
    }

    /// What authenticator apps read (Google's "Key URI format"): whose it is by the email address, which tells people with several accounts more than a
    /// username. The practice's name is cut: a long one would make a picture too fine to read.
    static func address(secret: String, email: String, practice: String) -> String {
        let issuer = PercentEncoding.encode(String(practice.filter { $0 != ":" }.prefix(40)))
        return "otpauth://totp/\(issuer):\(PercentEncoding.encode(email))?secret=\(secret)&issuer=\(issuer)"
    }

    static let preview = TwoStepNewView(
        page: .preview, token: .preview, secret: Array("12345678901234567890".utf8), account: .preview, practice: "Elm Surgery", errors: FieldErrors())
}

/// Ten codes, shown once.
struct RecoveryCodesView {
    let page: PageLayout
    let codes: [String]
    let isFirst: Bool
    let username: String
    let practice: String
    let next: String

    static let preview = RecoveryCodesView(
        page: .preview, codes: ["ABCD-EFGH-IJKL-MNOP-QRST-UVWX", "2345-6723-4567-ABCD-EFGH-IJKL"], isFirst: true, username: "ann.moss", practice: "Elm Surgery", next: "/")
}

struct RecoveryCodesFormView {
    let page: PageLayout
    let token: FormToken
    let current: TextField

    static let preview = RecoveryCodesFormView(page: .preview, token: .preview, current: CurrentPassword.field(FieldErrors()))
}

struct TwoStepRemovalView {
    let page: PageLayout
    let token: FormToken
    let current: TextField
    let code: TextField

    static let preview = TwoStepRemovalView(
        page: .preview, token: .preview, current: CurrentPassword.field(FieldErrors()), code: .oneTimeCode(nil, label: "Code from your app, or a recovery code"))
}
