import HTTP

/// What is wrong with a form: a message by field, in the page's order.
struct FieldErrors: Sendable, Equatable {
    struct Item: Sendable, Equatable {
        /// The id of the element that the summary leads to.
        let target: String
        let message: String
    }

    private(set) var items: [Item] = []
    private var byField: [String: String] = [:]
    /// Somebody else changed what the form is about after it was opened.
    private(set) var isStale = false

    var isEmpty: Bool { items.isEmpty }

    /// Of the page that shows the form again.
    var status: Status { isStale ? .conflict : .unprocessableContent }

    /// The first message stands where a field has several. `target` is the element to lead to where it is not the field's own id.
    mutating func add(_ field: String, _ message: String, target: String? = nil) {
        guard byField[field] == nil else { return }
        byField[field] = message
        items.append(Item(target: target ?? field, message: message))
    }

    /// Nothing is saved over a change that the sender has not seen: the form comes back with every answer, and says what stands now.
    mutating func addChanged(_ what: String, now: String, target: String) {
        isStale = true
        add("changed", "\(what) was changed by someone else after you opened this page. It stands now as: \(now). Check your answers, then save again", target: target)
    }

    subscript(field: String) -> String? { byField[field] }
}
