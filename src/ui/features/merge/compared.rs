//! What a merge would do: conflicts first, then what comes in by itself.

use std::collections::HashMap;
use std::rc::Rc;

use yew::prelude::*;

use super::portion::{Lines, LinesOf, More, use_portion};
use crate::domain::editor::Command;
use crate::domain::merge::{Change, Clash, Conflict, Kind, Merge, Note, Side, What};
use crate::domain::number::group;
use crate::domain::plan::Plan;
use crate::domain::text::{Lang, merging as words};
use crate::ui::by_pointer::ByPointer;
use crate::ui::components::{Button, Variant};
use crate::ui::keeper::KeeperMsg;
use crate::ui::store::{use_handles, use_lang};

/// What was chosen of each conflict, by what it is about: another tab may settle one meanwhile.
#[derive(Clone, Debug, Default, PartialEq)]
struct Choices(HashMap<AttrValue, Side>);

/// Somebody chose a side.
enum Chosen {
    /// Of one conflict.
    One(AttrValue, Side),
    /// Of several.
    Many(Vec<AttrValue>, Side),
}

impl Reducible for Choices {
    type Action = Chosen;

    fn reduce(self: Rc<Self>, chosen: Chosen) -> Rc<Self> {
        let mut next = Rc::unwrap_or_clone(self);
        match chosen {
            Chosen::One(name, side) => {
                next.0.insert(name, side);
            }
            Chosen::Many(names, side) => next.0.extend(names.into_iter().map(|name| (name, side))),
        }
        Rc::new(next)
    }
}

/// Properties of [`Compared`].
#[derive(Properties, PartialEq)]
pub(super) struct ComparedProps {
    /// The open plan.
    pub plan: ByPointer<Plan>,
    /// The copy.
    pub copy: ByPointer<Plan>,
    /// What both came from, where that is known.
    pub base: Option<ByPointer<Plan>>,
    /// The copy is taken in.
    pub on_done: Callback<()>,
}

/// What a merge would do, and the button that does it.
#[component]
pub(super) fn Compared(props: &ComparedProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let merge =
        use_memo((props.plan.clone(), props.copy.clone(), props.base.clone()), |(plan, copy, base)| {
            Merge::between(base.as_ref().map(|base| &base.0), &plan.0, &copy.0)
        });
    let choices = use_reducer(Choices::default);
    let names = use_memo(ByPointer(Rc::clone(&merge)), |merge| {
        merge.0.conflicts.iter().map(name).collect::<Vec<AttrValue>>()
    });
    let sides: Vec<Option<Side>> = names.iter().map(|name| choices.0.get(name).copied()).collect();
    let decided = sides.iter().flatten().count();
    let all = names.len();
    let on_choice = {
        let choices = choices.dispatcher();
        use_callback((), move |(name, side): (AttrValue, Side), ()| {
            choices.dispatch(Chosen::One(name, side));
        })
    };
    // When all are decided these buttons mean all again, not nothing.
    let is_rest = 0 < decided && decided < all;
    let on_all = |side: Side| {
        let choices = choices.clone();
        let names = Rc::clone(&names);
        Callback::from(move |()| {
            let open = |name: &&AttrValue| !is_rest || !choices.0.contains_key(*name);
            choices.dispatch(Chosen::Many(names.iter().filter(open).cloned().collect(), side));
        })
    };
    let (all_ours, all_theirs) = match is_rest {
        true => (words::rest_ours(lang), words::rest_theirs(lang)),
        false => (words::all_ours(lang), words::all_theirs(lang)),
    };
    // Told before the last step, when it is known what was chosen.
    let whole: Option<Vec<Side>> = (decided == all).then(|| sides.iter().flatten().copied().collect());
    let losses = use_memo((ByPointer(Rc::clone(&merge)), whole.clone()), |(merge, whole)| {
        whole.as_ref().map(|sides| merge.0.losses(sides)).unwrap_or_default()
    });
    let on_merge = {
        let (merge, copy, on_done) = (Rc::clone(&merge), Rc::clone(&props.copy.0), props.on_done.clone());
        Callback::from(move |()| {
            let taken = merge.taken(whole.as_deref().unwrap_or_default());
            let count = taken.count();
            handles.edit(Command::take_in(taken));
            handles.keeper.emit(KeeperMsg::Merged(Rc::clone(&copy)));
            handles.tell_undoable(words::merged(lang, count));
            on_done.emit(());
        })
    };
    let undecided = (decided < all).then(|| AttrValue::from(words::undecided(lang)));
    let (shown, on_more) = use_portion("clash");
    let count = |what: &What| merge.automatic.iter().filter(|change| change.what == *what).count();
    let tally: Vec<String> = [
        (What::Added, words::tally_new(lang)),
        (What::Removed, words::tally_removed(lang)),
        (What::Restored, words::tally_restored(lang)),
        (What::Moved, words::tally_moved(lang)),
    ]
    .into_iter()
    .filter(|(what, _)| count(what) > 0)
    .map(|(what, word)| words::tally(lang, &group(count(&what)), word))
    .collect();
    html! {
        <div class="merge__compared">
            <div class="merge__summary">
                <p class="merge__strong" role="status">{ words::summary(lang, merge.automatic.len(), merge.conflicts.len()) }</p>
                if !tally.is_empty() {
                    <p class="hint">{ tally.join(" · ") }</p>
                }
            </div>
            if !merge.notes.is_empty() {
                <Notes merge={ByPointer(Rc::clone(&merge))} />
            }
            if !merge.conflicts.is_empty() {
                <section class="merge__card" aria-labelledby="merge-conflicts">
                    <div class="merge__bar">
                        <h3 id="merge-conflicts" class="merge__heading">{ words::conflicts(lang) }</h3>
                        <span class="merge__count" role="status">{ words::decided_of(lang, decided, all) }</span>
                        <div class="merge__acts">
                            <Button label={all_ours} on_press={on_all(Side::Ours)} />
                            <Button label={all_theirs} on_press={on_all(Side::Theirs)} />
                        </div>
                    </div>
                    <p class="hint">{ words::conflicts_help(lang) }</p>
                    for (at, (name, side)) in names.iter().zip(&sides).take(shown).enumerate() {
                        <Clashing key={name.to_string()} merge={ByPointer(Rc::clone(&merge))} {at} name={name.clone()} side={*side}
                            on_choice={on_choice.clone()} />
                    }
                    <More left={all.saturating_sub(shown)} {on_more} />
                </section>
            }
            if !merge.automatic.is_empty() {
                <section class="merge__card" aria-labelledby="merge-changes">
                    <h3 id="merge-changes" class="merge__heading">{ words::changes(lang) }</h3>
                    <p class="hint">{ words::changes_help(lang) }</p>
                    for kind in Kind::ALL.into_iter().filter(|kind| merge.automatic.iter().any(|change| change.subject.kind == *kind)) {
                        <Changes key={format!("{kind:?}")} merge={ByPointer(Rc::clone(&merge))} {kind} />
                    }
                </section>
            }
            if !losses.is_empty() {
                <Losses merge={ByPointer(Rc::clone(&merge))} losses={ByPointer(losses)} />
            }
            if !merge.is_empty() {
                <div class="merge__foot">
                    <Button label={words::merge(lang)} variant={Variant::Primary} on_press={on_merge} disabled={undecided} />
                    if decided < all {
                        <span class="hint">{ words::undecided(lang) }</span>
                    }
                </div>
            }
        </div>
    }
}

/// What a conflict is about, the same in every merge of the same copies.
fn name(conflict: &Conflict) -> AttrValue {
    let path = match &conflict.clash {
        Clash::Value(difference) => difference.path.join("/"),
        Clash::RemovedThere | Clash::RemovedHere => "?".to_owned(),
    };
    format!("{:?}/{}/{path}", conflict.subject.kind, conflict.subject.id).into()
}

/// The sign of a change.
fn sign(what: &What) -> &'static str {
    match what {
        What::Added => "+",
        What::Removed => "−",
        What::Restored => "↩",
        What::Moved => "⇅",
        What::Value(_) => "·",
    }
}

/// Properties of [`Notes`].
#[derive(Properties, PartialEq)]
struct NotesProps {
    merge: ByPointer<Merge>,
}

/// What should be known before it is decided.
#[component]
fn Notes(props: &NotesProps) -> Html {
    let lang = use_lang();
    html! {
        <section class="merge__card merge__notes" aria-labelledby="merge-notes">
            <h3 id="merge-notes" class="merge__heading">{ words::notes(lang) }</h3>
            <Lines merge={props.merge.clone()} of={LinesOf::Notes} />
        </section>
    }
}

/// Properties of [`Losses`].
#[derive(Properties, PartialEq)]
struct LossesProps {
    merge: ByPointer<Merge>,
    losses: ByPointer<Vec<Note>>,
}

/// What is left out with the choices as they stand.
#[component]
fn Losses(props: &LossesProps) -> Html {
    let lang = use_lang();
    html! {
        <section class="merge__card merge__notes" aria-labelledby="merge-losses">
            <div role="status">
                <h3 id="merge-losses" class="merge__heading">{ words::losses(lang, props.losses.0.len()) }</h3>
            </div>
            <Lines merge={props.merge.clone()} of={LinesOf::Losses(props.losses.clone())} />
        </section>
    }
}

/// Properties of [`Clashing`].
#[derive(Properties, PartialEq)]
struct ClashingProps {
    merge: ByPointer<Merge>,
    at: usize,
    name: AttrValue,
    side: Option<Side>,
    on_choice: Callback<(AttrValue, Side)>,
}

/// A conflict, side by side.
#[component]
fn Clashing(props: &ClashingProps) -> Html {
    let lang = use_lang();
    let Some(conflict) = props.merge.0.conflicts.get(props.at) else { return Html::default() };
    let said = props.merge.0.conflict(conflict, lang);
    let side = |side: Side, who: &'static str, text: &str| {
        let (on_choice, name) = (props.on_choice.clone(), props.name.clone());
        let onchange = Callback::from(move |_: Event| on_choice.emit((name.clone(), side)));
        html! {
            <label class="clash__side" data-chosen={(props.side == Some(side)).then_some("true")}>
                <span class="clash__who">
                    <input type="radio" id={(side == Side::Ours).then(|| format!("clash-{}", props.at))} name={format!("clash-{}", props.at)} checked={props.side == Some(side)} {onchange} />
                    { who }
                </span>
                <span class="clash__value">{ text.to_owned() }</span>
            </label>
        }
    };
    let title = if said.subject.is_empty() { said.kind.to_owned() } else { said.subject.clone() };
    html! {
        <fieldset class="clash" data-decided={props.side.map(|_| "true")}>
            <legend class="clash__head">
                <span class="clash__kind">{ said.kind }</span>
                <span class="clash__subject">{ title }</span>
                <span class="clash__field">{ &said.field }</span>
            </legend>
            <div class="clash__sides">
                { side(Side::Ours, words::ours(lang), &said.ours) }
                { side(Side::Theirs, words::theirs(lang), &said.theirs) }
            </div>
            if let Some(base) = &said.base {
                <p class="clash__base">{ words::base_with(lang, base) }</p>
            }
        </fieldset>
    }
}

/// Properties of [`Changes`].
#[derive(Properties, PartialEq)]
struct ChangesProps {
    merge: ByPointer<Merge>,
    kind: Kind,
}

/// What comes in of one kind, record by record; folded, and never hidden.
#[component]
fn Changes(props: &ChangesProps) -> Html {
    let lang = use_lang();
    let merge = &props.merge.0;
    let prefix = format!("change-{:?}", props.kind);
    let (shown, on_more) = use_portion(&prefix);
    let changes = || merge.automatic.iter().filter(|change| change.subject.kind == props.kind);
    // Changes of one record stand together.
    let mut records: Vec<Vec<&Change>> = Vec::new();
    for change in changes() {
        match records.last_mut() {
            Some(record) if record.first().is_some_and(|first| first.subject == change.subject) => {
                record.push(change)
            }
            _ => records.push(vec![change]),
        }
    }
    let left = records.len().saturating_sub(shown);
    html! {
        <details class="merge__kind" open={changes().count() <= 12}>
            <summary>
                <span class="merge__strong">{ props.kind.word()(lang) }</span>
                <span class="hint">{ words::changes_of(lang, changes().count()) }</span>
            </summary>
            <ul class="merge__list">
                for (at, record) in records.iter().take(shown).enumerate() {
                    <li key={at} id={format!("{prefix}-{at}")} class="merge__record" tabindex="-1">
                        if let Some(name) = record.first().map(|first| merge.subject(&first.subject, lang)).filter(|name| !name.is_empty()) {
                            <span class="merge__subject">{ name }</span>
                        }
                        <ul class="merge__fields">
                            for (at, change) in record.iter().enumerate() {
                                <li key={at} class="merge__change" data-what={what(&change.what)}>{ line(merge, change, lang) }</li>
                            }
                        </ul>
                    </li>
                }
            </ul>
            <More {left} {on_more} />
        </details>
    }
}

/// What a change is called in the styles.
fn what(what: &What) -> &'static str {
    match what {
        What::Added | What::Restored => "added",
        What::Removed => "removed",
        What::Moved => "moved",
        What::Value(_) => "changed",
    }
}

/// A change in a line.
fn line(merge: &Merge, change: &Change, lang: Lang) -> Html {
    let said = merge.change(change, lang);
    html! {
        <>
            <span class="merge__sign" aria-hidden="true">{ sign(&change.what) }</span>
            if !said.field.is_empty() {
                <span class="merge__field">{ said.field }</span>
            }
            <span class="merge__text">{ said.text }</span>
        </>
    }
}
