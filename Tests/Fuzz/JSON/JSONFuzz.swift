import RotaDomain

/// The JSON parser by itself: what it accepts is the same when written and read again, and what it keeps is bounded.
enum JSONFuzz {
    static let run: @Sendable ([UInt8]) -> Void = { bytes in
        do throws(FileProblem) {
            let (value, repeated) = try JSONParser.parse(bytes, mostValues: 10_000)
            let written = JSONFuzz.written(value)
            let again = try? JSONParser.parse(written, mostValues: 10_000)
            expect(again.map { JSONFuzz.written($0.value) == written } ?? false, "read otherwise when written again")
            expectEqual(again?.repeated.map(\.path) ?? [], repeated.map(\.path), "repeated keys")
            for problem in repeated { ProblemBounds.check(problem) }
        } catch {
            ProblemBounds.check(error)
            expect(error.line.map { $0 <= bytes.count + 1 } ?? true, "line \(error.line ?? 0) of \(bytes.count) bytes")
        }
    }

    private static func written(_ value: JSONValue) -> [UInt8] {
        var bytes: [UInt8] = []
        append(value, to: &bytes)
        return bytes
    }

    private static func append(_ value: JSONValue, to bytes: inout [UInt8]) {
        switch value.content {
        case .null: bytes += Array("null".utf8)
        case .bool(let flag): bytes += Array((flag ? "true" : "false").utf8)
        case .number(let number): bytes += Array(JSONText.number(number).utf8)
        case .string(let text): JSONText.append(text, to: &bytes)
        case .list(let values):
            bytes.append(0x5B)
            for (index, value) in values.enumerated() {
                if index > 0 { bytes.append(0x2C) }
                append(value, to: &bytes)
            }
            bytes.append(0x5D)
        case .object(let members):
            bytes.append(0x7B)
            for (index, member) in members.enumerated() {
                if index > 0 { bytes.append(0x2C) }
                JSONText.append(member.key, to: &bytes)
                bytes.append(0x3A)
                append(member.value, to: &bytes)
            }
            bytes.append(0x7D)
        }
    }
}

/// A problem is for somebody to read: short, and on one line.
enum ProblemBounds {
    static let longest = 16_384

    static func check(_ problem: FileProblem) {
        expect(problem.what.utf8.count <= longest && problem.path.utf8.count <= longest, "a problem of \(problem.what.utf8.count) and \(problem.path.utf8.count) bytes")
        expect(!problem.description.utf8.contains { $0 < 0x20 }, "a control character in a problem: \(problem.description.debugDescription)")
    }

    static func check(_ problems: FileProblems) {
        expect(!problems.listed.isEmpty && problems.listed.count <= 500, "\(problems.listed.count) problems")
        expect(problems.listed.count == 500 || problems.more == 0, "more problems than are listed")
        problems.listed.forEach(check)
    }
}
