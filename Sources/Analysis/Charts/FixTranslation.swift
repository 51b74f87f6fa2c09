import Findings
import GoTemplates
import HelmCharts
import SourceText
import YAMLTrees

/// Does to the sources of rendered text what a fix does to the text.
///
/// What came from values is changed where a person would write them; what a template says word for
/// word, in the template. Whether that has the effect that was meant is for a proof to tell.
struct FixTranslation {
    let way: WayBack

    /// The fix as edits of one file of the chart; nil when it cannot be told which. `path` is that
    /// of the file its finding stands in.
    func translated(_ fix: Fix, placedIn path: String) -> Fix? {
        guard let found = inValues(fix) ?? inTemplate(fix) else { return nil }
        let translated = Fix(
            title: fix.title,
            applicability: min(fix.applicability, found.trust),
            edits: found.edits, path: found.path == path ? nil : found.path)
        return translated.hasConflictingEdits ? nil : translated
    }

    /// Edits of one file.
    struct Translation {
        var path: String
        var edits: [Edit]
        /// How far that may be trusted at most: people decide what an anchor shares, and a value
        /// that is used elsewhere, too, changes more than the mistake.
        var trust = Applicability.safe
    }

    var origins: OriginTable { way.scenario.rendering.evaluator.origins }
}
