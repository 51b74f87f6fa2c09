import Dockerfiles
import SourceText

/// What each stage is there for.
struct StageRoles: Sendable {
    /// Whether its files end up in the image that a build makes: it is the last stage or one of
    /// those that one builds on.
    private(set) var isInFinalImage: [Bool]
    /// Whether no other stage needs it, so that it can only be there to be built itself.
    private(set) var isResult: [Bool]
    /// Whether an earlier stage has the same name.
    private(set) var isNameTaken: [Bool]
    /// Whether it runs Windows, as far as names tell.
    private(set) var isWindows: [Bool]

    init(_ file: Dockerfile, finalStage: Int?) {
        isInFinalImage = file.stages.map { _ in false }
        isResult = file.stages.map { _ in true }
        isNameTaken = []
        isWindows = []
        var names: Set<String> = []
        for stage in file.stages {
            for needed in stage.dependencies where needed != stage.index {
                isResult[needed] = false
            }
            isNameTaken.append(stage.name.map { !names.insert($0.text).inserted } ?? false)
            isWindows.append(stage.parent.map { isWindows[$0] } ?? Self.isWindows(stage, file))
        }
        for start in Self.openBases(file) {
            for stage in file.stages where stage.name?.text.hasPrefix(start) ?? false {
                isResult[stage.index] = false
            }
        }
        var shipped = finalStage
        while let stage = shipped {
            isInFinalImage[stage] = true
            shipped = file.stages[stage].parent
        }
    }

    private static let mostOpenBases = 64

    /// What the bases that only a build knows start with: `tool-` for `FROM tool-$TARGETARCH`,
    /// which needs one of the stages named so.
    private static func openBases(_ file: Dockerfile) -> Set<String> {
        var starts: Set<String> = []
        for stage in file.stages where stage.baseName == nil {
            let start = stage.base.text.prefix { $0 != "$" }
            guard !start.isEmpty, starts.count < mostOpenBases else { continue }
            starts.insert(String(start))
        }
        return starts
    }

    private static let windowsNames = ["windows", "nanoserver", "servercore"]

    private static func isWindows(_ stage: BuildStage, _ file: Dockerfile) -> Bool {
        if file.escape == UInt8(ascii: "`") { return true }
        let name = stage.baseName ?? stage.base.text
        return windowsNames.contains(where: name.holds)
    }
}
