package import Synchronization

/// Holds an object that is made when it is first asked for, by whichever thread comes first.
///
/// Like `AtomicLazyReference`, which looks up what type it refers to at each load and so costs more
/// than most of what it would spare us.
package struct LazyReference<Object: AnyObject & Sendable>: ~Copyable, Sendable {
    /// Where the object is, to which one reference is counted; 0 as long as there is none.
    @usableFromInline let place = Atomic<UInt>(0)

    @inlinable
    package init() {}

    @inlinable
    deinit {
        guard let object = UnsafeRawPointer(bitPattern: place.load(ordering: .acquiring)) else {
            return
        }
        Unmanaged<Object>.fromOpaque(object).release()
    }

    /// The object, or nil as long as there is none.
    @inlinable
    package func load() -> Object? {
        guard let object = UnsafeRawPointer(bitPattern: place.load(ordering: .acquiring)) else {
            return nil
        }
        return Unmanaged<Object>.fromOpaque(object).takeUnretainedValue()
    }

    /// Keeps an object unless another thread was first; the one that is kept.
    @inlinable
    package func storeIfNil(_ object: Object) -> Object {
        let new = Unmanaged.passRetained(object)
        let (isStored, _) = place.compareExchange(
            expected: 0, desired: UInt(bitPattern: new.toOpaque()),
            ordering: .acquiringAndReleasing)
        guard !isStored else { return object }
        new.release()
        return load() ?? object
    }
}
