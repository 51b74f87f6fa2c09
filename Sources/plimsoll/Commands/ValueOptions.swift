import ArgumentParser
import GoTemplates
import HelmCharts

/// Values for charts, by the options that Helm has for them.
struct ValueOptions: ParsableArguments {
    @Option(
        name: [.customShort("f"), .customLong("values")],
        help: "A file of values for charts, or several with commas; repeatable.")
    var files: [String] = []

    @Option(name: .customLong("set"), help: "A value, as name=value; repeatable.")
    var set: [String] = []

    @Option(name: .customLong("set-string"), help: "A value that is a text; repeatable.")
    var setString: [String] = []

    @Option(name: .customLong("set-json"), help: "A value in JSON; repeatable.")
    var setJSON: [String] = []

    @Option(name: .customLong("set-file"), help: "A value that a file holds; repeatable.")
    var setFile: [String] = []

    @Option(name: .customLong("set-literal"), help: "A value taken as it stands; repeatable.")
    var setLiteral: [String] = []

    /// What was given; no file has been read.
    var given: GivenValues {
        let read = SetFiles()
        let kinds: [([String], SetGrammar.Kind)] = [
            (set, .typed), (setString, .string), (setJSON, .json),
            (setFile, .file { (name: Bytes) throws(SetError) in try read.bytes(of: name) }),
            (setLiteral, .literal),
        ]
        return GivenValues(
            files: files.flatMap(GivenValues.paths),
            settings: kinds.flatMap { texts, kind in
                texts.map { ValuesInput.Setting(Bytes($0.utf8), kind) }
            })
    }
}
