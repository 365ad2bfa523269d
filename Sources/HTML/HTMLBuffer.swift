/// The bytes of a page while it is written. Templates write literals with `raw` and values with the function of their place:
/// `text`, `attribute`, `address` or `addressPart`; each of these escapes, so markup gets in only as a literal or as `SafeHTML`.
///
/// Over memory of its own instead of an array, whose check for other owners at every append took half of a page's time.
package struct HTMLBuffer: ~Copyable {
    private var storage: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private var count = 0

    /// `capacity` is the expected length in bytes; the buffer grows when it is passed.
    package init(capacity: Int = 16_384) {
        self.capacity = max(capacity, 16)
        storage = .allocate(capacity: self.capacity)
    }

    deinit {
        storage.deallocate()
    }

    /// What has been written so far, UTF-8.
    package var bytes: [UInt8] {
        Array(UnsafeBufferPointer(start: storage, count: count))
    }

    /// Appends markup that stands in the program's own source. A `StaticString` can't be made from what users send.
    package mutating func raw(_ literal: StaticString) {
        literal.withUTF8Buffer { append($0) }
    }

    @inline(__always)
    mutating func append(_ run: UnsafeBufferPointer<UInt8>) {
        guard let start = run.baseAddress else { return }
        reserve(run.count)
        (storage + count).update(from: start, count: run.count)
        count += run.count
    }

    @inline(__always)
    mutating func append(byte: UInt8) {
        reserve(1)
        storage[count] = byte
        count += 1
    }

    @inline(__always)
    private mutating func reserve(_ more: Int) {
        if capacity - count < more { grow(more) }
    }

    @inline(never)
    private mutating func grow(_ more: Int) {
        let wanted = max(capacity * 2, count + more)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: wanted)
        larger.update(from: storage, count: count)
        storage.deallocate()
        storage = larger
        capacity = wanted
    }

    /// Decimal digits, with `-` before a negative number; no separators.
    mutating func append(_ number: Int) {
        if (0...9).contains(number) {
            append(byte: 48 + UInt8(truncatingIfNeeded: number))
            return
        }
        var rest = number.magnitude
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            var start = digits.count
            repeat {
                start -= 1
                digits.initializeElement(at: start, to: 48 + UInt8(truncatingIfNeeded: rest % 10))
                rest /= 10
            } while rest > 0
            if number < 0 { append(byte: 45) }
            append(UnsafeBufferPointer(rebasing: digits[start...]))
        }
    }
}

extension HTMLBuffer {
    /// Text between tags: `& < > " '` become character references.
    package mutating func text(_ value: String) { escape(value) }
    package mutating func text(_ value: Substring) { escape(value) }
    package mutating func text(_ value: StaticString) { value.withUTF8Buffer { escape($0) } }
    package mutating func text(_ value: Int) { append(value) }

    /// The one value that goes out as it is.
    package mutating func text(_ value: SafeHTML) { value.bytes.withUnsafeBufferPointer { append($0) } }

    @available(*, unavailable, message: "an Optional cannot be shown: unwrap it with {{#if let x = …}}")
    package mutating func text(_ value: String?) {}
    @available(*, unavailable, message: "an Optional cannot be shown: unwrap it with {{#if let x = …}}")
    package mutating func text(_ value: Int?) {}
}

extension HTMLBuffer {
    /// The value of a quoted attribute, or text in `<title>` and `<textarea>`, where tags mean nothing: escaped like text, and no markup.
    package mutating func attribute(_ value: String) { escape(value) }
    package mutating func attribute(_ value: Substring) { escape(value) }
    package mutating func attribute(_ value: StaticString) { value.withUTF8Buffer { escape($0) } }
    package mutating func attribute(_ value: Int) { append(value) }

    @available(*, unavailable, message: "SafeHTML is markup and has no place in an attribute, <title> or <textarea>: use a String")
    package mutating func attribute(_ value: SafeHTML) {}
    @available(*, unavailable, message: "an Optional cannot be shown: unwrap it with {{#if let x = …}}")
    package mutating func attribute(_ value: String?) {}
    @available(*, unavailable, message: "an Optional cannot be shown: unwrap it with {{#if let x = …}}")
    package mutating func attribute(_ value: Int?) {}
}
