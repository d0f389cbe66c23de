//! Workshops that many teams hold, ready to be changed: agenda, times, rounds, and what the
//! facilitator says.

use std::rc::Rc;

use super::cards::Deck;
use super::{Entry, Naming, Question, Role, Round, Workshop};
use crate::domain::frameworks::{self, Framework, Unit};
use crate::domain::plan::{Id, IdSource, Item, Plan, title_in};
use crate::domain::ranking;
use crate::domain::text::{Lang, Word, workshop_scripts as words};

/// Items in a round that a template fills: so many are rated in a quarter of an hour.
pub const ITEMS: usize = 10;

/// A workshop to begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Template {
    /// Half an hour: the inputs of a framework, one after the other.
    Scoring,
    /// An hour: how much items serve needs and goals, and dots at the end.
    NeedAndGoal,
    /// Three quarters of an hour: Kano answers from the people in the room.
    KanoInTheRoom,
    /// An hour and a half: ideas, scores, dots, confidence in the plan.
    Quarterly,
    /// An empty agenda.
    Blank,
}

impl Template {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Template; 5] = [
        Template::Scoring,
        Template::NeedAndGoal,
        Template::KanoInTheRoom,
        Template::Quarterly,
        Template::Blank,
    ];

    /// What people call it, in a plan that is ranked by a framework: one that scores is named by the framework
    /// that it scores by.
    pub fn title(self, plan: &Plan, framework: &'static Framework, lang: Lang) -> String {
        match self {
            Template::Scoring => words::scoring(lang, (scored_by(plan, framework).name)(lang)),
            Template::NeedAndGoal => words::need_and_goal(lang).to_owned(),
            Template::KanoInTheRoom => words::kano_in_the_room(lang).to_owned(),
            Template::Quarterly => words::quarterly(lang).to_owned(),
            Template::Blank => words::blank(lang).to_owned(),
        }
    }

    /// Whether a plan lacks what this workshop is about: needs or goals to judge items by.
    pub fn lacks_ground(self, plan: &Plan) -> bool {
        self == Template::NeedAndGoal && plan.needs.is_empty() && plan.goals.is_empty()
    }

    /// What it is for, in a sentence.
    pub fn about(self) -> Word {
        match self {
            Template::Scoring => words::scoring_about,
            Template::NeedAndGoal => words::need_and_goal_about,
            Template::KanoInTheRoom => words::kano_in_the_room_about,
            Template::Quarterly => words::quarterly_about,
            Template::Blank => words::blank_about,
        }
    }

    /// The workshop for a plan, with the items that stand first under a framework.
    pub fn make(
        self,
        plan: &Plan,
        framework: &'static Framework,
        lang: Lang,
        now: &str,
        new_id: IdSource<'_>,
    ) -> Workshop {
        let mut maker = Maker { plan, framework, lang, new_id, agenda: Vec::new() };
        let mut roles = Vec::new();
        match self {
            Template::Scoring => {
                maker.talk(words::warm_up, 2.0, words::warm_up_script);
                roles = maker.scores(5.0);
                maker.talk(words::talk, 5.0, words::talk_script);
                maker.talk(words::wrap_up, 3.0, words::wrap_up_script);
            }
            Template::NeedAndGoal => {
                maker.talk(words::warm_up, 5.0, words::warm_up_script);
                maker.contributions(10.0);
                maker.talk(words::talk, 15.0, words::talk_script);
                maker.dots(10.0);
                maker.talk(words::wrap_up, 10.0, words::wrap_up_script);
            }
            Template::KanoInTheRoom => {
                maker.talk(words::warm_up, 5.0, words::kano_script);
                let items = maker.items();
                maker.round(words::kano_round, 20.0, words::kano_round_script, Question::Kano, items);
                maker.talk(words::talk, 15.0, words::talk_script);
                maker.talk(words::wrap_up, 5.0, words::wrap_up_script);
            }
            Template::Quarterly => {
                maker.talk(words::warm_up, 5.0, words::quarterly_script);
                maker.round(words::ideas, 10.0, words::ideas_script, Question::Ideas { most: 3 }, Vec::new());
                roles = maker.scores(8.0);
                maker.talk(words::talk, 20.0, words::talk_script);
                maker.dots(10.0);
                maker.round(
                    words::confidence,
                    5.0,
                    words::confidence_script,
                    Question::Confidence,
                    Vec::new(),
                );
                maker.talk(words::wrap_up, 8.0, words::wrap_up_script);
            }
            Template::Blank => {}
        }
        let agenda = maker.agenda;
        Workshop {
            id: new_id("w"),
            title: match self {
                Template::Blank => words::new_title(lang).to_owned(),
                _ => self.title(plan, framework, lang),
            },
            created: now.to_owned(),
            naming: Naming::Anonymous,
            roles,
            agenda,
            ..Workshop::default()
        }
    }
}

/// The framework whose numbers are asked for: what rests on contributions has none of its own, so there it is
/// RICE, as everywhere.
fn scored_by(plan: &Plan, framework: &'static Framework) -> &'static Framework {
    let has_inputs = framework.inputs_in(&plan.settings.criteria).next().is_some();
    if has_inputs { framework } else { frameworks::default() }
}

struct Maker<'a> {
    plan: &'a Plan,
    framework: &'static Framework,
    lang: Lang,
    new_id: IdSource<'a>,
    agenda: Vec<Entry>,
}

impl Maker<'_> {
    fn talk(&mut self, title: Word, minutes: f64, script: Word) {
        let entry = self.entry(title(self.lang).to_owned(), minutes, script, None);
        self.agenda.push(entry);
    }

    fn round(&mut self, title: Word, minutes: f64, script: Word, question: Question, items: Vec<Id>) {
        let round = Round { question, items, ..Round::default() };
        let entry = self.entry(title(self.lang).to_owned(), minutes, script, Some(round));
        self.agenda.push(entry);
    }

    fn entry(&mut self, title: String, minutes: f64, script: Word, round: Option<Round>) -> Entry {
        let id = (self.new_id)("e");
        Entry { id, title, minutes, script: script(self.lang).to_owned(), round, ..Entry::default() }
    }

    /// A round for each input of the framework. Effort is for those who do the work, so there
    /// are roles where it is asked for.
    fn scores(&mut self, minutes: f64) -> Vec<Role> {
        let framework = scored_by(self.plan, self.framework);
        let items = self.items();
        let criteria = &self.plan.settings.criteria;
        let asks_effort = framework.inputs_in(criteria).any(|input| input.unit == Unit::Effort);
        let mut roles = Vec::new();
        if asks_effort {
            for title in [words::role_product, words::role_engineering] {
                let title = title(self.lang).to_owned();
                roles.push(Role { id: (self.new_id)("o"), title, ..Role::default() });
            }
        }
        for input in framework.inputs_in(criteria) {
            let question = Question::Estimate {
                sheet: framework.sheet.to_owned(),
                input: input.key.to_owned(),
                cards: Deck::best(input, criteria),
            };
            let title = words::score(self.lang, input.label_in(criteria, self.lang));
            let engineers = roles.last().filter(|_| input.unit == Unit::Effort);
            let round = Round {
                question,
                items: items.clone(),
                roles: engineers.map(|role| Rc::clone(&role.id)).into_iter().collect(),
                ..Round::default()
            };
            let entry = self.entry(title, minutes, words::score_script, Some(round));
            self.agenda.push(entry);
        }
        roles
    }

    /// A round for the heaviest need and one for the heaviest goal.
    fn contributions(&mut self, minutes: f64) {
        let (lang, items) = (self.lang, self.items());
        let heaviest = |weights: Vec<(f64, Id, String)>| {
            let mut weights = weights;
            crate::domain::places::sort(&mut weights, &|one, other| other.0.total_cmp(&one.0));
            weights.into_iter().take(2).map(|(_, id, title)| (id, title)).collect::<Vec<_>>()
        };
        let plan = self.plan;
        let needs = heaviest(
            plan.needs
                .iter()
                .map(|need| {
                    (
                        need.weight,
                        Rc::clone(&need.id),
                        title_in(&need.title, need.title_alt.as_deref(), lang).to_owned(),
                    )
                })
                .collect(),
        );
        let goals = heaviest(
            plan.goals
                .iter()
                .map(|goal| {
                    (
                        goal.weight,
                        Rc::clone(&goal.id),
                        title_in(&goal.title, goal.title_alt.as_deref(), lang).to_owned(),
                    )
                })
                .collect(),
        );
        let needs = needs.into_iter().map(|(to, title)| (Question::Need { to }, title));
        let goals = goals.into_iter().map(|(to, title)| (Question::Goal { to }, title));
        let questions: Vec<(Question, String)> = needs.chain(goals).collect();
        let each = minutes * 2.0 / questions.len().max(1) as f64;
        for (question, title) in questions {
            let round = Round { question, items: items.clone(), ..Round::default() };
            let title = words::serves(lang, &title);
            let entry = self.entry(title, each.round(), words::contributions_script, Some(round));
            self.agenda.push(entry);
        }
    }

    fn dots(&mut self, minutes: f64) {
        let items = self.items();
        let dots = (items.len() as u32 / 2).clamp(3, 10);
        let question = Question::Dots { dots, most: 3.min(dots) };
        self.round(words::dots, minutes, words::dots_script, question, items);
    }

    /// The items that are still open, the first of the order first.
    fn items(&self) -> Vec<Id> {
        let open = |item: &&Rc<Item>| {
            use crate::domain::plan::Status;
            !matches!(item.status, Status::Shipped | Status::Rejected)
        };
        let ranking = ranking::rank(self.plan, self.framework);
        let order = ranking.order.iter().filter_map(|at| self.plan.items.get(*at as usize)).filter(open);
        order.take(ITEMS).map(|item| Rc::clone(&item.id)).collect()
    }
}
