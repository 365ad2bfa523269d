// swift-tools-version:6.1
import PackageDescription

let package = Package(
    name: "practice-rota",
    products: [
        .executable(name: "rota", targets: ["rota"]),
        // For `make bench` alone: the published benchmark, and how soon a practice has its answers.
        .executable(name: "rota-bench", targets: ["RotaBench"]),
    ],
    targets: [
        // C: module maps and inline shims, nothing else.
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3"),
        .systemLibrary(name: "COpenSSL", pkgConfig: "openssl"),
        .systemLibrary(name: "CLinux"),

        .target(name: "Locks"),

        // Leaves: they know nothing of each other.
        .target(name: "Civil"),
        .target(name: "Secrets", dependencies: ["COpenSSL"]),
        .target(name: "QRCode"),
        .target(name: "SQLite", dependencies: ["CSQLite", "Locks"]),
        .target(name: "HTTP"),
        .target(name: "HTML"),

        .target(name: "Mail", dependencies: ["COpenSSL", "Locks"]),

        .target(name: "HTTPServer", dependencies: ["HTTP", "Locks", "COpenSSL", "CLinux"]),

        // Templates/*.html become Swift at build time.
        .target(name: "TemplateCompiler", dependencies: ["HTML"]),
        .executableTarget(name: "TemplateTool", dependencies: ["TemplateCompiler"]),
        .plugin(name: "CompileTemplates", capability: .buildTool(), dependencies: ["TemplateTool"], path: "Sources/CompileTemplates"),

        .target(name: "RotaDomain", dependencies: ["Civil"]),
        // The search for a good roster, which knows nothing of practices.
        .target(name: "Rostering"),
        .target(name: "RotaEngine", dependencies: ["Rostering", "RotaDomain", "Civil"]),
        .target(name: "RotaStore", dependencies: ["RotaDomain", "Civil", "SQLite"]),
        .target(name: "RotaBackups", dependencies: ["RotaStore", "Civil", "SQLite", "Secrets"]),
        .target(
            name: "RotaWeb",
            dependencies: ["RotaBackups", "RotaStore", "RotaEngine", "RotaDomain", "Civil", "SQLite", "HTTP", "HTML", "Locks", "Mail", "QRCode", "Secrets"],
            // Every `Templates/*/index.html` is a source location, and Swift warns, for each source file, of each pair with one file name:
            // gigabytes of text that no flag of its own turns off, and minutes of building. `make lint` builds without the locations.
            swiftSettings: Context.environment["ROTA_WARNINGS"] == nil ? [.unsafeFlags(["-suppress-warnings"])] : [],
            plugins: ["CompileTemplates"]),
        .target(
            name: "RotaCommands",
            dependencies: ["RotaWeb", "RotaBackups", "RotaStore", "RotaEngine", "RotaDomain", "Civil", "SQLite", "HTTP", "HTTPServer", "Mail", "Secrets", "COpenSSL"]),
        .executableTarget(name: "rota", dependencies: ["RotaCommands"]),
        .executableTarget(name: "RotaBench", dependencies: ["RotaEngine", "Rostering", "RotaDomain", "Civil"]),

        // What several test targets share.
        .target(name: "TestSupport", dependencies: ["RotaStore", "SQLite", "Secrets"], path: "Tests/Support"),

        .testTarget(name: "CivilTests", dependencies: ["Civil"]),
        .testTarget(name: "LocksTests", dependencies: ["Locks"]),
        .testTarget(name: "SQLiteTests", dependencies: ["SQLite", "CSQLite", "Locks"]),
        .testTarget(name: "SecretsTests", dependencies: ["Secrets"]),
        .testTarget(name: "QRCodeTests", dependencies: ["QRCode", "Secrets"]),
        .testTarget(name: "HTTPTests", dependencies: ["HTTP"]),
        .testTarget(name: "HTTPServerTests", dependencies: ["HTTPServer", "HTTP", "Locks", "CLinux", "COpenSSL"]),
        .testTarget(name: "MailTests", dependencies: ["Mail"]),
        .testTarget(name: "HTMLTests", dependencies: ["HTML"]),
        .testTarget(name: "TemplateCompilerTests", dependencies: ["TemplateCompiler"]),
        .testTarget(name: "RotaBackupsTests", dependencies: ["RotaBackups", "RotaStore", "Civil", "SQLite", "Secrets", "TestSupport"]),
        .testTarget(name: "RotaStoreTests", dependencies: ["RotaStore", "RotaDomain", "Civil", "SQLite", "TestSupport"]),
        .testTarget(name: "RotaWebTests", dependencies: ["CSQLite", "RotaWeb", "RotaBackups", "RotaEngine", "RotaStore", "RotaDomain", "Civil", "SQLite", "HTTP", "HTML", "Mail", "Secrets", "TestSupport"]),
        .testTarget(
            name: "RotaCommandsTests",
            dependencies: ["RotaCommands", "RotaWeb", "RotaBackups", "RotaDomain", "Civil", "SQLite", "HTTP", "HTTPServer", "TestSupport"]),
        .testTarget(name: "RosteringTests", dependencies: ["Rostering"]),
        .testTarget(name: "RotaBenchTests", dependencies: ["RotaBench", "Rostering", "RotaDomain", "Civil"]),
        .testTarget(name: "RotaEngineTests", dependencies: ["RotaEngine", "Rostering", "RotaDomain", "Civil"], exclude: ["Fixtures"]),
        .testTarget(name: "RotaDomainTests", dependencies: ["RotaDomain", "Civil"]),
    ],
    swiftLanguageModes: [.v6]
)

// `make sanitize` alone sets this: the server, the store and their tests are a package by themselves, for seconds instead of minutes of building.
if Context.environment["ROTA_SERVER_ONLY"] != nil {
    let kept = ["CLinux", "COpenSSL", "CSQLite", "Civil", "HTTP", "HTTPServer", "Locks", "Mail", "RotaDomain", "RotaStore", "SQLite", "Secrets", "TestSupport"]
    package.products = []
    package.targets.removeAll { target in !kept.contains { target.name == $0 || target.name == $0 + "Tests" } }
}

// `make fuzz` alone sets this, to the library of libFuzzer without its main: the modules that it watches, and the one program that they make.
if let library = Context.environment["ROTA_FUZZ"] {
    let fuzzed = ["Civil", "HTTP", "HTML", "Mail", "TemplateCompiler", "RotaDomain"], below = ["COpenSSL", "Locks"]
    package.products = []
    package.targets.removeAll { !(fuzzed + below).contains($0.name) }
    for target in package.targets where fuzzed.contains(target.name) { target.swiftSettings = [.unsafeFlags(["-sanitize=fuzzer"])] }
    package.targets.append(
        .executableTarget(
            name: "Fuzz", dependencies: fuzzed.map { .byName(name: $0) }, path: "Tests/Fuzz",
            exclude: ["Seeds", "Dictionaries"], linkerSettings: [.unsafeFlags([library, "-lstdc++"])]))
}
