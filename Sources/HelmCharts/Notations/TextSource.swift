import GoTemplates

/// Where a text that is read comes from, asked for its parts.
struct TextSource {
    private let origins: OriginTable
    private let whole: Origin
    private let text: TracedText?

    /// The source of a text that is given as a value.
    init(_ value: Value, _ origins: OriginTable) {
        self.origins = origins
        whole = value.origin
        if case .text(let traced) = value.payload { text = traced } else { text = nil }
    }

    /// What flowed into a part.
    func origin(in range: Range<Int>) -> Origin {
        guard origins.isTracking else { return .none }
        guard let text else { return whole }
        return origins.union(text.origin(in: range, origins), whole)
    }

    /// What flowed into the making of a collection that stands in a range: all of it decided.
    func structure(in range: Range<Int>) -> Origin {
        guard origins.isTracking else { return .none }
        guard text != nil else { return whole }
        return origins.decided(.none, by: origin(in: range))
    }

    /// A value under a key that was written by something.
    func decided(_ origin: Origin, by key: Origin) -> Origin {
        text == nil ? origin : origins.decided(origin, by: key)
    }
}
