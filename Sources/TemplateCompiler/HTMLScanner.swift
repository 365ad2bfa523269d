import HTML

/// Follows literal HTML through its context: a small version of the WHATWG tokenizer (HTML 13.2.5) that refuses what it would repair.
struct HTMLScanner {
    private let source: TemplateSource
    private let end: Int
    private var index: Int
    private(set) var context: HTMLContext
    private var opensVerbatim = false

    /// Reads one stretch of a line. Gives the context behind it and what is written: without indentation, blank lines and trailing
    /// white space where they mean nothing.
    static func read(
        _ range: Range<Int>, startsLine: Bool, of source: TemplateSource, in context: HTMLContext
    ) throws(TemplateError) -> (context: HTMLContext, literal: [UInt8]) {
        var start = range.lowerBound
        if startsLine && context.collapsesSpace {
            start = source.bytes[range].firstIndex { !$0.isSpace } ?? range.upperBound
        }
        var scanner = HTMLScanner(source, start..<range.upperBound, context)
        try scanner.scan()
        var literal = Array(source.bytes[start..<range.upperBound])
        if scanner.context.collapsesSpace && literal.last == UInt8(ascii: "\n") {
            while literal.last?.isSpace == true { literal.removeLast() }
            literal.append(UInt8(ascii: "\n"))
        }
        // HTML drops a line end right behind <textarea> and <pre>, which would eat the first one of a value.
        if scanner.opensVerbatim { literal.append(UInt8(ascii: "\n")) }
        return (scanner.context, literal)
    }

    private init(_ source: TemplateSource, _ range: Range<Int>, _ context: HTMLContext) {
        self.source = source
        self.context = context
        index = range.lowerBound
        end = range.upperBound
    }

    private var rest: ArraySlice<UInt8> { source.bytes[index..<end] }

    private mutating func scan() throws(TemplateError) {
        while index < end {
            opensVerbatim = false
            switch context.place {
            case .text: try scanText()
            case .tag(let spaced): try scanTag(spaced)
            case .quoted(let quote, let filling): try scanQuoted(quote, filling)
            case .comment: skip(past: "-->", to: .text)
            case .declaration: skip(past: ">", to: .text)
            case .rawText(let element): try scanRawText(element)
            }
        }
    }

    private mutating func scanText() throws(TemplateError) {
        guard let bracket = rest.firstIndex(of: UInt8(ascii: "<")) else {
            index = end
            return
        }
        index = bracket + 1
        if rest.starts(with: "!--".utf8) {
            index += 3
            context.place = .comment
        } else if rest.first == UInt8(ascii: "!") {
            context.place = .declaration
        } else {
            try scanTagName()
        }
    }

    private mutating func scanTagName() throws(TemplateError) {
        let start = index
        let isClosing = rest.first == UInt8(ascii: "/")
        if isClosing { index += 1 }
        guard rest.first?.isLetter == true else {
            throw source.error(start, "A tag's name is due here, written out. A “less than” that begins no tag is written &lt;.")
        }
        let name = takeName()
        if HTMLRules.refusedElements.contains(name) {
            throw source.error(start, "<\(name)> is refused by our content security policy or by this compiler. Styles belong in Public/app.css.")
        }
        context.tag = HTMLContext.Tag(name: name, isClosing: isClosing)
        context.place = .tag(spaced: false)
    }

    private mutating func scanTag(_ spaced: Bool) throws(TemplateError) {
        let byte = source.bytes[index]
        if byte.isSpace {
            index += 1
            context.place = .tag(spaced: true)
        } else if byte == UInt8(ascii: ">") {
            try closeTag()
        } else if byte == UInt8(ascii: "/") {
            guard rest.dropFirst().first == UInt8(ascii: ">") else { throw source.error(index, "Only > can follow / here.") }
            index += 1
        } else if spaced {
            try scanAttributeName()
        } else {
            throw source.error(index, "Leave a space before an attribute's name.")
        }
    }

    private mutating func closeTag() throws(TemplateError) {
        let tag = context.tag
        if tag.name == "script" && !tag.isClosing && !tag.hasSource {
            throw source.error(index, "Our content security policy refuses scripts in pages. Put it in Public/app.js, or give <script> a src.")
        }
        index += 1
        context.tag = HTMLContext.Tag()
        context.place = .text
        switch (tag.name, tag.isClosing) {
        case ("pre", false): context.preformatted += 1
        case ("pre", true): context.preformatted = max(0, context.preformatted - 1)
        case ("title", false), ("textarea", false), ("script", false): context.place = .rawText(tag.name)
        default: break
        }
        opensVerbatim = !tag.isClosing && (tag.name == "pre" || tag.name == "textarea")
    }

    private mutating func scanAttributeName() throws(TemplateError) {
        let start = index
        let name = takeName()
        guard !name.isEmpty else { throw source.error(start, "An attribute's name is due here.") }
        if let reason = HTMLRules.reasonToRefuse(attribute: name, inMail: source.isMail) { throw source.error(start, reason) }
        if name == "http-equiv" && context.tag.hasFilledContent {
            throw source.error(start, "The content of an http-equiv can't be filled in.")
        }
        context.tag.hasSource = context.tag.hasSource || name == "src"
        context.tag.isHTTPEquivalent = context.tag.isHTTPEquivalent || name == "http-equiv"
        context.tag.isInContent = context.tag.name == "meta" && name == "content"
        guard rest.first == UInt8(ascii: "=") else {
            context.tag.isInContent = false
            context.place = .tag(spaced: false)
            return
        }
        index += 1
        guard let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
            throw source.error(index, "Put quotes around the attribute's value, with no space around the =.")
        }
        index += 1
        context.place = .quoted(quote, HTMLRules.filling(of: name, in: context.tag))
    }

    private mutating func scanQuoted(_ quote: UInt8, _ filling: HTMLContext.Filling) throws(TemplateError) {
        let closing = rest.firstIndex(of: quote)
        let value = source.bytes[index..<(closing ?? end)]
        if case .address(let stage) = filling, !value.isEmpty {
            if stage == .uncertain { throw source.error(index, HTMLContext.uncertain) }
            if stage == .start && !Address.isSafe(value) {
                throw source.error(index, "An address begins with /, #, ?, https://, http://, mailto:, tel:, webcal:// or otpauth://.")
            }
            context.place = .quoted(quote, .address(.inside))
        }
        index = value.endIndex
        guard closing != nil else { return }
        index += 1
        context.tag.isInContent = false
        context.place = .tag(spaced: false)
    }

    private mutating func scanRawText(_ element: String) throws(TemplateError) {
        let closing = rest.indices.first { offset in
            let tail = source.bytes[offset..<end]
            return tail.starts(with: "</".utf8) && tail.dropFirst(2).starts(with: element.utf8) { $0 | 0x20 == $1 }
        }
        let inside = source.bytes[index..<(closing ?? end)]
        if element == "script", let first = inside.firstIndex(where: { !$0.isSpace }) {
            throw source.error(first, "Our content security policy refuses scripts in pages. Put it in Public/app.js.")
        }
        index = inside.endIndex
        guard closing != nil else { return }
        index += 1
        try scanTagName()
    }

    private mutating func skip(past mark: StaticString, to place: HTMLContext.Place) {
        guard let found = source.firstOffset(of: mark, from: index, to: end) else {
            index = end
            return
        }
        index = found + mark.utf8CodeUnitCount
        context.place = place
    }

    /// The name that begins here, in lower case.
    private mutating func takeName() -> String {
        let name = rest.prefix { !$0.isSpace && !"=>/\"'<".utf8.contains($0) }
        index = name.endIndex
        return String(decoding: name, as: UTF8.self).lowercased()
    }
}
