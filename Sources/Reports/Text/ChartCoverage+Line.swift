import Findings

extension ChartCoverage {
    /// `ledger: 41 of 52 branches rendered in 3 scenarios`.
    var line: String {
        let noun = branches == 1 ? "branch" : "branches"
        let part = rendered == branches ? "all \(branches)" : "\(rendered) of \(branches)"
        return "\(name): \(part) \(noun) rendered in \(String.count(scenarios, "scenario"))"
    }
}
