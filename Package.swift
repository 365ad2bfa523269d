// swift-tools-version:6.1
import PackageDescription

let package = Package(
    name: "practice-rota",
    products: [
        .executable(name: "rota", targets: ["rota"])
    ],
    targets: [
        // C: module maps and inline shims, nothing else.
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3"),
        .systemLibrary(name: "COpenSSL", pkgConfig: "openssl"),
        .systemLibrary(name: "CLinux"),

        // Leaves: they know nothing of each other.
        .target(name: "Civil"),
        .target(name: "Secrets", dependencies: ["COpenSSL"]),
        .target(name: "SQLite", dependencies: ["CSQLite"]),
        .target(name: "HTTP"),
        .target(name: "HTML"),

        .target(name: "HTTPServer", dependencies: ["HTTP", "COpenSSL", "CLinux"]),

        // Templates/*.html become Swift at build time.
        .target(name: "TemplateCompiler", dependencies: ["HTML"]),
        .executableTarget(name: "TemplateTool", dependencies: ["TemplateCompiler"]),
        .plugin(name: "CompileTemplates", capability: .buildTool(), dependencies: ["TemplateTool"], path: "Sources/CompileTemplates"),

        .target(name: "RotaDomain", dependencies: ["Civil"]),
        .target(name: "RotaEngine", dependencies: ["RotaDomain", "Civil"]),
        .target(name: "RotaStore", dependencies: ["RotaDomain", "Civil", "SQLite"]),
        .target(
            name: "RotaWeb",
            dependencies: ["RotaStore", "RotaEngine", "RotaDomain", "Civil", "SQLite", "HTTP", "HTML", "Secrets"],
            // Every `Templates/*/index.html` is a source location, and Swift warns, for each source file, of each pair with one file name:
            // gigabytes of text that no flag of its own turns off, and minutes of building. `make lint` builds without the locations.
            swiftSettings: Context.environment["ROTA_WARNINGS"] == nil ? [.unsafeFlags(["-suppress-warnings"])] : [],
            plugins: ["CompileTemplates"]),
        .target(
            name: "RotaCommands", dependencies: ["RotaWeb", "RotaStore", "RotaEngine", "RotaDomain", "Civil", "SQLite", "HTTP", "HTTPServer", "Secrets"]),
        .executableTarget(name: "rota", dependencies: ["RotaCommands"]),

        // What several test targets share.
        .target(name: "TestSupport", dependencies: ["RotaStore", "Civil", "SQLite", "Secrets"], path: "Tests/Support"),

        .testTarget(name: "CivilTests", dependencies: ["Civil"]),
        .testTarget(name: "SQLiteTests", dependencies: ["SQLite"]),
        .testTarget(name: "SecretsTests", dependencies: ["Secrets"]),
        .testTarget(name: "HTTPTests", dependencies: ["HTTP"]),
        .testTarget(name: "HTTPServerTests", dependencies: ["HTTPServer", "HTTP", "CLinux", "COpenSSL"]),
        .testTarget(name: "HTMLTests", dependencies: ["HTML"]),
        .testTarget(name: "TemplateCompilerTests", dependencies: ["TemplateCompiler"]),
        .testTarget(name: "RotaStoreTests", dependencies: ["RotaStore", "RotaDomain", "Civil", "SQLite", "TestSupport"]),
        .testTarget(name: "RotaWebTests", dependencies: ["CSQLite", "RotaWeb", "RotaEngine", "RotaStore", "RotaDomain", "Civil", "SQLite", "HTTP", "HTML", "Secrets", "TestSupport"]),
        .testTarget(
            name: "RotaCommandsTests", dependencies: ["RotaCommands", "RotaWeb", "RotaStore", "RotaDomain", "Civil", "SQLite", "HTTP", "HTTPServer", "TestSupport"]),
        .testTarget(name: "RotaEngineTests", dependencies: ["RotaEngine", "RotaDomain", "Civil"], exclude: ["Fixtures"]),
        .testTarget(name: "RotaDomainTests", dependencies: ["RotaDomain", "Civil"]),
    ],
    swiftLanguageModes: [.v6]
)
