import Testing

@testable import CEL

/// What is known without an evaluation must be what the evaluation says.
@Suite struct Guards {
    private final class Thing: CELObject {
        static let type = CELObjectType(
            "thing",
            fields: [
                .init("name", .string), .init("isNew", .bool),
                .init("size", .string, isOptional: true), .init("parts", .list(.string)),
                .init("count", .int, isOptional: true), .init("labels", .map(.string, .string)),
            ])
        let values: [CELValue?]

        init(_ name: String, isNew: Bool, size: String?) {
            values = [
                .string(name), .bool(isNew), size.map(CELValue.string),
                .list(name.isEmpty ? [] : [.string(name), .string("c")]),
                size.map { _ in .int(name == "a" ? 1 : 3) },
                .map(CELMap(name.isEmpty ? [] : [(name, .string("1"))])),
            ]
        }

        var objectType: CELObjectType { Self.type }
        func field(_ index: Int) -> CELValue? { values[index] }
    }

    private static let things = ["a", "b", ""].flatMap { name in
        [true, false].flatMap { isNew in
            [nil, "a"].map { Thing(name, isNew: isNew, size: $0) }
        }
    }

    private static let expressions = [
        "thing.isNew", "!thing.isNew", "thing.name != 'a'", "!(thing.name == 'a')",
        "!(thing.name in ['a', 'b'])", "!has(thing.size)", "has(thing.size)",
        "thing.name != 'a' || thing.isNew || thing.size == 'x'",
        "!(thing.name == 'a' && thing.isNew)", "!(!thing.isNew && thing.name in ['b'])",
        "!(thing.name == 'a' || thing.isNew)", "thing.name == 'a' && thing.isNew",
        "!has(thing.size) || thing.size == 'a'", "thing.isNew ? thing.name != 'a' : true",
        "thing.size != 'a' || thing.isNew", "thing.name == 'a'", "thing.name in ['a', '']",
        "!(thing.name != 'a')", "has(thing.size) || thing.isNew", "thing.?size.orValue('a') == 'a'",
        "thing.?size.orValue('b') == 'a'", "thing.?size.orValue('b') != 'a'",
        "!(thing.?size.orValue('b') in ['b'])", "size(thing.parts) == 0", "thing.parts.size() > 0",
        "!(thing.parts.size() <= 1)", "'a' in thing.parts", "!('a' in thing.parts)",
        "thing.?count.orValue(1) != 1", "thing.?count.orValue(1) == 1",
        "!(thing.?count.orValue(2) < 2)", "thing.?count.orValue(1) >= 3",
        "thing.?count.orValue(1) <= 1", "has(thing.count) && thing.count > 2",
        "!has(thing.count) || thing.count < 2", "thing.name.size() == 1",
        "thing.isNew && thing.name == 'a' || thing.size == 'a'",
        "!(thing.isNew || has(thing.size))",
        "(thing.isNew || has(thing.size)) && thing.name == 'a'",
        "thing.name == '&&' || thing.isNew",
        "'a' in thing.labels", "!('a' in thing.labels)", "!('a' in thing.labels) || thing.isNew",
    ]

    @Test(arguments: expressions)
    func `a glance never says more than an evaluation`(expression: String) throws {
        var environment = CELEnvironment()
        environment.declare(Thing.type)
        environment.declare("thing", .object("thing"))
        let program = try environment.compile(expression)
        for thing in Self.things where isSurelyTrue(expression, for: thing) {
            #expect(try program.evaluate([.object(thing)]).boolValue == true)
        }
    }

    private func isSurelyTrue(_ expression: String, for thing: Thing) -> Bool {
        open([expression], for: thing).isEmpty
    }

    /// The numbers of the expressions that a glance at a thing leaves open.
    private func open(_ expressions: [String], for thing: Thing) -> [Int] {
        let guards = CELGuards(for: Thing.type)
        for expression in expressions { guards.add(CELGuards.text(of: expression, about: "thing")) }
        var open: [Int] = []
        guards.forEachOpen(for: thing) { open.append($0) }
        return open
    }

    @Test func `expressions that share parts are answered as if each were alone`() {
        let guards = CELGuards(for: Thing.type)
        for expression in Self.expressions {
            guards.add(CELGuards.text(of: expression, about: "thing"))
        }
        // Twice, since the second time finds all parts read.
        for thing in Self.things + Self.things {
            var open: [Int] = []
            guards.forEachOpen(for: thing) { open.append($0) }
            #expect(
                open
                    == Self.expressions.indices.filter {
                        !isSurelyTrue(Self.expressions[$0], for: thing)
                    })
        }
    }

    @Test func `the usual beginnings of rules are seen at a glance`() throws {
        let other = Thing("z", isNew: true, size: nil)
        for expression in [
            "thing.name != 'a' || thing.size == 'x' || !has(thing.size)",
            "thing.isNew || thing.size == 'x'",
            "!has(thing.size) || thing.size == 'x'", "!(thing.name in ['a'] && thing.isNew)",
            "thing.name == 'z'", "thing.name in ['y', 'z']", "thing.?size.orValue('a') == 'a'",
            "thing.?count.orValue(1) < 2", "thing.parts.size() > 1", "'c' in thing.parts",
            "thing.isNew && thing.name == 'z'", "!(thing.name == 'a' || has(thing.size))",
            "!('a' in thing.parts)", "'z' in thing.labels", "!('a' in thing.labels)",
            "size(thing.parts) == 2",
        ] {
            #expect(isSurelyTrue(expression, for: other), "\(expression)")
        }
        #expect(!isSurelyTrue("thing.name == 'y'", for: other))
        // What begins with a word that the type does not have is no guard, nor what stands behind.
        #expect(!isSurelyTrue("thing.nme != 'a' || thing.isNew", for: other))
    }

    @Test func `guards are written one a line`() {
        let text = CELGuards.text(
            of: "!has(thing.size) || !(thing.name in ['a', 'b']) || size(thing.parts) > 1 || "
                + "thing.isNew && true || thing.isNew", about: "thing")
        #expect(text == "a\tsize\no\tname\ta\tb\n>\t#parts\t1")
        #expect(
            CELGuards.text(of: "thing.isNew && !has(thing.size) || thing.isNew", about: "thing")
                == "t\tisNew\t&&\ta\tsize\nt\tisNew")
        #expect(CELGuards.text(of: "thing.name != 'a\\tb'", about: "thing").isEmpty)
        #expect(CELGuards.text(of: "thing.name !=", about: "thing").isEmpty)
    }
}
