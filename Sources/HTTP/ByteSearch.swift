import Glibc

/// Finds bytes in bytes at the speed of `memchr`.
enum ByteSearch {
    /// The position of the first `needle` that starts at or after `start` and ends by `limit`.
    static func first(_ needle: [UInt8], in bytes: [UInt8], from start: Int, limit: Int = .max) -> Int? {
        guard let lead = needle.first, start >= 0 else { return nil }
        let end = min(bytes.count, limit)
        var at = start
        while at + needle.count <= end {
            guard let found = first(lead, in: bytes.span, from: at, to: end - needle.count + 1) else { return nil }
            if bytes[found...].starts(with: needle) { return found }
            at = found + 1
        }
        return nil
    }

    /// The position of the first `byte` in `start..<end`.
    static func first(_ byte: UInt8, in bytes: Span<UInt8>, from start: Int, to end: Int) -> Int? {
        guard start < end, start >= 0, end <= bytes.count else { return nil }
        return bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress, let found = memchr(base + start, Int32(byte), end - start) else { return nil }
            return UnsafeRawPointer(found) - UnsafeRawPointer(base)
        }
    }
}
