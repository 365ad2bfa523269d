/// A template's path below `Templates/` without `.html`, such as `clinicians/_row`.
package struct TemplateName: Equatable, Hashable {
    package let path: String

    /// Nil unless every part is made of lower-case letters, digits, `-` and `_`, so that the name of the Swift function follows from it.
    package init?(_ path: String) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let isPlain = parts.allSatisfy { part in
            !part.isEmpty && part.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"): true
                default: false
                }
            }
        }
        guard isPlain else { return nil }
        self.path = path
    }

    /// A piece of a page, used with `{{> …}}`: its file's name begins with `_`.
    var isPartial: Bool {
        path.split(separator: "/").last?.hasPrefix("_") ?? false
    }

    /// A frame around pages, used with `{{#layout …}}`: it lies in `layouts/`.
    package var isLayout: Bool {
        path.hasPrefix("layouts/") && !isPartial
    }

    /// A mail or a mail's frame: `mail/…`, `layouts/mail`.
    var isMail: Bool { path.hasPrefix("mail/") || path == "layouts/mail" }

    /// `clinicians__row`: the stem of the generated file and the name of the generated function.
    package var identifier: String {
        String(path.map { $0 == "/" || $0 == "-" ? "_" : $0 })
    }
}
