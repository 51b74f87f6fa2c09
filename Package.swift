// swift-tools-version: 6.2
import PackageDescription

/// Every module and what it may import, lowest floor first. This table is the architecture; a test
/// holds the sources to it.
let floors: KeyValuePairs<String, [String]> = [
    // Floor 0: text and notations, no language.
    "SourceText": [],
    "Patterns": [],
    "Notations": [],
    "BundledRules": [],
    // Floor 1: one language or one idea each; they never import each other.
    "Findings": ["SourceText"],
    "ShellCommands": ["SourceText", "Notations"],
    "Dockerfiles": ["SourceText", "Notations"],
    "GoTemplates": [],
    "YAMLTrees": ["SourceText", "CYAML"],
    "CEL": ["SourceText", "Patterns", "Notations"],
    // Floor 2: what stands on languages.
    "Kubernetes": ["SourceText", "YAMLTrees", "Notations"],
    "HelmCharts": [
        "SourceText", "Patterns", "Notations", "YAMLTrees", "GoTemplates", "CYAML", "CZlib",
    ],
    "Rules": ["SourceText", "Findings", "YAMLTrees", "CEL"],
    "Reports": ["SourceText", "Notations", "Findings", "CXML2"],
    // Floor 3: where rules and languages meet.
    "Analysis": [
        "SourceText", "Patterns", "Notations", "Findings", "ShellCommands", "Dockerfiles",
        "YAMLTrees", "GoTemplates", "Kubernetes", "HelmCharts", "CEL", "Rules",
    ],
]

/// C libraries of the system, each a module map.
let systemLibraries: [Target] = [
    .systemLibrary(
        name: "CYAML", pkgConfig: "yaml-0.1",
        providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    .systemLibrary(
        name: "CXML2", pkgConfig: "libxml-2.0",
        providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]),
    .systemLibrary(
        name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
]

/// What modules use of other packages.
let products: [String: [Target.Dependency]] = [
    "HelmCharts": [
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
    ]
]

let modules: [Target] = floors.map { name, imports in
    name == "BundledRules"
        ? .target(name: name, exclude: ["rules"], plugins: ["EmbedRules"])
        : .target(
            name: name,
            dependencies: imports.map { .target(name: $0) } + (products[name] ?? []))
}

/// What puts rules/ into the program at build time.
let embedding: [Target] = [
    .plugin(name: "EmbedRules", capability: .buildTool(), dependencies: ["embed-rules"]),
    .executableTarget(name: "embed-rules", dependencies: ["YAMLTrees", "Rules"]),
]

/// What tests of a module need beyond what it imports itself.
let testImports: [String: [String]] = ["GoTemplates": ["Notations"]]

/// What tests of a module read by themselves.
let testData: [String: [String]] = ["HelmCharts": ["Fixtures"]]

let moduleTests: [Target] = floors.filter { $0.key != "BundledRules" }.map { name, imports in
    .testTarget(
        name: "\(name)Tests",
        dependencies: ([name] + imports + (testImports[name] ?? [])).map { .target(name: $0) },
        exclude: testData[name] ?? [])
}

/// Tests of the whole: rules with their examples, the command, reports, the house's own order.
let wholeTests: [Target] = [
    .testTarget(
        name: "PlimsollTests",
        dependencies: floors.map { .target(name: $0.key) } + ["plimsoll"])
]

let executable: [Target] = [
    .executableTarget(
        name: "plimsoll",
        dependencies: floors.map { .target(name: $0.key) }
            + [.product(name: "ArgumentParser", package: "swift-argument-parser")])
]

let package = Package(
    name: "plimsoll",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "plimsoll", targets: ["plimsoll"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    ],
    targets: systemLibraries + modules + embedding + executable + moduleTests
        + wholeTests,
    swiftLanguageModes: [.v6])

for target in package.targets where target.type != .system && target.type != .plugin {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .treatAllWarnings(as: .error),
    ]
}
