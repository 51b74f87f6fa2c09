/// A complex number, which only a constant of a template can be.
package final class ComplexValue: ObjectValue, @unchecked Sendable {
    package let real: Double
    package let imaginary: Double

    package init(_ constant: NumberConstant.Complex) {
        real = constant.real
        imaginary = constant.imaginary
    }

    package override var typeName: String { "complex128" }
    package override var kindName: String { "complex128" }
    package override var isTrue: Bool { real != 0 || imaginary != 0 }
    package override var printed: Bytes {
        GoNumberText.complex(real: real, imaginary: imaginary)
    }
}
