import Glibc

/// The program of `make fuzz`: libFuzzer around the target that `FUZZ_TARGET` names.
@main
enum Main {
    /// A target is its folder's name and what it asks of an input; it ends the program where an answer is wrong.
    static let targets: [(name: String, run: @Sendable ([UInt8]) -> Void)] = [
        ("Request", RequestFuzz.run), ("Form", FormFuzz.run), ("Multipart", MultipartFuzz.run), ("Cookies", CookiesFuzz.run), ("Ranges", RangesFuzz.run), ("Template", TemplateFuzz.run),
        ("PracticeFile", PracticeFileFuzz.run), ("RotaFile", RotaFileFuzz.run), ("JSON", JSONFuzz.run), ("Dates", DatesFuzz.run),
        ("SMTPReply", SMTPReplyFuzz.run),
    ]

    /// The environment and not an argument, because libFuzzer starts itself again, with its own arguments only.
    static let chosen = getenv("FUZZ_TARGET").flatMap { name in targets.first { $0.name == String(cString: name) } }

    static func main() {
        guard chosen != nil else {
            print("Set FUZZ_TARGET to one of: \(targets.map(\.name).joined(separator: " "))")
            exit(2)
        }
        var count = CommandLine.argc
        var arguments = CommandLine.unsafeArgv
        exit(
            runDriver(&count, &arguments) { start, count in
                Main.chosen.map { Main.run(Array(UnsafeBufferPointer(start: start, count: count)), $0.run) }
                return 0
            })
    }

    /// One input in two thousand is tried again at 64 kB, where it may take no more than two seconds: what is quadratic shows there.
    private static func run(_ bytes: [UInt8], _ target: @Sendable ([UInt8]) -> Void) {
        target(bytes)
        var random = InputRandom(bytes)
        guard random.next() % 2_000 == 0 else { return }
        let long = Stretching.stretched(bytes, to: 65_536, &random)
        let start = clock()
        target(long)
        let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
        expect(seconds < 2, "\(seconds) s for 64 kB") { Stretching.keep(long) }
    }
}

/// libFuzzer's own entry (`LLVMFuzzerRunDriver` of compiler-rt).
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt
