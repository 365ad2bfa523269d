/// Where in the HTML the compiler stands; it decides how a value is escaped and whether one may stand there at all.
struct HTMLContext: Equatable {
    var place = Place.text
    var tag = Tag()
    /// How many `<pre>` are open.
    var preformatted = 0

    enum Place: Equatable {
        case text
        /// Between attributes; `spaced` once there is white space since the last name or value.
        case tag(spaced: Bool)
        case quoted(UInt8, Filling)
        case comment
        /// `<!doctype …>`.
        case declaration
        /// In `title`, `textarea` or `script`, where only the element's own end tag counts as a tag.
        case rawText(String)
    }

    /// How the value of an attribute may be filled.
    enum Filling: Equatable {
        case plain
        case address(AddressStage)
        case fixed
    }

    /// How far an address has got. `uncertain`: it has begun on some ways through a block but not on others.
    enum AddressStage: Equatable {
        case start, inside, uncertain
    }

    /// What has been seen of the tag in which the compiler stands.
    struct Tag: Equatable {
        var name = ""
        var isClosing = false
        var hasSource = false
        var isHTTPEquivalent = false
        var hasFilledContent = false
        var isInContent = false
    }

    /// Whether indentation and blank lines mean nothing here.
    var collapsesSpace: Bool {
        switch place {
        case .text: preformatted == 0
        case .tag, .declaration: true
        default: false
        }
    }

    /// The function of `HTMLBuffer` that writes a value here. Moves on past the value. The message of a refusal is a plain sentence.
    mutating func fill() throws(Refusal) -> String {
        switch place {
        case .text: return "text"
        case .rawText("script"): throw Refusal("Nothing is filled in inside <script>. Put the value in a data- attribute and read it in Public/app.js.")
        case .rawText: return "attribute"
        case .tag: throw Refusal("A value can't be a tag's or an attribute's name. Only quoted values of attributes are filled in.")
        case .comment: throw Refusal("Nothing is filled in inside an HTML comment. Use {{! … }} for notes.")
        case .declaration: throw Refusal("Nothing is filled in inside <!…>.")
        case .quoted(let quote, let filling): return try fill(filling, quote)
        }
    }

    private mutating func fill(_ filling: Filling, _ quote: UInt8) throws(Refusal) -> String {
        tag.hasFilledContent = tag.hasFilledContent || tag.isInContent
        switch filling {
        case .plain: return "attribute"
        case .fixed: throw Refusal("The value of this attribute can't be filled in safely. Write it out.")
        case .address(.uncertain): throw Refusal(Self.uncertain)
        case .address(.inside): return "addressPart"
        case .address(.start):
            place = .quoted(quote, .address(.inside))
            return "address"
        }
    }

    static let uncertain = "Whether the address has begun here depends on the block before. Make the whole address in the view."

    /// Refuses blocks where a block's ways could not be told apart.
    func checkBlock() throws(Refusal) {
        switch place {
        case .text, .tag, .quoted, .rawText("title"), .rawText("textarea"): return
        case .comment: throw Refusal("A block can't stand in an HTML comment. Use {{! … }} for notes.")
        default: throw Refusal("A block can't stand here: only between tags, between attributes and inside quotes.")
        }
    }

    /// Refuses partials, layouts and `{{content}}` anywhere but between tags.
    func checkMarkup() throws(Refusal) {
        guard place == .text else { throw Refusal("Markup from another template can stand between tags only.") }
    }

    /// The context behind a block two of whose ways end in `self` and `other`; nil if HTML would read on differently.
    func joined(_ other: HTMLContext) -> HTMLContext? {
        guard preformatted == other.preformatted, tag.name == other.tag.name, tag.isClosing == other.tag.isClosing else { return nil }
        var joined = self
        joined.tag.hasSource = tag.hasSource && other.tag.hasSource
        joined.tag.isHTTPEquivalent = tag.isHTTPEquivalent || other.tag.isHTTPEquivalent
        joined.tag.hasFilledContent = tag.hasFilledContent || other.tag.hasFilledContent
        guard tag.isInContent == other.tag.isInContent else { return nil }
        switch (place, other.place) {
        case (.tag(let spaced), .tag(let otherSpaced)):
            joined.place = .tag(spaced: spaced && otherSpaced)
        case (.quoted(let quote, .address(let stage)), .quoted(let otherQuote, .address(let otherStage)))
        where quote == otherQuote && stage != otherStage:
            joined.place = .quoted(quote, .address(.uncertain))
        default:
            guard place == other.place else { return nil }
        }
        return joined
    }
}

/// Why something may not stand where it stands, in a sentence for the template's author.
struct Refusal: Error {
    let message: String

    init(_ message: String) {
        self.message = message
    }
}
