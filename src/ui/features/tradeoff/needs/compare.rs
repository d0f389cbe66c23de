//! Weights by comparison: in pairs, or with the most and the least important one.

use std::collections::BTreeMap;
use std::rc::Rc;

use yew::prelude::*;

use super::list::Change;
use crate::domain::number;
use crate::domain::plan::Id;
use crate::domain::text::{Lang, common, needs as words};
use crate::domain::tradeoff::weights::{Entry, Side, as_weights, shares};
use crate::domain::tradeoff::{best_worst, pairwise};
use crate::ui::components::{Button, Choice, SelectField, Variant};
use crate::ui::store::use_lang;

/// A way to compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Every pair.
    Pairs,
    /// The most and the least important one with all others.
    BestWorst,
}

/// Up to how many entries pairs are asked about unless somebody wants it otherwise.
const FEW: usize = 5;

/// What was answered, by id, so that another order of the list changes nothing.
///
/// Kept as long as the page is shown; the weights are what the plan holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answers {
    /// The way that was chosen.
    way: Option<Way>,
    /// Steps of Saaty's scale: 0 is equal, 2 says that the first is 3 times as important,
    /// -2 the second. The smaller id stands first.
    pairs: BTreeMap<(Id, Id), i8>,
    best: Option<Id>,
    worst: Option<Id>,
    from_best: BTreeMap<Id, u8>,
    to_worst: BTreeMap<Id, u8>,
}

impl Answers {
    fn way(&self, count: usize) -> Way {
        self.way.unwrap_or(if count <= FEW { Way::Pairs } else { Way::BestWorst })
    }

    /// The step from one to another.
    fn step(&self, one: &Id, other: &Id) -> Option<i8> {
        match one <= other {
            true => self.pairs.get(&(Rc::clone(one), Rc::clone(other))).copied(),
            false => self.pairs.get(&(Rc::clone(other), Rc::clone(one))).map(|step| -step),
        }
    }

    fn set_step(&mut self, one: &Id, other: &Id, step: Option<i8>) {
        let (key, step) = match one <= other {
            true => ((Rc::clone(one), Rc::clone(other)), step),
            false => ((Rc::clone(other), Rc::clone(one)), step.map(|step| -step)),
        };
        match step {
            Some(step) => self.pairs.insert(key, step),
            None => self.pairs.remove(&key),
        };
    }

    /// The answers about pairs of these entries.
    fn as_pairs(&self, entries: &[Entry]) -> pairwise::Pairs {
        let mut pairs = pairwise::Pairs::new(entries.len());
        for (one, other) in pairs.pairs() {
            if let (Some(a), Some(b)) = (entries.get(one), entries.get(other)) {
                pairs.set(one, other, self.step(&a.id, &b.id).map(ratio));
            }
        }
        pairs
    }

    /// The answers about the best and the worst of these entries; `None` until all are there.
    fn as_best_worst(&self, entries: &[Entry]) -> Option<best_worst::Answers> {
        let place = |id: &Option<Id>| entries.iter().position(|entry| Some(&entry.id) == id.as_ref());
        let (best, worst) = (place(&self.best)?, place(&self.worst)?);
        let told = |answers: &BTreeMap<Id, u8>, free: &[usize]| -> Option<Vec<f64>> {
            entries
                .iter()
                .enumerate()
                .map(|(at, entry)| {
                    let answer = answers.get(&entry.id).copied();
                    (if free.contains(&at) { Some(1) } else { answer }).map(f64::from)
                })
                .collect()
        };
        Some(best_worst::Answers {
            best,
            worst,
            from_best: told(&self.from_best, &[best])?,
            to_worst: told(&self.to_worst, &[best, worst])?,
        })
    }
}

/// How many times as important the first is, by the step on Saaty's scale.
fn ratio(step: i8) -> f64 {
    let times = f64::from(step.unsigned_abs()) + 1.0;
    if step < 0 { 1.0 / times } else { times }
}

/// Properties of [`Compare`].
#[derive(Properties, PartialEq)]
pub struct CompareProps {
    /// Which list.
    pub side: Side,
    /// What is compared.
    pub entries: Vec<Entry>,
    /// What was answered.
    pub answers: Rc<Answers>,
    /// Called with other answers.
    pub on_answers: Callback<Answers>,
    /// Called with the weights.
    pub on_change: Callback<Change>,
    /// Called when it is over.
    pub on_close: Callback<()>,
}

/// The questions, and the weights that the answers come to.
#[component]
pub fn Compare(props: &CompareProps) -> Html {
    let lang = use_lang();
    let CompareProps { side, entries, answers, .. } = props;
    let way = answers.way(entries.len());
    let ways = [(Way::Pairs, words::pairwise(lang)), (Way::BestWorst, words::best_worst(lang))];
    let heading = if *side == Side::Need { words::compare_needs(lang) } else { words::compare_goals(lang) };
    let choose = |way: Way| answer(props, move |answers| answers.way = Some(way)).reform(|_: MouseEvent| ());
    html! {
        <section class="needs__panel" aria-label={heading}>
            <header class="needs__panel-head">
                <h3 class="needs__panel-title">{ heading }</h3>
                <div class="segments" role="group" aria-label={words::way(lang)}>
                    for (other, word) in ways {
                        <button key={word} type="button" class="segment" aria-pressed={if other == way { "true" } else { "false" }} onclick={choose(other)}>{ word }</button>
                    }
                </div>
            </header>
            { match way {
                Way::Pairs => in_pairs(props, lang),
                Way::BestWorst => with_ends(props, lang),
            } }
            <p class="hint">{ words::compare_kept(lang) }</p>
        </section>
    }
}

/// A callback that changes the answers.
fn answer(props: &CompareProps, change: impl Fn(&mut Answers) + 'static) -> Callback<()> {
    let (answers, on_answers) = (Rc::clone(&props.answers), props.on_answers.clone());
    Callback::from(move |()| {
        let mut next = Answers::clone(&answers);
        change(&mut next);
        on_answers.emit(next);
    })
}

/// A callback that changes the answers by what was chosen.
fn chosen(props: &CompareProps, change: impl Fn(&mut Answers, &str) + 'static) -> Callback<String> {
    let (answers, on_answers) = (Rc::clone(&props.answers), props.on_answers.clone());
    Callback::from(move |value: String| {
        let mut next = Answers::clone(&answers);
        change(&mut next, &value);
        on_answers.emit(next);
    })
}

fn title(entries: &[Entry], at: usize, lang: Lang) -> String {
    entries.get(at).map_or("", |entry| entry.title_in(lang)).to_owned()
}

/// The questions about pairs.
fn in_pairs(props: &CompareProps, lang: Lang) -> Html {
    let entries = &props.entries;
    if entries.len() > pairwise::MOST {
        return html! { <p>{ words::too_many_pairs(lang, pairwise::MOST) }</p> };
    }
    let pairs = props.answers.as_pairs(entries);
    let outcome = pairwise::weigh(&pairs);
    let choices = pair_choices(lang);
    let all = entries.len() * (entries.len() - 1) / 2;
    let progress = words::pairs_answered(lang, pairs.answered(), all, outcome.is_some());
    let result = outcome.map(|outcome| {
        let verdict = words::pairwise_verdict(lang, &outcome, &|at| title(entries, at, lang));
        let figures = (entries.len() > 2).then(|| words::pairwise_figures(lang, &outcome));
        Result { verdict, figures, accepted: outcome.is_accepted(), weights: outcome.weights }
    });
    html! {
        <>
            <p class="hint">{ words::pairwise_help(lang) }</p>
            <ul class="needs__pairs">
                for (one, other) in pairs.pairs() {
                    { pair(props, one, other, &choices, lang) }
                }
            </ul>
            <p class="needs__progress">{ progress }</p>
            { outcome_of(props, result, words::answer_more(lang), lang) }
        </>
    }
}

fn pair(props: &CompareProps, one: usize, other: usize, choices: &[Choice], lang: Lang) -> Html {
    let (Some(a), Some(b)) = (props.entries.get(one), props.entries.get(other)) else {
        return Html::default();
    };
    let (left, right) = (a.title_in(lang), b.title_in(lang));
    let value = props.answers.step(&a.id, &b.id).map_or_else(String::new, |step| step.to_string());
    let on_chosen = {
        let (a, b) = (Rc::clone(&a.id), Rc::clone(&b.id));
        chosen(props, move |answers, value| answers.set_step(&a, &b, value.parse().ok()))
    };
    html! {
        <li key={format!("{} {}", a.id, b.id)} class="needs__pair">
            <span class="needs__pair-name">{ left }</span>
            <SelectField label={words::against(lang, left, right)} bare=true {value} choices={choices.to_vec()} {on_chosen} />
            <span class="needs__pair-name needs__pair-name--right">{ right }</span>
        </li>
    }
}

/// Nothing, then from 9 times on the left over equal to 9 times on the right.
fn pair_choices(lang: Lang) -> Vec<Choice> {
    let word = |step: i8| {
        let size = step.unsigned_abs() + 1;
        let text = words::scale(lang, size);
        match step {
            0 => words::equal(lang).to_owned(),
            1.. => words::step_to_left(lang, size, text).trim_end().to_owned(),
            _ => words::step_to_right(lang, size, text).replace("  ", " "),
        }
    };
    let steps = (-8..=8).rev().map(|step: i8| Choice::new(step.to_string(), word(step)));
    [Choice::new("", words::not_answered(lang))].into_iter().chain(steps).collect()
}

/// The questions about the most and the least important one.
fn with_ends(props: &CompareProps, lang: Lang) -> Html {
    let (entries, answers) = (&props.entries, &props.answers);
    let place = |id: &Option<Id>| entries.iter().position(|entry| Some(&entry.id) == id.as_ref());
    let (best, worst) = (place(&answers.best), place(&answers.worst));
    let mut choices = vec![Choice::new("", words::not_answered(lang))];
    choices.extend(
        entries.iter().map(|entry| Choice::new(entry.id.to_string(), entry.title_in(lang).to_owned())),
    );
    let on_best = chosen(props, |answers, id| answers.best = some_id(id));
    let on_worst = chosen(props, |answers, id| answers.worst = some_id(id));
    let shown = |id: &Option<Id>| id.as_ref().map_or_else(String::new, |id| id.to_string());
    let result = answers.as_best_worst(entries).and_then(|told| best_worst::weigh(&told)).map(|outcome| {
        let verdict = words::best_worst_verdict(lang, &outcome, &|at| title(entries, at, lang));
        let figures = Some(words::best_worst_figures(lang, &outcome));
        Result { verdict, figures, accepted: outcome.is_accepted(), weights: outcome.weights }
    });
    html! {
        <>
            <p class="hint">{ words::best_worst_help(lang) }</p>
            <div class="needs__ends">
                <SelectField label={words::most_important(lang)} value={shown(&answers.best)} choices={choices.clone()} on_chosen={on_best} />
                <SelectField label={words::least_important(lang)} value={shown(&answers.worst)} {choices} on_chosen={on_worst} />
            </div>
            if let (Some(best), Some(worst)) = (best, worst) {
                if best == worst {
                    <p class="field__problem" role="status">{ words::same_best_worst(lang) }</p>
                } else {
                    <ul class="needs__pairs">
                        for other in (0..entries.len()).filter(|at| *at != best) {
                            { end(props, (best, other), other, |answers| &mut answers.from_best, &answers.from_best, lang) }
                        }
                        for other in (0..entries.len()).filter(|at| *at != best && *at != worst) {
                            { end(props, (other, worst), other, |answers| &mut answers.to_worst, &answers.to_worst, lang) }
                        }
                    </ul>
                }
            }
            { outcome_of(props, result, words::answer_all(lang), lang) }
        </>
    }
}

fn some_id(id: &str) -> Option<Id> {
    (!id.is_empty()).then(|| id.into())
}

/// The question how many times as important one is as another, kept under the one that is
/// neither best nor worst.
fn end(
    props: &CompareProps,
    (upper, lower): (usize, usize),
    about: usize,
    slot: fn(&mut Answers) -> &mut BTreeMap<Id, u8>,
    told: &BTreeMap<Id, u8>,
    lang: Lang,
) -> Html {
    let Some(entry) = props.entries.get(about) else { return Html::default() };
    let (left, right) = (title(&props.entries, upper, lang), title(&props.entries, lower, lang));
    let value = told.get(&entry.id).map_or_else(String::new, |step| step.to_string());
    let mut choices = vec![Choice::new("", words::not_answered(lang))];
    choices.extend((1..=9_u8).map(|step| {
        Choice::new(step.to_string(), format!("{step} {}", words::scale(lang, step)).trim_end().to_owned())
    }));
    let on_chosen = {
        let id = Rc::clone(&entry.id);
        chosen(props, move |answers, value| {
            let slot = slot(answers);
            match value.parse() {
                Ok(step) => slot.insert(Rc::clone(&id), step),
                Err(_) => slot.remove(&id),
            };
        })
    };
    html! {
        <li key={format!("{upper} {lower}")} class="needs__pair">
            <span class="needs__pair-name">{ &left }</span>
            <SelectField label={words::best_over(lang, &left, &right)} bare=true {value} {choices} {on_chosen} />
            <span class="needs__pair-name needs__pair-name--right">{ &right }</span>
        </li>
    }
}

/// What answers come to, ready to be shown.
struct Result {
    weights: Vec<f64>,
    accepted: bool,
    verdict: String,
    figures: Option<String>,
}

/// The weights beside the present ones, what to think of the answers, and the way to use them.
fn outcome_of(props: &CompareProps, result: Option<Result>, missing: &'static str, lang: Lang) -> Html {
    let entries = &props.entries;
    let on_close = props.on_close.clone();
    let close =
        html! { <Button label={common::close(lang)} variant={Variant::Quiet} on_press={on_close.clone()} /> };
    let Some(result) = result else {
        return html! {
            <><p class="hint" role="status">{ missing }</p><div class="needs__actions">{ close }</div></>
        };
    };
    let now = shares(&entries.iter().map(|entry| entry.weight).collect::<Vec<_>>());
    let percent = |shares: &[f64], at: usize| {
        format!("{}%", number::display(shares.get(at).copied().unwrap_or(0.0) * 100.0, 1))
    };
    let on_use = {
        let weights = as_weights(&result.weights);
        let change = Change::Weights(entries.iter().map(|entry| Rc::clone(&entry.id)).zip(weights).collect());
        let on_change = props.on_change.clone();
        Callback::from(move |()| on_change.emit(change.clone()))
    };
    html! {
        <>
            <div class="needs__verdict" role="status" data-accepted={if result.accepted { "true" } else { "false" }}>
                <p>{ &result.verdict }</p>
                if let Some(figures) = &result.figures {
                    <p class="hint">{ figures }</p>
                }
            </div>
            <table class="needs__table">
                <thead>
                    <tr>
                        <th scope="col">{ words::list(lang, props.side) }</th>
                        <th scope="col" class="needs__figure">{ words::now(lang) }</th>
                        <th scope="col" class="needs__figure">{ words::by_comparison(lang) }</th>
                    </tr>
                </thead>
                <tbody>
                    for (at, entry) in entries.iter().enumerate() {
                        <tr key={entry.id.to_string()}>
                            <th scope="row">{ entry.title_in(lang) }</th>
                            <td class="needs__figure">{ percent(&now, at) }</td>
                            <td class="needs__figure"><b>{ percent(&result.weights, at) }</b></td>
                        </tr>
                    }
                </tbody>
            </table>
            <div class="needs__actions">
                <Button label={words::use_weights(lang)} variant={Variant::Primary} on_press={on_use} />
                { close }
            </div>
        </>
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::ui::rendered::rendered;

    fn entries(names: &str) -> Vec<Entry> {
        names.split_whitespace().map(|name| Entry::new(name.to_lowercase().as_str().into(), name)).collect()
    }

    fn panel(names: &str, answers: Answers) -> String {
        rendered::<Compare>(CompareProps {
            side: Side::Need,
            entries: entries(names),
            answers: Rc::new(answers),
            on_answers: Callback::noop(),
            on_change: Callback::noop(),
            on_close: Callback::noop(),
        })
    }

    fn pairs(told: &[(&str, &str, i8)]) -> Answers {
        let mut answers = Answers::default();
        for (one, other, step) in told {
            answers.set_step(&Id::from(*one), &Id::from(*other), Some(*step));
        }
        answers
    }

    #[test]
    fn an_answer_is_the_same_whoever_is_asked_about_first() {
        let mut answers = pairs(&[("b", "a", 2)]);
        assert_eq!(
            (answers.step(&"b".into(), &"a".into()), answers.step(&"a".into(), &"b".into())),
            (Some(2), Some(-2))
        );
        let mut list = entries("A B");
        assert_eq!(answers.as_pairs(&list).get(0, 1), Some(1.0 / 3.0));
        list.reverse();
        assert_eq!(answers.as_pairs(&list).get(0, 1), Some(3.0));
        answers.set_step(&"a".into(), &"b".into(), None);
        assert_eq!(answers, Answers::default());
    }

    #[test]
    fn pairs_that_connect_all_give_weights() {
        let open = panel("A B C", pairs(&[("a", "b", 1)]));
        assert!(open.contains("1 of 3 pairs are answered") && !open.contains("Use these weights"));
        let enough = panel("A B C", pairs(&[("a", "b", 1), ("b", "c", 1)]));
        // A is twice B and B twice C, so 4 : 2 : 1.
        for part in [
            "57.1%",
            "28.6%",
            "14.3%",
            "Use these weights",
            "consistent enough (CR 0)",
            "the other one was filled in",
        ] {
            assert!(enough.contains(part), "{part}");
        }
        let circle = panel("A B C", pairs(&[("a", "b", 4), ("b", "c", 4), ("a", "c", -4)]));
        assert!(circle.contains("These answers contradict each other: “A” is 5 times as important as “B”"));
    }

    #[test]
    fn best_and_worst_with_all_others_give_weights() {
        let mut answers = Answers {
            way: Some(Way::BestWorst),
            best: Some("a".into()),
            worst: Some("c".into()),
            ..Answers::default()
        };
        let open = panel("A B C", answers.clone());
        assert!(
            open.contains("Answer all questions")
                && open.contains("“A” over “B”")
                && open.contains("“B” over “C”")
        );
        answers.from_best.extend([("b".into(), 2), ("c".into(), 6)]);
        answers.to_worst.insert("b".into(), 3);
        let all = panel("A B C", answers.clone());
        for part in ["60%", "30%", "10%", "Nothing in these answers contradicts itself", "Use these weights"]
        {
            assert!(all.contains(part), "{part}");
        }
        answers.worst = answers.best.clone();
        assert!(panel("A B C", answers).contains("cannot be the same"));
    }

    #[test]
    fn many_are_compared_with_the_best_and_the_worst() {
        let names = "A B C D E F G H I J K";
        assert!(panel(names, Answers::default()).contains("Most important"));
        let pairs = Answers { way: Some(Way::Pairs), ..Answers::default() };
        assert!(panel(names, pairs).contains("up to 10 of them"));
    }
}
