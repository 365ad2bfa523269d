/// One word of the command line: `rota NAME …`.
struct Subcommand: Sendable {
    let name: String
    let summary: String
    let help: String
    /// Names of options with a value, without their dashes.
    var options: Set<String> = []
    /// Names of options without a value.
    var flags: Set<String> = []
    /// How many operands it takes at the most.
    var operands = 0
    /// Gives the exit code. Throws `Arguments.Wrong` for wrong use (2), anything else for a failure (1).
    let run: @Sendable (Invocation) throws -> Int32
}

/// What a command is given: its arguments, its streams, its environment.
struct Invocation {
    let arguments: Arguments
    let terminal: Terminal
    let environment: [String: String]
}
