/// What expressions may refer to: variables with types, object types with fields, and functions.
///
///     var environment = CELEnvironment()
///     environment.declare(imageType)
///     environment.declare("image", .object("Image"))
///     let program = try environment.compile("image.tag != 'latest'")
///     let answer = try program.evaluate([.object(image)])
package struct CELEnvironment: Sendable {
    /// The namespace names are looked up in first, such as `com.example`; empty for none.
    package var container = "" { didSet { hasQualifiedNames = true } }
    package var limits = CELLimits()
    /// Whether patterns that are written out are compiled with the expression, so that a wrong one
    /// is told; else each is when it is first needed.
    package var checksPatterns = true
    /// Variables in the order of the values that `CELProgram.evaluate` takes.
    package private(set) var variables: [(name: String, type: CELType)] = []
    private(set) var slots: [String: Int] = [:]
    private var objectTypes: [String: CELObjectType] = [:]
    /// Finds types that are not declared one by one, when they are first asked for.
    package var findType: @Sendable (String) -> CELObjectType? = { _ in nil }
    /// All functions of a name that one was declared of.
    private var declared: [String: [CELFunction]] = [:]
    /// What stands before the first dot of functions' names: `math`.
    private(set) var namespaces: Set<String>
    /// Whether `a.b` may be the name of one variable or type.
    private(set) var hasQualifiedNames = false

    /// An environment with the standard functions and every extension library, and no variables.
    package init() { namespaces = StandardFunctions.namespaces }

    /// Adds a variable; its value takes the next place in what is evaluated. Declared again, it
    /// keeps its place and changes its type.
    package mutating func declare(_ name: String, _ type: CELType) {
        if let slot = slots[name] {
            variables[slot].type = type
        } else {
            hasQualifiedNames = hasQualifiedNames || name.utf8.contains(UInt8(ascii: "."))
            slots[name] = variables.count
            variables.append((name, type))
        }
    }

    /// Adds a type that `CELType.object` names.
    package mutating func declare(_ type: CELObjectType) {
        hasQualifiedNames = hasQualifiedNames || type.name.utf8.contains(UInt8(ascii: "."))
        objectTypes[type.name] = type
    }

    /// The type that `CELType.object` names.
    func objectType(_ name: String) -> CELObjectType? { objectTypes[name] ?? findType(name) }

    /// Adds a function, or replaces the one of that name, style and number of arguments.
    package mutating func declare(_ function: CELFunction) {
        if let namespace = function.namespace { namespaces.insert(namespace) }
        let others = functions(named: function.name).filter {
            $0.isMember != function.isMember || $0.parameterCount != function.parameterCount
        }
        declared[function.name] = others + [function]
    }

    /// All functions of that name; empty when there is none.
    func functions(named name: String) -> [CELFunction] {
        declared[name] ?? StandardFunctions.named(name)
    }

    /// The names of functions that are called on a value, or of those that are not.
    func functionNames(isMember: Bool) -> Set<String> {
        let all = [StandardFunctions.all] + declared.values
        return Set(all.joined().filter { $0.isMember == isMember }.map(\.name))
    }

    /// Parses, checks and prepares an expression.
    package func compile(_ text: String) throws(CELError) -> CELProgram {
        try program(text, isChecked: true)
    }

    /// Prepares an expression without checking types; names and functions that do not exist fail
    /// when they are evaluated.
    package func compileUnchecked(_ text: String) throws(CELError) -> CELProgram {
        try program(text, isChecked: false)
    }

    private func program(_ text: String, isChecked: Bool) throws(CELError) -> CELProgram {
        let syntax = try CELParser.parse(Array(text.utf8), limits: limits)
        var checker = CELChecker(syntax, self, isLenient: !isChecked)
        return try checker.program(text: text)
    }

    /// The names a name may stand for: in the container, in those around it, and by itself.
    func candidates(_ name: String) -> [String] {
        if name.utf8.first == UInt8(ascii: ".") { return [String(name.dropFirst())] }
        guard !container.isEmpty else { return [name] }
        var names: [String] = []
        var prefix = container[...]
        while !prefix.isEmpty {
            names.append(prefix + "." + name)
            prefix = prefix.lastIndex(of: ".").map { prefix[..<$0] } ?? ""
        }
        names.append(name)
        return names
    }
}

extension CELEnvironment {
    /// The tree of an expression as an s-expression, for tests and for looking at.
    package func tree(of text: String) throws(CELError) -> String {
        try CELParser.parse(Array(text.utf8), limits: limits).description
    }
}
