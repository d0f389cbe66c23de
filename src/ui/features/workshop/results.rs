//! What was voted, most worth talking about first, and the way to agree on it.

use std::rc::Rc;

use yew::prelude::*;

use super::HeldProps;
use super::agree::Agree;
use super::take::TakeOrder;
use super::weighed::{Standing, Weighed, use_weighed};
use crate::domain::picture::Picture;
use crate::domain::picture::votes::{Voted, draw};
use crate::domain::plan::{Id, Plan};
use crate::domain::text::{Lang, keeping, workshop_page as words};
use crate::domain::workshop::outcome::{self, Finding};
use crate::domain::workshop::paper::Paper;
use crate::domain::workshop::{Question, order, stage, tally};
use crate::ui::components::{Button, IconName, Variant};
use crate::ui::features::picture::{PictureMenu, draws};
use crate::ui::store::{new_id, use_handles, use_lang};

/// Properties of [`Results`].
#[derive(Properties, Clone)]
pub struct ResultsProps {
    /// What the console knows.
    pub held: HeldProps,
    /// The revealed pass.
    pub pass: Id,
    /// The task whose votes the audience sees; all of them without.
    pub shown: Option<usize>,
    /// Called with the task to show.
    pub on_show: Callback<Option<usize>>,
}

impl PartialEq for ResultsProps {
    fn eq(&self, other: &Self) -> bool {
        self.held == other.held && self.pass == other.pass && self.shown == other.shown
    }
}

/// The results of a revealed pass.
#[component]
pub fn Results(props: &ResultsProps) -> Html {
    let lang = use_lang();
    let held = &props.held;
    let Weighed { findings, standing, on_retry } = use_weighed(held, &props.pass);
    let camps = use_memo((held.clone(), props.pass.clone(), lang), |(held, pass, lang)| {
        order::camps_of_cards(&held.plan, &held.workshop, pass, *lang)
    });
    let Some((_, round)) = held.workshop.round_of(&props.pass) else { return Html::default() };
    let save = {
        let (held, pass) = (held.clone(), props.pass.clone());
        draws(&props.held.plan, move |_, lang| picture(&held, &pass, lang))
    };
    match &round.question {
        Question::Ideas { .. } => html! { <Ideas held={held.clone()} pass={props.pass.clone()} /> },
        Question::Kano => html! { <KanoAnswers held={held.clone()} pass={props.pass.clone()} /> },
        Question::Dots { .. } | Question::Ranking | Question::Pairwise | Question::BestWorst => {
            html! { <OrderList held={held.clone()} pass={props.pass.clone()} /> }
        }
        _ => html! {
            <section class="results" aria-label={words::results(lang)}>
                if findings.len() > 1 {
                    <h4 class="results__title">{ words::talk_about(lang) }</h4>
                    <p class="hint" role="status">{ standing.sentence(lang) }</p>
                    if let Standing::Failed(_) = standing {
                        <div><Button label={keeping::retry(lang)} on_press={on_retry} /></div>
                    }
                }
                if let Some(camps) = &*camps {
                    <p class="results__note">{ camps }</p>
                }
                if findings.iter().any(|finding| !finding.consensus.is_empty()) {
                    <p class="hint">{ words::consensus_means(lang) }</p>
                }
                <div class="picture-save"><PictureMenu draw={save} of={words::results(lang)} /></div>
                <ol class="results__list">
                    for finding in findings.iter() {
                        <ResultCard key={finding.task} held={held.clone()} pass={props.pass.clone()} finding={Rc::new(finding.clone())}
                            is_shown={props.shown == Some(finding.task)} on_show={props.on_show.clone()} />
                    }
                </ol>
            </section>
        },
    }
}

/// What was voted, for a file: counts and what they say, and no names.
fn picture(held: &HeldProps, pass: &Id, lang: Lang) -> Option<Picture> {
    let paper = Paper::of(&held.plan, &held.workshop, pass)?;
    let findings = outcome::findings(&held.plan, &held.workshop, pass, lang);
    let face = |(value, count): &(f64, usize)| (stage::face(&paper, *value, &[], lang), *count);
    let voted = |finding: Finding| Voted {
        bars: finding.tally.counts.iter().map(face).collect(),
        title: finding.title,
        sentence: finding.sentence,
    };
    Some(draw(words::results(lang).to_owned(), &findings.into_iter().map(voted).collect::<Vec<_>>()))
}

/// Properties of [`ResultCard`].
#[derive(Properties, Clone)]
struct ResultCardProps {
    held: HeldProps,
    pass: Id,
    finding: Rc<Finding>,
    is_shown: bool,
    on_show: Callback<Option<usize>>,
}

impl PartialEq for ResultCardProps {
    fn eq(&self, other: &Self) -> bool {
        self.held == other.held && self.finding == other.finding && self.is_shown == other.is_shown
    }
}

/// What was voted on one item.
#[component]
fn ResultCard(props: &ResultCardProps) -> Html {
    let lang = use_lang();
    let finding = &props.finding;
    let held = &props.held;
    let Some(paper) = Paper::of(&held.plan, &held.workshop, &props.pass) else { return Html::default() };
    let bars: Vec<(String, usize)> = finding
        .tally
        .counts
        .iter()
        .map(|(value, count)| (stage::face(&paper, *value, &[], lang), *count))
        .collect();
    let voices = outcome::voices(&held.plan, &held.workshop, &props.pass, finding.task, lang);
    let show = {
        let (on_show, task, is_shown) = (props.on_show.clone(), finding.task, props.is_shown);
        Callback::from(move |()| on_show.emit((!is_shown).then_some(task)))
    };
    html! {
        <li class="result">
            <div class="result__head">
                <h5 class="result__title">{ &finding.title }</h5>
                if !finding.title.is_empty() {
                    <Button label={words::show_on_stage(lang)} pressed={Some(props.is_shown)} variant={Variant::Quiet} on_press={show} />
                }
            </div>
            <Bars bars={Rc::new(bars)} middle={None} label={finding.sentence.clone()} />
            <p class="result__sentence">
                { &finding.sentence }
                if !finding.consensus.is_empty() {
                    { " " }<span class="result__figure">{ &finding.consensus }</span>
                }
            </p>
            for (at, line) in [&finding.gap, &finding.before].into_iter().filter(|line| !line.is_empty()).enumerate() {
                <p key={at} class="hint">{ line }</p>
            }
            if !finding.advice.is_empty() {
                <p class="hint">{ &finding.advice }</p>
            }
            if !voices.is_empty() {
                <details class="result__voices">
                    <summary>{ words::who_said_what(lang) }</summary>
                    <dl>
                        for (at, (name, said)) in voices.into_iter().enumerate() {
                            <div key={at}><dt>{ name }</dt><dd>{ said }</dd></div>
                        }
                    </dl>
                </details>
            }
            <Agree held={held.clone()} pass={props.pass.clone()} finding={finding.clone()} />
        </li>
    }
}

/// Properties of [`Bars`].
#[derive(Properties, PartialEq)]
pub struct BarsProps {
    /// The faces of the cards with how often each was played.
    pub bars: Rc<Vec<(String, usize)>>,
    /// Which of them is in the middle.
    pub middle: Option<usize>,
    /// What they say, for the ear.
    pub label: AttrValue,
}

/// Width of one bar in the picture, with the room beside it.
const STEP: usize = 40;

/// Height of the highest bar in the picture.
const HEIGHT: usize = 48;

/// How often each card was played, as bars.
#[component]
pub fn Bars(props: &BarsProps) -> Html {
    let most = props.bars.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1);
    html! {
        <div class="bars" role="img" aria-label={props.label.clone()}>
            for (at, (face, count)) in props.bars.iter().enumerate() {
                <div key={at} class={classes!("bars__one", (props.middle == Some(at)).then_some("bars__one--middle"))}>
                    <span class="bars__count">{ if *count > 0 { count.to_string() } else { String::new() } }</span>
                    <svg class="bars__bar" viewBox={format!("0 0 {STEP} {HEIGHT}")} preserveAspectRatio="none" aria-hidden="true">
                        <rect x="2" width={(STEP - 4).to_string()} y={(HEIGHT - HEIGHT * count / most).to_string()} height={(HEIGHT * count / most).to_string()} />
                    </svg>
                    <span class="bars__face">{ face }</span>
                </div>
            }
        </div>
    }
}

/// Properties of the results that are one list.
#[derive(Properties, Clone)]
struct OneListProps {
    held: HeldProps,
    pass: Id,
}

impl PartialEq for OneListProps {
    fn eq(&self, other: &Self) -> bool {
        self.held == other.held && self.pass == other.pass
    }
}

/// The order that dots, ranks or pairs make.
#[component]
fn OrderList(props: &OneListProps) -> Html {
    let lang = use_lang();
    let held = &props.held;
    let order = use_memo((held.clone(), props.pass.clone(), lang), |(held, pass, lang)| {
        Rc::new(order::order(&held.plan, &held.workshop, pass, *lang).unwrap_or_default())
    });
    let Some(paper) = Paper::of(&held.plan, &held.workshop, &props.pass) else { return Html::default() };
    let title =
        |at: usize| paper.items.get(at).map(|item| item.title_in(lang).to_owned()).unwrap_or_default();
    html! {
        <section class="results" aria-label={words::results(lang)}>
            <p class="hint">{ &order.rule }</p>
            for (at, note) in order.notes.iter().enumerate() {
                <p key={at} class="results__note">{ note }</p>
            }
            <ol class="results__order">
                for placed in order.items.iter() {
                    <li key={placed.item} value={placed.place.to_string()}>
                        <span class="results__item">{ title(placed.item) }</span><span class="hint">{ &placed.got }</span>
                    </li>
                }
            </ol>
            <TakeOrder held={held.clone()} pass={props.pass.clone()} order={(*order).clone()} />
        </section>
    }
}

/// Ideas that came in, to be taken into the plan.
#[component]
fn Ideas(props: &OneListProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let held = &props.held;
    let ideas = held.workshop.passes.get(&props.pass).map(tally::ideas).unwrap_or_default();
    let is_known = |plan: &Plan, idea: &str| {
        plan.items.iter().any(|item| item.title.to_lowercase() == idea.to_lowercase())
    };
    let left: Vec<String> = ideas.iter().filter(|idea| !is_known(&held.plan, idea)).cloned().collect();
    let take = |wanted: Vec<String>| {
        let (handles, held, pass) = (handles.clone(), held.clone(), props.pass.clone());
        Callback::from(move |()| {
            let command = outcome::take_ideas(&held.plan, &held.workshop, &pass, &wanted, &mut new_id);
            if let Some(command) = command {
                handles.edit(command);
                handles.tell_undoable(words::ideas_taken(lang, wanted.len()));
            }
        })
    };
    html! {
        <section class="results" aria-label={words::results(lang)}>
            <p class="hint">{ words::ideas_hint(lang) }</p>
            <ul class="results__ideas">
                for (at, idea) in ideas.iter().enumerate() {
                    <li key={at} class="results__idea">
                        <span>{ idea }</span>
                        if is_known(&held.plan, idea) {
                            <span class="hint">{ words::in_plan(lang) }</span>
                        } else {
                            <Button label={words::take_idea(lang)} on_press={take(vec![idea.clone()])} variant={Variant::Quiet} />
                        }
                    </li>
                }
            </ul>
            if left.len() > 1 {
                <div><Button label={words::take_ideas(lang, left.len())} icon={IconName::Plus} on_press={take(left)} /></div>
            }
        </section>
    }
}

/// Kano answers, to be taken into the study.
#[component]
fn KanoAnswers(props: &OneListProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let held = &props.held;
    let count = held.workshop.passes.get(&props.pass).map_or(0, |pass| pass.ballots.len());
    let command = outcome::take_answers(&held.plan, &held.workshop, &props.pass);
    let take = {
        let handles = handles.clone();
        Callback::from(move |()| {
            if let Some(command) = &command {
                handles.edit(command.clone());
                handles.tell_undoable(words::answers_taken(lang, count));
            }
        })
    };
    html! {
        <section class="results" aria-label={words::results(lang)}>
            <p>{ words::kano_hint(lang) }</p>
            <div class="round__acts">
                <Button label={words::take_answers(lang, count)} variant={Variant::Primary} on_press={take} />
                <a class="button" href="#/kano/analysis">{ words::to_analysis(lang) }</a>
            </div>
        </section>
    }
}
