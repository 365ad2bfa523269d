/// The bytes of a page while it is written. Templates write literals with `raw` and values with the function of their place:
/// `text`, `attribute`, `address` or `addressPart`; each of these escapes, so markup gets in only as a literal or as `SafeHTML`.
package struct HTMLBuffer {
    /// What has been written so far, UTF-8.
    package private(set) var bytes: [UInt8]

    /// `capacity` is the expected length in bytes; the buffer grows when it is passed.
    package init(capacity: Int = 16_384) {
        bytes = []
        bytes.reserveCapacity(capacity)
    }

    /// Appends markup that stands in the program's own source. A `StaticString` can't be made from what users send.
    package mutating func raw(_ literal: StaticString) {
        literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    mutating func append(_ run: UnsafeBufferPointer<UInt8>) {
        bytes.append(contentsOf: run)
    }

    mutating func append(byte: UInt8) {
        bytes.append(byte)
    }

    /// Decimal digits, with `-` before a negative number; no separators.
    mutating func append(_ number: Int) {
        if (0...9).contains(number) {
            bytes.append(48 + UInt8(truncatingIfNeeded: number))
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
            if number < 0 { bytes.append(45) }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: digits[start...]))
        }
    }
}

// MARK: Text between tags

extension HTMLBuffer {
    /// Text between tags: `& < > " '` become character references.
    package mutating func text(_ value: String) { escape(value) }
    package mutating func text(_ value: Substring) { escape(value) }
    package mutating func text(_ value: StaticString) { value.withUTF8Buffer { escape($0) } }
    package mutating func text(_ value: Int) { append(value) }

    /// The one value that goes out as it is.
    package mutating func text(_ value: SafeHTML) { bytes.append(contentsOf: value.bytes) }

    @available(*, unavailable, message: "an Optional cannot be shown: unwrap it with {{#if let x = …}}")
    package mutating func text(_ value: String?) {}
    @available(*, unavailable, message: "an Optional cannot be shown: unwrap it with {{#if let x = …}}")
    package mutating func text(_ value: Int?) {}
}

// MARK: Quoted attributes

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
