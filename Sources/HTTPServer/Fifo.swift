/// A queue from which the first to come is the first to go, each at constant cost.
struct Fifo<Element> {
    private var elements: [Element?] = []
    private var first = 0

    var count: Int { elements.count - first }

    mutating func append(_ element: Element) { elements.append(element) }

    mutating func append(contentsOf more: ArraySlice<Element>) { for element in more { elements.append(element) } }

    mutating func popFirst() -> Element? {
        guard first < elements.count else { return nil }
        let element = elements[first]
        // What was taken is not kept alive by the place it stood in.
        elements[first] = nil
        first += 1
        if first == elements.count {
            elements.removeAll(keepingCapacity: true)
            first = 0
        } else if first >= 1_024, first * 2 >= elements.count {
            elements.removeSubrange(..<first)
            first = 0
        }
        return element
    }
}

extension Fifo: Sendable where Element: Sendable {}
