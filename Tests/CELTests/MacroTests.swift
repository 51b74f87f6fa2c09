import CEL
import Testing

@Suite struct MacroTests {
    @Test func `macros visit elements, keys and entries`() {
        check(
            """
            [1, 2, 3].all(x, x > 0) => true
            [].exists(x, true) => false
            [1, 2, 2].exists_one(x, x == 2) => false
            [1, 2].existsOne(x, x == 2) => true
            [1, 2, 3].map(x, x * x) => [1, 4, 9]
            [1, 2, 3].map(x, x > 1, x * x) => [4, 9]
            [1, 2, 3].filter(x, x != 2) => [1, 3]
            {'a': 1, 'b': 2}.map(k, k) => ['a', 'b']
            {'a': 1, 'b': 2}.filter(k, k == 'b') => ['b']
            {'a': 1}.exists(k, v, k == 'a' && v == 1) => true
            [5, 6].all(i, v, v == i + 5) => true
            [5, 6].transformList(i, v, i + v) => [5, 7]
            [5, 6].transformList(i, v, i > 0, i + v) => [7]
            {'a': 1}.transformMap(k, v, v + 1) => {'a': 2}
            {'a': 1, 'b': 2}.transformMap(k, v, v > 1, k) => {'b': 'b'}
            [5].transformMap(i, v, v) => {0: 5}
            {'a': 'x'}.transformMapEntry(k, v, {v: k}) => {'x': 'a'}
            {'a': 'x', 'b': 'x'}.transformMapEntry(k, v, {v: k}) => !is repeated
            ['bb', 'a'].sortBy(s, size(s)) => ['a', 'bb']
            [1, 2].map(x, [3].map(x, x * 10)) => [[30], [30]]
            [[1], [2]].map(l, l.map(x, x)) => [[1], [2]]
            cel.bind(x, 2, x * x) => 4
            cel.bind(x, 1, cel.bind(x, x + 1, x)) => 2
            [1].all(1, true) => !needs a plain name
            [1].all(x, x) => !must be `bool`, not `int`
            5.all(x, true) => !goes through a list or a map, not `int`
            {'a': 1}.sortBy(k, k) => !goes through a list or a map
            [1].all(x) => !wrong number of arguments
            [1].all(x, x, true) => !both names are `x`
            has(1) => !takes a field
            """)
    }

    @Test func `an optional is asked before it is opened`() {
        check(
            """
            {'a': 1}.?a => optional.of(1)
            {'a': 1}.?b => optional.none()
            {'a': {'b': 1}}.?a.b => optional.of(1)
            {'a': {'b': 1}}.?x.b.orValue(7) => 7
            [1][?0].value() => 1
            [1][?1].hasValue() => false
            optional.none().value() => !has no value
            optional.of(1).or(optional.of(1 / 0)) => optional.of(1)
            optional.none().orValue(1 / 0) => !division by zero
            optional.of(2).optMap(x, x + 1) => optional.of(3)
            optional.of(2).optFlatMap(x, optional.none()) => optional.none()
            optional.ofNonZeroValue(0) => optional.none()
            optional.ofNonZeroValue('a') => optional.of('a')
            [?optional.of(1), ?optional.none(), 2] => [1, 2]
            {?'a': optional.of(1), ?'b': optional.none()} => {'a': 1}
            [?1] => !must be `optional(dyn)`, not `int`
            optional.of(1) == optional.of(1.0) => !never equal
            [optional.of(1), optional.none()].unwrapOpt() => [1]
            optional.unwrap([optional.of(1)]) => [1]
            has({'a': optional.none()}.a.b) => false
            [1, 2].first() => optional.of(1)
            [].last() => optional.none()
            """)
    }

    @Test func `names are looked up in the container, and macro names shadow`() {
        var environment = CELEnvironment()
        environment.declare("a.b.x", .int)
        environment.declare("x", .string)
        environment.declare("m.y", .int)
        environment.container = "a.b"
        check(
            """
            x => 1
            .x => 'x'
            [0].map(x, x) => [0]
            [0].map(x, .x) => ['x']
            m.y + 1 => 4
            [{'y': 0}].map(m, m.y) => [0]
            """, environment, [.int(1), .string("x"), .int(3)])
    }
}
