/// What is wrong with a form: a message by field, in the page's order.
struct FieldErrors: Sendable, Equatable {
    struct Item: Sendable, Equatable {
        /// The id of the element that the summary leads to.
        let target: String
        let message: String
    }

    private(set) var items: [Item] = []
    private var byField: [String: String] = [:]

    var isEmpty: Bool { items.isEmpty }

    /// The first message stands where a field has several. `target` is the element to lead to where it is not the field's own id.
    mutating func add(_ field: String, _ message: String, target: String? = nil) {
        guard byField[field] == nil else { return }
        byField[field] = message
        items.append(Item(target: target ?? field, message: message))
    }

    subscript(field: String) -> String? { byField[field] }
}
