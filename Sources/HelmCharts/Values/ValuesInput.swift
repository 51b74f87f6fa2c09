package import GoTemplates

/// The values that a user gives: files (`-f`) and settings (`--set` and its kin).
package struct ValuesInput: Sendable {
    /// In the order given: a later file goes over those before it.
    package var files: [ValuesFile]
    /// In the order given; Helm applies them by kind.
    package var settings: [Setting]

    package struct Setting: Sendable {
        package var text: Bytes
        package var kind: SetGrammar.Kind

        package init(_ text: Bytes, _ kind: SetGrammar.Kind = .typed) {
            self.text = text
            self.kind = kind
        }
    }

    package init(files: [ValuesFile] = [], settings: [Setting] = []) {
        self.files = files
        self.settings = settings
    }

    /// All of it together, in maps that are shared with nothing.
    package func merged() throws(ChartError) -> MapValue {
        var values = MapValue()
        for file in files { values = values.overlaid(with: file.values) }
        if settings.isEmpty { return values }
        values = values.deepCopy()
        for setting in inOrder {
            values = try setting.applied(to: values)
        }
        return values
    }

    /// The settings as Helm applies them: kind by kind, the strongest last.
    var inOrder: [Setting] {
        settings.enumerated().sorted { left, right in
            (left.element.kind.rank, left.offset) < (right.element.kind.rank, right.offset)
        }.map(\.element)
    }
}

extension ValuesInput.Setting {
    /// The values with this set. They are changed.
    func applied(to values: MapValue) throws(ChartError) -> MapValue {
        if case .json = kind, let object = try object() { return values.overlaid(with: object) }
        do throws(SetError) {
            try SetGrammar.apply(text, to: values, kind: kind)
            return values
        } catch {
            var message = "failed parsing \(kind.option) data: \(error.message)"
            if case .json = kind {
                message = "failed parsing --set-json data \(String(decoding: text, as: UTF8.self))"
            }
            throw ChartError(.set, message, at: kind.option)
        }
    }

    /// What `--set-json` takes when the text is not names with values but one JSON object.
    private func object() throws(ChartError) -> MapValue? {
        let trimmed = text.drop { $0 <= 0x20 }
        guard trimmed.first == UInt8(ascii: "{") else { return nil }
        do throws(FunctionError) {
            let source = TextSource(.null, OriginTable(isTracking: false))
            let (value, overflow) = try GoJSONReader.value(of: Bytes(trimmed), source)
            if let overflow { throw FunctionError(overflow) }
            return value.map ?? MapValue()
        } catch {
            throw ChartError(
                .set,
                "failed parsing --set-json data JSON: "
                    + String(decoding: text, as: UTF8.self), at: kind.option)
        }
    }
}

extension SetGrammar.Kind {
    fileprivate var rank: Int {
        switch self {
        case .json: 0
        case .typed: 1
        case .string: 2
        case .file: 3
        case .literal: 4
        }
    }
}
