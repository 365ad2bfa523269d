/// What is known of content without looking at it: its strong tag, and when it was last changed in seconds since 1970.
package struct Validators: Sendable, Equatable {
    package let tag: EntityTag?
    package let modified: Int?

    package init(tag: EntityTag?, modified: Int?) {
        self.tag = tag
        self.modified = modified
    }
}

/// What a request's conditions ask for (RFC 9110 §13).
package enum Preconditions: Sendable, Equatable {
    /// Answer as if there were none. `range` tells whether a Range field counts.
    case met(range: Bool)
    /// 304
    case notModified
    /// 412
    case failed

    /// Takes the conditions in the order of RFC 9110 §13.2.2, on content that exists. `now` is the time of the answer, in seconds since 1970.
    package init(_ request: Request, _ validators: Validators, now: Int) {
        let conditions = Conditions(headers: request.headers, validators: validators, now: now)
        let reads = request.method == .get || request.method == .head
        guard conditions.isExpectedState else {
            self = .failed
            return
        }
        guard conditions.isNews(toReader: reads) else {
            self = reads ? .notModified : .failed
            return
        }
        // RFC 9110 §14.2: a range is defined for GET alone.
        self = .met(range: request.method == .get && request.headers.contains("Range") && conditions.isSameAsBefore)
    }
}

private struct Conditions {
    let headers: Headers
    let validators: Validators
    let now: Int

    /// `If-Match` (§13.1.1), or without one `If-Unmodified-Since` (§13.1.4). What can't be read as a list of tags matches none.
    var isExpectedState: Bool {
        if headers.contains("If-Match") { return names("If-Match") { $0.matchesStrongly($1) } }
        guard let modified = validators.modified, let date = date("If-Unmodified-Since") else { return true }
        return modified <= date
    }

    /// `If-None-Match` (§13.1.2), or without one `If-Modified-Since` (§13.1.3), which is about reading only.
    func isNews(toReader reads: Bool) -> Bool {
        if headers.contains("If-None-Match") { return !names("If-None-Match") { $0.matchesWeakly($1) } }
        guard reads, let modified = validators.modified, let date = date("If-Modified-Since") else { return true }
        return modified > date
    }

    /// `If-Range` (§13.1.5): a tag that matches strongly, or the very date of a change that was over when it was told (§8.8.2.2).
    var isSameAsBefore: Bool {
        let values = headers.values("If-Range")
        guard let value = values.first else { return true }
        guard values.count == 1 else { return false }
        if case .tags(let tags) = EntityTagList(value) {
            guard let own = validators.tag, let tag = tags.first, tags.count == 1 else { return false }
            return tag.matchesStrongly(own)
        }
        guard let modified = validators.modified, modified < now else { return false }
        return HTTPDate.parse(value, now: now) == modified
    }

    /// Whether the content is named by a field's tags, several fields being one list. One of thousands of tags, which no cache has, is not gone through.
    private func names(_ field: String, _ isSame: (EntityTag, EntityTag) -> Bool) -> Bool {
        let list = headers.values(field).joined(separator: ",")
        guard list.utf8.count <= 4_096 else { return false }
        return switch EntityTagList(list) {
        case .any: true
        case .tags(let tags): validators.tag.map { own in tags.contains { isSame($0, own) } } ?? false
        case nil: false
        }
    }

    /// Nil where there is none, several, or one that is no date, which is to be ignored.
    private func date(_ name: String) -> Int? {
        guard headers.contains(name) else { return nil }
        let values = headers.values(name)
        return values.count == 1 ? values.first.flatMap { HTTPDate.parse($0, now: now) } : nil
    }
}
