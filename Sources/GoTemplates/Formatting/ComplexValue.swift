/// A complex number, which only a constant of a template can be.
package final class ComplexValue: ObjectValue {
    package let real: Double
    package let imaginary: Double

    package init(real: Double, imaginary: Double) {
        self.real = real
        self.imaginary = imaginary
    }

    package var typeName: String { "complex128" }
    package var kindName: String { "complex128" }
    package var isTrue: Bool { real != 0 || imaginary != 0 }
    package var printed: Bytes {
        GoNumberText.complex(real: real, imaginary: imaginary)
    }
}
