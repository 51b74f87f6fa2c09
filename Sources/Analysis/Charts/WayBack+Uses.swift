import GoTemplates
import HelmCharts
import SourceText
import YAMLTrees

extension WayBack {
    /// Whether a value, or what is in it, wrote or decided anything in this scenario beyond a range
    /// of this text. What stands around it in the values counts as far as it is written whole.
    func isUsed(_ path: YAMLPath, beyond range: SourceRange) -> Bool {
        let origins = scenario.rendering.evaluator.origins
        var known: [Origin: Bool] = [:]
        func isFrom(_ origin: Origin) -> Bool {
            if let answer = known[origin] { return answer }
            let answer = (origins.data(of: origin) + origins.conditions(of: origin)).contains {
                let steps = scenario.valuesPath(of: $0).steps
                return !steps.isEmpty && zip(steps, path.steps).allSatisfy { $0 == $1 }
            }
            known[origin] = answer
            return answer
        }
        for file in scenario.rendering.files {
            guard case .text(let other) = file.text.payload else { continue }
            for (index, run) in other.runs.enumerated() where isFrom(run.origin) {
                let written = SourceRange(Int(run.start), other.end(ofRun: index))
                let isBeyond = (written.start..<written.end).contains { place in
                    let isHere = other === text && range.start <= place && place < range.end
                    return !isHere && other.bytes[place] > 0x20
                }
                if run.kind == .absent || isBeyond { return true }
            }
        }
        return false
    }
}
