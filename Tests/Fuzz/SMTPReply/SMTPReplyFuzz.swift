import Mail

/// What a mail server says: the input's lines are one reply after another, as `SMTPConnection` takes them, and each is read as the answer to EHLO too.
enum SMTPReplyFuzz {
    static let run: @Sendable ([UInt8]) -> Void = { bytes in
        var gathered = SMTPReplyLines(), since: [[UInt8]] = []
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(withoutReturn) {
            checkLine(line)
            since.append(line)
            expect(since.count <= SMTPReply.lineCount, "a reply of \(since.count) lines")
            switch gathered.take(line) {
            case .more: continue
            case .whole(let reply):
                expectEqual(reply.lines.count, since.count, "lines of a reply")
                check(reply, since)
            case .endless: expectEqual(since.count, SMTPReply.lineCount, "lines of a reply without end")
            case .wrong: expect(SMTPReply.parse(line) == nil || since.dropLast().contains { SMTPReply.parse($0)?.code != SMTPReply.parse(line)?.code }, "a line was refused that goes with those before it")
            }
            (gathered, since) = (SMTPReplyLines(), [])
        }
    }

    private static func withoutReturn(_ line: ArraySlice<UInt8>) -> [UInt8] { Array(line.last == 0x0D ? line.dropLast() : line) }

    private static func checkLine(_ line: [UInt8]) {
        guard let part = SMTPReply.parse(line) else { return }
        expect((200...599).contains(part.code), "the code \(part.code)")
        expect(line.starts(with: "\(part.code)".utf8), "the code \(part.code) is not the line's")
        expect(part.isLast == (line.dropFirst(3).first != 0x2D), "whether more lines follow")
        // Bytes that are no UTF-8 grow threefold at the most.
        expect(part.text.utf8.count <= max(0, line.count - 4) * 3, "a text longer than its line")
    }

    private static func check(_ reply: SMTPReply, _ lines: [[UInt8]]) {
        expect(lines.allSatisfy { SMTPReply.parse($0)?.code == reply.code }, "lines of two codes are one reply")
        expect(!(reply.isPositive && reply.isPermanentRefusal), "both yes and no")
        var again = SMTPReplyLines(), outcome = SMTPReplyLines.Outcome.more
        for (number, text) in reply.lines.enumerated() { outcome = again.take(Array("\(reply.code)\(number < reply.lines.count - 1 ? "-" : " ")\(text)".utf8)) }
        expectEqual(outcome, .whole(reply), "read otherwise when written again")
        checkWords(reply.words)
        checkExtensions(reply.lines)
    }

    /// They are shown on a page, in a log and in a terminal.
    private static func checkWords(_ words: String) {
        expect(words.unicodeScalars.count <= 401, "\(words.unicodeScalars.count) characters for people")
        expect(!words.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) || (0x202A...0x202E).contains($0.value) || (0x2066...0x2069).contains($0.value) }, "a control character for people")
        expectEqual(SMTPReply.shown(String(words.prefix(300))), String(words.prefix(300)), "shown otherwise when shown again")
    }

    private static func checkExtensions(_ lines: [String]) {
        let offered = SMTPExtensions(lines)
        expect(offered.size.map { $0 > 0 } ?? true, "a size of \(offered.size ?? 0)")
        expect(offered.keywords.keys.allSatisfy { !$0.isEmpty && !$0.contains(" ") && !$0.contains("=") }, "a keyword of two words")
        expectEqual(SMTPExtensions(["another name"] + lines.dropFirst()), offered, "the server's name is an offer")
        expect(offered.signIns.isEmpty || offered.offers("AUTH"), "a way of signing in that is not offered")
    }
}
