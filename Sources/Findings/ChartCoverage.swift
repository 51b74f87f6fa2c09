/// How much of a chart's own templates was rendered in at least one scenario: findings may be
/// missing in the rest.
package struct ChartCoverage: Sendable {
    /// The chart's name.
    package var name: String
    /// The path of its `Chart.yaml`.
    package var path: String
    /// In how many scenarios it was rendered.
    package var scenarios: Int
    /// How many branches its templates have, those within others included.
    package var branches: Int
    /// How many of them were rendered.
    package var rendered: Int
    /// The branches that were not, without those within them; sorted by path and offset.
    package var unrendered: [Branch]

    /// A branch that no scenario rendered.
    package struct Branch: Sendable {
        /// The action that opens it.
        package var place: Place
        /// That action in one line, or words for what has none.
        package var text: String

        package init(place: Place, text: String) {
            self.place = place
            self.text = text
        }
    }

    package init(
        name: String, path: String, scenarios: Int, branches: Int, rendered: Int,
        unrendered: [Branch]
    ) {
        self.name = name
        self.path = path
        self.scenarios = scenarios
        self.branches = branches
        self.rendered = rendered
        self.unrendered = unrendered
    }
}
