/// What elements and attributes mean to the compiler. Names are in lower case.
enum HTMLRules {
    /// Refused by our content security policy (`default-src 'none'; style-src 'self'; base-uri 'none'`), or obsolete elements whose
    /// content HTML doesn't read as tags.
    static let refusedElements: Set<String> = [
        "style", "iframe", "object", "embed", "base", "frame", "frameset", "applet", "noembed", "noframes", "plaintext", "xmp",
    ]

    /// Attributes whose value is one address (HTML, index of attributes; `xlink:href` from SVG).
    private static let addresses: Set<String> = [
        "href", "src", "action", "formaction", "cite", "poster", "background", "data", "xlink:href", "manifest", "longdesc",
    ]

    /// Attributes that hold several addresses, or decide what another attribute means.
    private static let fixed: Set<String> = ["srcset", "imagesrcset", "ping", "http-equiv", "attributename", "style"]

    static func filling(of attribute: String, in tag: HTMLContext.Tag) -> HTMLContext.Filling {
        if addresses.contains(attribute) { return .address(.start) }
        if fixed.contains(attribute) || (tag.isInContent && tag.isHTTPEquivalent) { return .fixed }
        return .plain
    }

    /// - Parameter inMail: mail programs know no style sheet, so that a mail's template may hold styles, written out.
    static func reasonToRefuse(attribute: String, inMail: Bool = false) -> String? {
        switch attribute {
        case "style" where !inMail: "Our content security policy refuses style attributes. Use a class and Public/app.css."
        case "srcdoc": "srcdoc holds a page of its own, which our content security policy refuses."
        case _ where attribute.hasPrefix("on"): "Our content security policy refuses \(attribute). Put the behaviour in Public/app.js."
        case _ where !attribute.utf8.allSatisfy(isPartOfName): "“\(attribute)” is not an attribute's name."
        default: nil
        }
    }

    private static func isPartOfName(_ byte: UInt8) -> Bool {
        byte.isLetter || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "-_:.".utf8.contains(byte)
    }
}
