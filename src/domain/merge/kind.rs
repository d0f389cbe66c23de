//! What of a plan a record is.

/// What of a plan a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// The plan's own fields.
    Plan,
    /// Units, scales and switches.
    Settings,
    /// An item.
    Item,
    /// A user need.
    Need,
    /// A business goal.
    Goal,
    /// The Kano study's own fields.
    Study,
    /// A feature of the study; its id is the item's.
    Feature,
    /// A respondent of the study.
    Respondent,
    /// The roadmap's own fields.
    Rules,
    /// A team.
    Team,
    /// A period.
    Period,
    /// An item in a period; its id is the item's.
    Placement,
    /// What is wished of an item; its id is the item's.
    Limit,
    /// What is wished of several items.
    Group,
    /// A saved roadmap.
    Scenario,
    /// A decision.
    Decision,
    /// A workshop, with its agenda, its votes and what was agreed: one thing as a whole.
    Workshop,
}

impl Kind {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Kind; 17] = [
        Kind::Plan,
        Kind::Settings,
        Kind::Item,
        Kind::Need,
        Kind::Goal,
        Kind::Study,
        Kind::Feature,
        Kind::Respondent,
        Kind::Rules,
        Kind::Team,
        Kind::Period,
        Kind::Placement,
        Kind::Limit,
        Kind::Group,
        Kind::Scenario,
        Kind::Decision,
        Kind::Workshop,
    ];

    /// Where the patch of a record stands.
    pub(super) fn place(self) -> &'static [&'static str] {
        match self {
            Kind::Plan => &["plan"],
            Kind::Settings => &["plan", "settings"],
            Kind::Item => &["items"],
            Kind::Need => &["needs", "set"],
            Kind::Goal => &["goals", "set"],
            Kind::Study => &["kano", "study"],
            Kind::Feature => &["kano", "features", "set"],
            Kind::Respondent => &["kano", "respondents", "set"],
            Kind::Rules => &["roadmap", "roadmap"],
            Kind::Team => &["roadmap", "teams", "set"],
            Kind::Period => &["roadmap", "periods", "set"],
            Kind::Placement => &["roadmap", "placements", "set"],
            Kind::Limit => &["roadmap", "limits", "set"],
            Kind::Group => &["roadmap", "groups", "set"],
            Kind::Scenario => &["roadmap", "scenarios", "set"],
            Kind::Decision => &["decisions", "set"],
            Kind::Workshop => &["workshops", "set"],
        }
    }

    /// The field with the id.
    pub(super) fn id_field(self) -> &'static str {
        match self {
            Kind::Feature | Kind::Placement | Kind::Limit => "item",
            _ => "id",
        }
    }

    /// Fields that nobody is asked about: they belong to a copy, or follow from others.
    pub(super) fn is_own(self, field: &str) -> bool {
        let own: &[&str] = match self {
            Kind::Plan => &["id", "created", "updated", "ancestors", "next_key", "settings"],
            _ => &[self.id_field()],
        };
        own.contains(&field)
    }
}
