import CEL
import Testing

/// Object types as rules would have them.
enum Subjects {
    static let layer = CELObjectType("Layer", fields: [.init("size", .int)])
    static let image = CELObjectType(
        "Image",
        fields: [
            .init("tag", .string, isOptional: true), .init("digest", .string),
            .init("layers", .list(.object("Layer"))),
        ])

    static var environment: CELEnvironment {
        var environment = CELEnvironment()
        environment.declare(layer)
        environment.declare(image)
        environment.declare("image", .object("Image"))
        return environment
    }
}

final class FixedObject: CELObject {
    let objectType: CELObjectType
    private let values: [CELValue?]

    init(_ type: CELObjectType, _ values: [CELValue?]) {
        objectType = type
        self.values = values
    }

    func field(_ index: Int) -> CELValue? { values[index] }
}

@Suite struct ObjectTests {
    private func image(tag: String?) -> CELValue {
        let layers = [10, 20].map { CELValue.object(FixedObject(Subjects.layer, [.int($0)])) }
        return .object(
            FixedObject(
                Subjects.image, [tag.map { .string($0) }, .string("a"), .list(layers)]))
    }

    @Test func `fields are selected from objects`() {
        check(
            """
            image.tag => '12'
            image.tag != 'latest' && size(image.digest) > 0 => true
            has(image.tag) => true
            image.?tag => optional.of('12')
            image.layers.exists(l, l.size == 20) => true
            image.layers.map(l, l.size) => [10, 20]
            dyn(image).tag => '12'
            dyn(image).nope => !`Image` has no `nope`
            optional.of(image).tag => optional.of('12')
            type(image) => Image
            type(image) == Image => true
            image == image => true
            [image] => [Image{tag: '12', digest: 'a', layers: [Layer{size: 10}, Layer{size: 20}]}]
            """, Subjects.environment, [image(tag: "12")])
    }

    @Test func `an absent field is asked for first`() {
        check(
            """
            image.tag => !the field `tag` is absent
            image.tag != 'latest' => !the field `tag` is absent
            has(image.tag) => false
            image.?tag.orValue('none') => 'none'
            has(image.tag) && image.tag == 'x' => false
            dyn(image).?tag.hasValue() => false
            """, Subjects.environment, [image(tag: nil)])
    }

    @Test func `a host declares functions of its own`() {
        var environment = Subjects.environment
        environment.declare(
            CELFunction(
                "layerCount", isMember: true, [.init([.object("Image")], .int)],
                .unary { value, budget throws(CELFailure) in
                    guard case .object(let object) = value,
                        case .list(let layers)? = object.field(2)
                    else { throw CELFailure("`layerCount` is asked of images") }
                    try budget.charge(1)
                    return .int(Int64(layers.count))
                }))
        check(
            """
            image.layerCount() + 1 => 3
            'a'.layerCount() => !no such overload
            """, environment, [image(tag: nil)])
    }

    private final class Counter: CELObject {
        static let type = CELObjectType(
            "Counter", fields: [],
            methods: [
                .init("next", [], .object("Counter")), .init("plus", [.int], .int),
                .init("size", [.string], .int),
            ])
        let count: Int64

        init(_ count: Int64) { self.count = count }

        var objectType: CELObjectType { Self.type }
        func field(_ index: Int) -> CELValue? { nil }

        func call(_ method: Int, _ arguments: [CELValue]) -> CELValue {
            guard method > 0 else { return .object(Counter(count + 1)) }
            if case .int(let number)? = arguments.first { return .int(count + number) }
            return .int(count)
        }
    }

    @Test func `a type is found when it is asked for, and its methods with it`() {
        var environment = CELEnvironment()
        environment.findType = { $0 == "Counter" ? Counter.type : nil }
        environment.declare("counter", .object("Counter"))
        check(
            """
            counter.next().next().plus(3) => 6
            [counter].map(c, c.next().plus(1)) => [3]
            counter.size('') => 1
            'abc'.size() => 3
            counter.plus('a') => !no such overload: `plus` does not apply to (Counter, string)
            counter.plus() => !no such overload: `plus` takes 1 argument, not 0
            counter.pluss(1) => !there is no function `pluss`
            'a'.plus(1) => !there is no function `plus`
            """, environment, [.object(Counter(1))])
    }

    @Test func `a program is evaluated from many tasks at once`() async throws {
        let program = try Subjects.environment.compile("image.tag.matches('^[0-9]+$')")
        let image = image(tag: "12")
        let answers = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<50 {
                group.addTask { (try? program.evaluate([image]))?.boolValue == true }
            }
            return await group.reduce(into: [Bool]()) { $0.append($1) }
        }
        #expect(answers.count == 50 && answers.allSatisfy { $0 })
    }

    @Test func `a value too few is a failure and no crash`() throws {
        #expect(throws: CELError.self) { try Subjects.environment.compile("image").evaluate([]) }
    }
}
