//! What is true of this visit only: selection, filters, open dialogs. Never saved.

use std::collections::{BTreeSet, HashSet};
use std::rc::Rc;

use yew::prelude::*;

use crate::domain::plan::{Id, KanoCategory, Status};
use crate::domain::text::{Word, shell};

/// The state of this visit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Session {
    /// The screen that is shown.
    pub screen: Screen,
    /// What the grid shows.
    pub filter: Rc<Filter>,
    /// How the grid is ordered.
    pub sort: Sort,
    /// Selected items.
    pub selected: Rc<HashSet<Id>>,
    /// The item of the active cell.
    pub active: Option<Id>,
    /// Whether the panel of the active item is open.
    pub panel: bool,
    /// A wish that the panel takes the focus: it was opened on purpose.
    pub focus_panel: bool,
    /// The dialog that is open.
    pub dialog: Option<Dialog>,
    /// The last thing worth telling.
    pub notice: Option<Rc<Notice>>,
    /// Whether this tab was presenting a workshop when it was loaded anew.
    pub presents: bool,
    /// Parts of the program that have arrived.
    pub parts: u32,
    /// Grows when the grid shall sort again.
    pub sorted: u32,
    /// What of the check of the scores was dismissed.
    pub dismissed: Rc<BTreeSet<String>>,
    /// A wish that the grid takes the focus; `true` edits the active item's title.
    pub focus_grid: Option<bool>,
}

/// A screen with an address of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Screen {
    /// The items grid.
    #[default]
    Items,
    /// The Kano study, one of its pages.
    Kano(KanoPage),
    /// User need against business goal, one of its pages.
    Tradeoff(TradeoffPage),
    /// Which items are done when, one of its pages.
    Roadmap(RoadmapPage),
    /// Workshops: prepared, held, and what came of them.
    Workshop,
    /// What was decided.
    Decisions,
    /// The plan for other people: links, files, pictures; one of its pages.
    Share(SharePage),
    /// Deleted items.
    Bin,
}

/// A page of the share screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SharePage {
    /// The ways to hand the plan out.
    #[default]
    Ways,
    /// The plan as its readers see it, to look at and to print.
    Reader,
    /// Another copy of the plan, to be taken in.
    Merge,
}

impl SharePage {
    /// All of them, in their order.
    pub const ALL: [SharePage; 3] = [SharePage::Ways, SharePage::Reader, SharePage::Merge];

    /// What people call it.
    pub fn word(self) -> Word {
        match self {
            SharePage::Ways => shell::share_ways,
            SharePage::Reader => shell::share_reader,
            SharePage::Merge => shell::share_merge,
        }
    }

    /// The part of the address behind `#/`.
    pub fn path(self) -> &'static str {
        match self {
            SharePage::Ways => "share",
            SharePage::Reader => "share/reader",
            SharePage::Merge => "share/merge",
        }
    }
}

/// A page of the roadmap screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RoadmapPage {
    /// Teams against periods.
    #[default]
    Timeline,
    /// Now, next, later.
    Board,
    /// A table.
    List,
    /// Saved alternatives.
    Scenarios,
    /// What became of the plan.
    Tracking,
    /// Teams, periods, capacity, wishes.
    Setup,
}

impl RoadmapPage {
    /// All of them, in their order.
    pub const ALL: [RoadmapPage; 6] = [
        RoadmapPage::Timeline,
        RoadmapPage::Board,
        RoadmapPage::List,
        RoadmapPage::Scenarios,
        RoadmapPage::Tracking,
        RoadmapPage::Setup,
    ];

    /// What people call it.
    pub fn word(self) -> Word {
        match self {
            RoadmapPage::Timeline => shell::roadmap_timeline,
            RoadmapPage::Board => shell::roadmap_board,
            RoadmapPage::List => shell::roadmap_list,
            RoadmapPage::Scenarios => shell::roadmap_scenarios,
            RoadmapPage::Tracking => shell::roadmap_tracking,
            RoadmapPage::Setup => shell::roadmap_setup,
        }
    }

    /// The part of the address behind `#/`.
    pub fn path(self) -> &'static str {
        match self {
            RoadmapPage::Timeline => "roadmap",
            RoadmapPage::Board => "roadmap/board",
            RoadmapPage::List => "roadmap/list",
            RoadmapPage::Scenarios => "roadmap/scenarios",
            RoadmapPage::Tracking => "roadmap/tracking",
            RoadmapPage::Setup => "roadmap/setup",
        }
    }
}

/// A page of the trade-off screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TradeoffPage {
    /// The picture, the beam and the order.
    #[default]
    Weigh,
    /// Needs and goals with their weights.
    Needs,
    /// Which item serves which need and goal.
    Contributions,
    /// How sure the order is.
    Certainty,
    /// What in the scores should be looked at again.
    Check,
}

impl TradeoffPage {
    /// All of them, in their order.
    pub const ALL: [TradeoffPage; 5] = [
        TradeoffPage::Weigh,
        TradeoffPage::Needs,
        TradeoffPage::Contributions,
        TradeoffPage::Certainty,
        TradeoffPage::Check,
    ];

    /// What people call it.
    pub fn word(self) -> Word {
        match self {
            TradeoffPage::Weigh => shell::tradeoff_weigh,
            TradeoffPage::Needs => shell::tradeoff_needs,
            TradeoffPage::Contributions => shell::tradeoff_contributions,
            TradeoffPage::Certainty => shell::tradeoff_certainty,
            TradeoffPage::Check => shell::tradeoff_check,
        }
    }

    fn path(self) -> &'static str {
        match self {
            TradeoffPage::Weigh => "trade-off",
            TradeoffPage::Needs => "trade-off/needs",
            TradeoffPage::Contributions => "trade-off/contributions",
            TradeoffPage::Certainty => "trade-off/certainty",
            TradeoffPage::Check => "trade-off/check",
        }
    }
}

/// A page of the Kano screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum KanoPage {
    /// What is asked about, and how.
    #[default]
    Study,
    /// Who answered, and how answers come in.
    Answers,
    /// What the answers say.
    Analysis,
}

impl KanoPage {
    /// All of them, in their order.
    pub const ALL: [KanoPage; 3] = [KanoPage::Study, KanoPage::Answers, KanoPage::Analysis];

    /// What people call it.
    pub fn word(self) -> Word {
        match self {
            KanoPage::Study => shell::kano_study,
            KanoPage::Answers => shell::kano_answers,
            KanoPage::Analysis => shell::kano_analysis,
        }
    }
}

impl Screen {
    /// The part of the address behind `#/`.
    pub fn path(self) -> &'static str {
        match self {
            Screen::Items => "items",
            Screen::Kano(KanoPage::Study) => "kano",
            Screen::Kano(KanoPage::Answers) => "kano/answers",
            Screen::Kano(KanoPage::Analysis) => "kano/analysis",
            Screen::Tradeoff(page) => page.path(),
            Screen::Roadmap(page) => page.path(),
            Screen::Workshop => "workshop",
            Screen::Decisions => "decisions",
            Screen::Share(page) => page.path(),
            Screen::Bin => "bin",
        }
    }

    /// What people call it.
    pub fn word(self) -> Word {
        match self {
            Screen::Items => shell::items,
            Screen::Kano(_) => shell::kano,
            Screen::Tradeoff(_) => shell::tradeoff,
            Screen::Roadmap(_) => shell::roadmap,
            Screen::Workshop => shell::workshop,
            Screen::Decisions => shell::decisions,
            Screen::Share(_) => shell::share,
            Screen::Bin => shell::bin,
        }
    }

    /// The screen of an address; the items grid for any other.
    pub fn from_hash(hash: &str) -> Screen {
        let path = hash.trim_start_matches(['#', '/']);
        if let Some(page) = TradeoffPage::ALL.into_iter().find(|page| page.path() == path) {
            return Screen::Tradeoff(page);
        }
        if let Some(page) = RoadmapPage::ALL.into_iter().find(|page| page.path() == path) {
            return Screen::Roadmap(page);
        }
        if let Some(page) = SharePage::ALL.into_iter().find(|page| page.path() == path) {
            return Screen::Share(page);
        }
        match path {
            "workshop" => Screen::Workshop,
            "decisions" => Screen::Decisions,
            "bin" => Screen::Bin,
            "kano" => Screen::Kano(KanoPage::Study),
            "kano/answers" => Screen::Kano(KanoPage::Answers),
            "kano/analysis" => Screen::Kano(KanoPage::Analysis),
            _ => Screen::Items,
        }
    }
}

/// A dialog over the screen.
#[derive(Clone, Debug, PartialEq)]
pub enum Dialog {
    /// Import of a table; with what was dropped or pasted, if anything.
    Import(Option<Rc<Raw>>),
    /// The command palette.
    Palette,
    /// The list of plans.
    Plans,
    /// Units and scales of the plan.
    Settings,
    /// The column chooser.
    Columns,
    /// The list of shortcuts.
    Shortcuts,
    /// Bulk edit of the selection.
    Bulk,
    /// Why one of two items stands above the other by the score.
    Why(Id, Id),
    /// Answers to the Kano study: codes or a table, with what was pasted or dropped.
    KanoAnswers(Option<Rc<Raw>>),
}

/// What somebody dropped or pasted, not looked at yet.
#[derive(Clone, Debug, PartialEq)]
pub enum Raw {
    /// Cells from the clipboard.
    Pasted(Rc<str>),
    /// A file.
    File(web_sys::File),
}

/// What the grid shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Words that must all occur in an item's texts.
    pub text: String,
    /// Areas, any of which will do; the empty text stands for no area.
    pub areas: BTreeSet<String>,
    /// Tags, any of which will do; the empty text stands for no tag.
    pub tags: BTreeSet<String>,
    /// Statuses, any of which will do.
    pub statuses: BTreeSet<Status>,
    /// Kano categories, any of which will do; `None` stands for no category.
    pub kanos: BTreeSet<Option<KanoCategory>>,
}

impl Filter {
    /// Whether it lets everything through.
    pub fn is_empty(&self) -> bool {
        *self == Filter::default()
    }
}

/// How the grid is ordered.
#[derive(Clone, Debug, PartialEq)]
pub struct Sort {
    /// What it goes by.
    pub by: SortKey,
    /// The other way round.
    pub reversed: bool,
}

impl Default for Sort {
    fn default() -> Self {
        Sort { by: SortKey::Score, reversed: false }
    }
}

/// What an order goes by.
#[derive(Clone, Debug, PartialEq)]
pub enum SortKey {
    /// The score under the chosen framework; the best comes first.
    Score,
    /// The order that people made by hand.
    Manual,
    /// The content of a column.
    Column(crate::ui::features::items::Column),
}

/// Something worth telling, shown for a while and read out by screen readers.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// The sentence.
    pub text: String,
    /// Whether the last step can be taken back from here.
    pub undo: bool,
    /// Whether it is bad news that stays until it is dismissed.
    pub bad: bool,
}

/// What happened to the session.
pub enum SessionMsg {
    /// Another screen was chosen.
    Went(Screen),
    /// The filter changed.
    Filtered(Filter),
    /// The order changed.
    Sorted(Sort),
    /// The grid shall sort again.
    SortAgain,
    /// The selection changed.
    Selected(HashSet<Id>),
    /// The active item changed.
    Activated(Option<Id>),
    /// The panel was opened or closed.
    Panel(bool),
    /// The panel has taken the focus, or shall not take it.
    PanelFocused,
    /// A dialog was opened, or closed with `None`.
    Dialog(Option<Dialog>),
    /// Something is worth telling, or was read.
    Noticed(Option<Notice>),
    /// A finding of the check was dismissed; `None` shows all of them again.
    Dismissed(Option<String>),
    /// The grid shall take the focus; `true` edits the title of the active item.
    FocusGrid(bool),
    /// The grid has taken the focus.
    GridFocused,
    /// Another plan was opened.
    PlanOpened,
    /// A part of the program was fetched.
    PartArrived,
}

impl Reducible for Session {
    type Action = SessionMsg;

    fn reduce(self: Rc<Self>, msg: SessionMsg) -> Rc<Self> {
        let mut next = Session::clone(&self);
        match msg {
            SessionMsg::Went(screen) => next.screen = screen,
            SessionMsg::Filtered(filter) => next.filter = Rc::new(filter),
            SessionMsg::Sorted(sort) => next.sort = sort,
            SessionMsg::SortAgain => next.sorted += 1,
            SessionMsg::Selected(ids) => next.selected = Rc::new(ids),
            SessionMsg::Activated(id) => next.active = id,
            SessionMsg::Panel(open) => {
                next.panel = open;
                next.focus_panel = open;
            }
            SessionMsg::PanelFocused => next.focus_panel = false,
            SessionMsg::Dialog(dialog) => next.dialog = dialog,
            SessionMsg::Noticed(notice) => next.notice = notice.map(Rc::new),
            SessionMsg::Dismissed(None) => next.dismissed = Rc::default(),
            SessionMsg::Dismissed(Some(finding)) => {
                Rc::make_mut(&mut next.dismissed).insert(finding);
            }
            SessionMsg::FocusGrid(edit) => next.focus_grid = Some(edit),
            SessionMsg::GridFocused => next.focus_grid = None,
            SessionMsg::PartArrived => next.parts += 1,
            SessionMsg::PlanOpened => {
                next = Session {
                    screen: next.screen,
                    notice: next.notice.take(),
                    presents: next.presents,
                    ..Session::default()
                };
            }
        }
        Rc::new(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_plan_begins_anew_on_the_same_screen_of_the_same_tab() {
        let screen = Screen::Workshop;
        let before = Session { screen, presents: true, panel: true, parts: 2, ..Session::default() };
        let opened = Rc::new(before).reduce(SessionMsg::PlanOpened);
        assert_eq!(*opened, Session { screen, presents: true, ..Session::default() });
    }
}
