import RotaBackups

/// `rota backup verify`: one file, or every backup in the folder.
struct BackupVerification {
    private struct Verdict {
        let path: String
        let contents: BackupContents?
        let hasChecksum: Bool
        let problem: String?
    }

    private let call: Invocation
    private let check: BackupCheck
    private let paths: [String]
    private let place: String

    init(_ call: Invocation) throws {
        let installation = try Installation(call)
        self.call = call
        check = try installation.backupCheck()
        let folder = Backup.plan(call, installation.settings).folder
        if call.arguments.operands.count == 2 {
            guard call.arguments["to"] == nil else { throw Arguments.Wrong(text: "Name a file or a folder, not both.") }
            paths = [call.arguments.operands[1]]
        } else {
            paths = folder.backups().map { folder.file($0) }
        }
        place = folder.path
    }

    /// 0 when there is a backup and all are sound.
    func run() throws -> Int32 {
        guard !paths.isEmpty else { throw Failure("There is no backup in \(place). Make one: rota backup.") }
        let verdicts = paths.map(verdict)
        try call.terminal.result(call.arguments.has("json") ? json(verdicts) : words(verdicts))
        return verdicts.allSatisfy { $0.problem == nil } ? 0 : 1
    }

    private func verdict(_ path: String) -> Verdict {
        do {
            let (hasChecksum, contents) = try check.verify(path)
            return Verdict(path: path, contents: contents, hasChecksum: hasChecksum, problem: nil)
        } catch {
            return Verdict(path: path, contents: nil, hasChecksum: false, problem: "\(error)")
        }
    }

    private func words(_ verdicts: [Verdict]) -> String {
        let lines = verdicts.map { verdict in
            if let problem = verdict.problem { return "bad  \(problem)" }
            return "ok   \(verdict.path)\(verdict.hasChecksum ? "" : " (no checksum beside it to compare)")"
        }
        // Of many, the last is the one to restore.
        return (lines + (verdicts.last?.contents?.lines ?? [])).map { $0 + "\n" }.joined()
    }

    private func json(_ verdicts: [Verdict]) -> String {
        let objects = verdicts.map { verdict in
            var object = JSONObject()
            object.add("file", verdict.path)
            object.add("ok", verdict.problem == nil)
            object.add("checksum", verdict.hasChecksum)
            if let problem = verdict.problem { object.add("problem", problem) }
            if let contents = verdict.contents { object.add("contents", JSONObject(contents)) }
            return object
        }
        var whole = JSONObject()
        whole.add("backups", objects)
        return whole.text + "\n"
    }
}
