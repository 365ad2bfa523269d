/// Quoted-printable (RFC 2045 §6.7): lines of 76 characters at most, ended by CRLF whatever ended them before.
enum QuotedPrintable {
    static func encode(_ text: String) -> [UInt8] {
        var out: [UInt8] = []
        let bytes = Array(text.utf8)
        var width = 0, index = 0
        while index < bytes.count {
            let byte = bytes[index], next = index + 1 < bytes.count ? bytes[index + 1] : nil
            index += 1
            if byte == 0x0D || byte == 0x0A {
                if byte == 0x0D, next == 0x0A { index += 1 }
                out += [0x0D, 0x0A]
                width = 0
                continue
            }
            // A blank at the end of a line would be lost on the way; a dot at its start would be if anybody forgot to double it, and "From " is an old quirk.
            let endsLine = next == nil || next == 0x0D || next == 0x0A
            let isBlank = byte == 0x20 || byte == 0x09
            let isFrom = width == 0 && byte == UInt8(ascii: "F") && bytes[index...].starts(with: "rom ".utf8)
            let isPlain = isBlank ? !endsLine : (0x21...0x7E).contains(byte) && byte != 0x3D && !(width == 0 && byte == 0x2E) && !isFrom
            let needed = isPlain ? 1 : 3
            if width + needed > (endsLine ? 76 : 75) {
                out += [0x3D, 0x0D, 0x0A]
                width = 0
                // At the start of a line now, which a dot or "From " must not be.
                if isPlain, byte == 0x2E || byte == UInt8(ascii: "F") {
                    out += escaped(byte)
                    width = 3
                    continue
                }
            }
            if isPlain { out.append(byte) } else { out += escaped(byte) }
            width += needed
        }
        return out
    }

    private static func escaped(_ byte: UInt8) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        return [0x3D, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
}
