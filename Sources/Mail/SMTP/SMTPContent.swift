/// A message as DATA has it: lines ended by CRLF, dots doubled at their starts, and the dot that ends it (RFC 5321 §4.5.2).
enum SMTPContent {
    static func encode(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count + bytes.count / 32 + 8)
        var isStart = true, previous: UInt8 = 0
        for byte in bytes {
            defer { previous = byte }
            if byte == 0x0A {
                // A bare LF becomes a line's end, and so does a bare CR: what servers understand differently can smuggle messages (RFC 5321 §2.3.8).
                if previous != 0x0D { out += [0x0D, 0x0A] }
                isStart = true
                continue
            }
            if byte == 0x0D {
                out += [0x0D, 0x0A]
                isStart = true
                continue
            }
            if isStart, byte == 0x2E { out.append(0x2E) }
            out.append(byte)
            isStart = false
        }
        if !isStart { out += [0x0D, 0x0A] }
        return out + [0x2E, 0x0D, 0x0A]
    }
}
