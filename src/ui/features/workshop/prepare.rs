//! The agenda: what happens, for how long, what is voted on, and by whom.

use std::rc::Rc;

use yew::prelude::*;

use super::items::ItemsDialog;
use crate::domain::frameworks;
use crate::domain::number;
use crate::domain::plan::{Id, Plan};
use crate::domain::text::{Lang, workshop as vote_words, workshop_page as words};
use crate::domain::workshop::cards::{self, Deck};
use crate::domain::workshop::edit::{WorkshopEdit, command};
use crate::domain::workshop::{Entry, Naming, Question, Role, Round, Workshop};
use crate::ui::components::{
    Button, CheckedField, Choice, IconButton, IconName, SelectField, TextField, Variant,
};
use crate::ui::store::{new_id, use_handles, use_lang};

/// Properties of [`Prepare`].
#[derive(Properties, Clone)]
pub struct PrepareProps {
    /// The open plan.
    pub plan: Rc<Plan>,
    /// The workshop.
    pub workshop: Rc<Workshop>,
    /// The framework that ranks the items.
    pub framework: &'static str,
    /// Called to begin.
    pub on_run: Callback<()>,
}

impl PartialEq for PrepareProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan) && Rc::ptr_eq(&self.workshop, &other.workshop)
    }
}

/// Everything about a workshop that is settled before it begins.
#[component]
pub fn Prepare(props: &PrepareProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let workshop = &props.workshop;
    let is_fixed = workshop.has_votes();
    let edit = {
        let (handles, id) = (handles.clone(), workshop.id.clone());
        use_callback((), move |(edit, gesture): (WorkshopEdit, Option<u64>), ()| {
            let command = command(&id, vec![edit]);
            match gesture {
                Some(gesture) => handles.edit_in(gesture, command),
                None => handles.edit(command),
            }
        })
    };
    let on_title = edit.reform(|(text, gesture): (String, u64)| (WorkshopEdit::Title(text), Some(gesture)));
    let on_naming = edit.reform(|value: String| {
        let naming = if value == "named" { Naming::Named } else { Naming::Anonymous };
        (WorkshopEdit::Naming(naming), None)
    });
    let on_roles = {
        let roles = workshop.roles.clone();
        edit.reform(move |(text, gesture): (String, u64)| {
            (WorkshopEdit::Roles(typed_roles(&roles, &text)), Some(gesture))
        })
    };
    let on_entry = {
        let (edit, workshop) = (edit.clone(), workshop.clone());
        Callback::from(move |(at, changed, gesture): (usize, Option<Entry>, Option<u64>)| {
            let mut agenda = workshop.agenda.clone();
            match changed {
                Some(changed) => {
                    if let Some(slot) = agenda.get_mut(at) {
                        *slot = changed;
                    }
                }
                None => {
                    if at < agenda.len() {
                        agenda.remove(at);
                    }
                }
            }
            edit.emit((WorkshopEdit::Agenda(agenda), gesture));
        })
    };
    let on_move = {
        let (edit, workshop) = (edit.clone(), workshop.clone());
        Callback::from(move |(at, down): (usize, bool)| {
            let mut agenda = workshop.agenda.clone();
            let to = if down { at + 1 } else { at.wrapping_sub(1) };
            if at < agenda.len() && to < agenda.len() {
                agenda.swap(at, to);
                edit.emit((WorkshopEdit::Agenda(agenda), None));
            }
        })
    };
    let on_add = {
        let (edit, workshop) = (edit.clone(), workshop.clone());
        Callback::from(move |()| {
            let mut agenda = workshop.agenda.clone();
            let title = words::new_entry(lang).to_owned();
            agenda.push(Entry { id: new_id("e"), title, minutes: 10.0, ..Entry::default() });
            edit.emit((WorkshopEdit::Agenda(agenda), None));
        })
    };
    let roles: Vec<&str> = workshop.roles.iter().map(|role| role.title.as_str()).collect();
    let last = workshop.agenda.len().saturating_sub(1);
    html! {
        <div class="prepare">
            <section class="prepare__settings">
                <TextField label={words::title(lang)} value={workshop.title.clone()} on_typed={on_title} />
                if is_fixed {
                    <p class="field"><span class="field__label">{ words::naming(lang) }</span>
                        <span>{ naming_word(workshop.naming, lang) }</span>
                        <span class="field__hint">{ words::fixed(lang) }</span></p>
                } else {
                    <SelectField label={words::naming(lang)} value={if workshop.naming == Naming::Named { "named" } else { "anonymous" }}
                        choices={vec![Choice::new("anonymous", words::anonymous(lang)), Choice::new("named", words::named(lang))]}
                        on_chosen={on_naming} hint={words::naming_hint(lang)} />
                    <TextField label={words::roles(lang)} value={roles.join(words::comma(lang))} on_typed={on_roles} hint={words::roles_hint(lang)} placeholder={words::roles_placeholder(lang)} />
                }
            </section>
            <div class="prepare__sum">
                <h3 class="prepare__heading">{ words::agenda(lang) }</h3>
                <span class="hint">{ words::minutes_in_all(lang, workshop.minutes()) }</span>
                <Button label={if workshop.began.is_empty() { words::begin(lang) } else { words::go_on(lang) }} variant={Variant::Primary}
                    on_press={props.on_run.clone()} disabled={workshop.agenda.is_empty().then(|| AttrValue::from(words::agenda_first(lang)))} />
            </div>
            <ol class="prepare__agenda">
                for (at, entry) in workshop.agenda.iter().enumerate() {
                    <EntryCard key={entry.id.to_string()} plan={props.plan.clone()} workshop={workshop.clone()} framework={props.framework}
                        {at} {last} entry={Rc::new(entry.clone())} on_change={on_entry.clone()} on_move={on_move.clone()} />
                }
            </ol>
            <div><Button label={words::add_entry(lang)} icon={IconName::Plus} on_press={on_add} /></div>
        </div>
    }
}

/// Whether votes have names, in words.
pub fn naming_word(naming: Naming, lang: Lang) -> &'static str {
    match naming {
        Naming::Anonymous => words::anonymous(lang),
        Naming::Named => words::named(lang),
    }
}

/// Roles as somebody types them; one whose name stays keeps its id.
fn typed_roles(before: &[Role], text: &str) -> Vec<Role> {
    let mut roles: Vec<Role> = Vec::new();
    for title in text.split([',', '，', '、', ';', '；']).map(str::trim).filter(|title| !title.is_empty())
    {
        if roles.iter().any(|role| role.title == title) {
            continue;
        }
        let known = before.iter().find(|role| role.title == title).cloned();
        roles.push(known.unwrap_or_else(|| Role {
            id: new_id("o"),
            title: title.to_owned(),
            ..Role::default()
        }));
    }
    roles
}

/// Properties of [`EntryCard`].
#[derive(Properties, Clone)]
struct EntryCardProps {
    plan: Rc<Plan>,
    workshop: Rc<Workshop>,
    framework: &'static str,
    at: usize,
    last: usize,
    entry: Rc<Entry>,
    /// Called with its place and how it is now, or nothing where it goes.
    on_change: Callback<(usize, Option<Entry>, Option<u64>)>,
    /// Called with its place and whether it goes down.
    on_move: Callback<(usize, bool)>,
}

impl PartialEq for EntryCardProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan)
            && Rc::ptr_eq(&self.workshop, &other.workshop)
            && self.at == other.at
    }
}

/// An entry of the agenda: a line, which opens to all that can be said of it.
#[component]
fn EntryCard(props: &EntryCardProps) -> Html {
    let lang = use_lang();
    let choosing = use_state_eq(|| false);
    let entry = &props.entry;
    let at = props.at;
    let is_voted =
        props.workshop.passes.values().any(|pass| pass.entry == entry.id && !pass.ballots.is_empty());
    let change = {
        let (on_change, entry) = (props.on_change.clone(), entry.clone());
        move |edit: fn(&mut Entry, String)| {
            let (on_change, entry) = (on_change.clone(), entry.clone());
            Callback::from(move |(text, gesture): (String, u64)| {
                let mut next = Entry::clone(&entry);
                edit(&mut next, text);
                on_change.emit((at, Some(next), Some(gesture)));
            })
        }
    };
    let on_minutes = {
        let (on_change, entry) = (props.on_change.clone(), entry.clone());
        Callback::from(move |(text, gesture): (String, u64)| -> Option<AttrValue> {
            match number::decimal(&text).filter(|minutes| (0.0..=600.0).contains(minutes)) {
                Some(minutes) => {
                    on_change.emit((at, Some(Entry { minutes, ..Entry::clone(&entry) }), Some(gesture)));
                    None
                }
                None => Some(words::no_minutes(lang).into()),
            }
        })
    };
    let on_round = {
        let (on_change, entry) = (props.on_change.clone(), entry.clone());
        Callback::from(move |round: Option<Round>| {
            on_change.emit((at, Some(Entry { round, ..Entry::clone(&entry) }), None));
        })
    };
    let on_kind = {
        let (on_round, entry, plan) = (on_round.clone(), entry.clone(), props.plan.clone());
        Callback::from(move |kind: String| {
            let before = entry.round.clone().unwrap_or_default();
            on_round.emit(question_of(&kind, &plan).map(|question| Round { question, ..before }));
        })
    };
    let on_items = {
        let (on_round, entry) = (on_round.clone(), entry.clone());
        Callback::from(move |items: Vec<Id>| {
            if let Some(round) = &entry.round {
                on_round.emit(Some(Round { items, ..round.clone() }));
            }
        })
    };
    let choose = {
        let choosing = choosing.clone();
        move |open: bool| {
            let choosing = choosing.clone();
            Callback::from(move |()| choosing.set(open))
        }
    };
    let remove = {
        let on_change = props.on_change.clone();
        Callback::from(move |()| on_change.emit((at, None, None)))
    };
    let move_to = |down: bool| {
        let on_move = props.on_move.clone();
        Callback::from(move |()| on_move.emit((at, down)))
    };
    let round = entry.round.as_ref();
    let about_items = round.is_some_and(|round| is_about_items(&round.question));
    html! {
        <li class="agenda-card">
            <div class="agenda-card__line">
                <span class="agenda-card__number" aria-hidden="true">{ at + 1 }</span>
                <TextField class="agenda-card__title" bare=true label={words::entry_title(lang, at + 1)} value={entry.title.clone()} on_typed={change(|entry, text| entry.title = text)} />
                <CheckedField class="agenda-card__minutes" bare=true label={words::minutes_of(lang, &entry.title)} value={number::display(entry.minutes, 0)} on_typed={on_minutes} />
                <span class="hint" aria-hidden="true">{ words::min(lang) }</span>
                <span class="agenda-card__kind">{ summary(entry, &props.plan, lang) }</span>
                <span class="agenda-card__moves">
                    <IconButton label={words::move_up(lang, &entry.title)} icon={IconName::Up} on_press={move_to(false)} disabled={at == 0} />
                    <IconButton label={words::move_down(lang, &entry.title)} icon={IconName::Down} on_press={move_to(true)} disabled={at == props.last} />
                    <IconButton label={words::remove(lang, &entry.title)} icon={IconName::Close} on_press={remove} disabled={is_voted} />
                </span>
            </div>
            <details class="agenda-card__more">
                <summary>{ words::details(lang) }<span class="visually-hidden">{ words::of(lang, &entry.title) }</span></summary>
                <div class="agenda-card__fields">
                    if is_voted {
                        <p class="hint">{ words::voted_already(lang) }</p>
                    } else {
                        <SelectField label={words::what_happens(lang)} value={kind_of(round)} choices={kinds(&props.plan, round, lang)} on_chosen={on_kind} />
                        if let Some(round) = round {
                            <QuestionFields plan={props.plan.clone()} round={Rc::new(round.clone())} roles={props.workshop.roles.clone()} on_round={on_round.reform(Some)} />
                            if about_items {
                                <div class="agenda-card__items">
                                    <span>{ words::item_count(lang, round.items.len()) }</span>
                                    <Button label={words::choose_items(lang)} on_press={choose(true)} />
                                </div>
                            }
                        }
                    }
                    <TextField label={words::script(lang)} value={entry.script.clone()} multiline=true hint={words::script_hint(lang)} on_typed={change(|entry, text| entry.script = text)} />
                </div>
            </details>
            if let (true, Some(round)) = (*choosing, round) {
                <ItemsDialog plan={props.plan.clone()} framework={props.framework} chosen={round.items.clone()} on_chosen={on_items} on_close={choose(false)} />
            }
        </li>
    }
}

fn is_about_items(question: &Question) -> bool {
    !matches!(question, Question::Ideas { .. } | Question::Confidence | Question::Other(_))
}

/// What an entry is, in a few words.
fn summary(entry: &Entry, plan: &Plan, lang: Lang) -> String {
    let Some(round) = &entry.round else { return words::talk(lang).to_owned() };
    let what = crate::domain::workshop::outcome::what(plan, &round.question, lang);
    let kind = vote_words::kind(lang, &round.question);
    let what = if what == kind { what } else { format!("{kind} · {what}") };
    match is_about_items(&round.question) {
        true => words::with_items(lang, &what, round.items.len()),
        false => what,
    }
}

/// The value of the list of kinds for a round.
fn kind_of(round: Option<&Round>) -> String {
    match round.map(|round| &round.question) {
        None => "talk".to_owned(),
        Some(Question::Estimate { sheet, input, .. }) => format!("estimate:{sheet}/{input}"),
        Some(Question::Dots { .. }) => "dots".to_owned(),
        Some(Question::Ranking) => "ranking".to_owned(),
        Some(Question::Pairwise) => "pairwise".to_owned(),
        Some(Question::BestWorst) => "best_worst".to_owned(),
        Some(Question::Need { to }) => format!("need:{to}"),
        Some(Question::Goal { to }) => format!("goal:{to}"),
        Some(Question::Ideas { .. }) => "ideas".to_owned(),
        Some(Question::Kano) => "kano".to_owned(),
        Some(Question::Confidence) => "confidence".to_owned(),
        Some(Question::Other(_)) => "other".to_owned(),
    }
}

/// Everything that can be asked in a plan.
fn kinds(plan: &Plan, round: Option<&Round>, lang: Lang) -> Vec<Choice> {
    let mut choices = vec![Choice::new("talk", words::talk(lang))];
    let criteria = &plan.settings.criteria;
    let mut sheets: Vec<&str> = Vec::new();
    for framework in frameworks::ALL.iter().filter(|framework| !framework.sheet.is_empty()) {
        // Frameworks that share a sheet share its numbers.
        if sheets.contains(&framework.sheet) {
            continue;
        }
        sheets.push(framework.sheet);
        for input in framework.inputs_in(criteria) {
            let label = words::framework_input(lang, (framework.name)(lang), input.label_in(criteria, lang));
            choices.push(Choice::new(format!("estimate:{}/{}", framework.sheet, input.key), label));
        }
    }
    for (kind, question) in [
        ("dots", Question::Dots { dots: 5, most: 3 }),
        ("ranking", Question::Ranking),
        ("pairwise", Question::Pairwise),
        ("best_worst", Question::BestWorst),
        ("ideas", Question::Ideas { most: 3 }),
        ("kano", Question::Kano),
        ("confidence", Question::Confidence),
    ] {
        choices.push(Choice::new(kind, vote_words::kind(lang, &question)));
    }
    for need in plan.needs.iter() {
        choices.push(Choice::new(format!("need:{}", need.id), words::serves_need(lang, &need.title)));
    }
    for goal in plan.goals.iter() {
        choices.push(Choice::new(format!("goal:{}", goal.id), words::serves_goal(lang, &goal.title)));
    }
    let now = kind_of(round);
    if choices.iter().all(|choice| choice.value != now) {
        choices.push(Choice::new(now, words::something_else(lang)));
    }
    choices
}

/// The question of a kind, with what suits it best; `None` for talk.
fn question_of(kind: &str, plan: &Plan) -> Option<Question> {
    let (kind, rest) = kind.split_once(':').unwrap_or((kind, ""));
    Some(match kind {
        "estimate" => {
            let (sheet, key) = rest.split_once('/')?;
            let framework = frameworks::ALL.iter().find(|framework| framework.sheet == sheet)?;
            let input = framework.input(key)?;
            let cards = Deck::best(input, &plan.settings.criteria);
            Question::Estimate { sheet: sheet.to_owned(), input: key.to_owned(), cards }
        }
        "dots" => Question::Dots { dots: 5, most: 3 },
        "ranking" => Question::Ranking,
        "pairwise" => Question::Pairwise,
        "best_worst" => Question::BestWorst,
        "need" => Question::Need { to: rest.into() },
        "goal" => Question::Goal { to: rest.into() },
        "ideas" => Question::Ideas { most: 3 },
        "kano" => Question::Kano,
        "confidence" => Question::Confidence,
        _ => return None,
    })
}

/// Properties of [`QuestionFields`].
#[derive(Properties, Clone)]
struct QuestionFieldsProps {
    plan: Rc<Plan>,
    round: Rc<Round>,
    roles: Vec<Role>,
    on_round: Callback<Round>,
}

impl PartialEq for QuestionFieldsProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan) && self.round == other.round && self.roles == other.roles
    }
}

/// What belongs to one kind of question: cards, dots, who votes.
#[component]
fn QuestionFields(props: &QuestionFieldsProps) -> Html {
    let lang = use_lang();
    let round = &props.round;
    let fields = match &round.question {
        Question::Estimate { sheet, input, cards } => {
            let criteria = &props.plan.settings.criteria;
            let known = cards::input_of(&round.question);
            let decks: Vec<(Deck, Vec<cards::Card>)> = known
                .map(|known| Deck::ALL.into_iter().map(|deck| (deck, deck.cards(known, criteria))).collect())
                .unwrap_or_default();
            let decks: Vec<_> = decks.into_iter().filter(|(_, cards)| !cards.is_empty()).collect();
            let now = decks.iter().position(|(_, deck)| deck == cards);
            let mut choices: Vec<Choice> = decks
                .iter()
                .enumerate()
                .map(|(at, (deck, _))| Choice::new(at.to_string(), (deck.word())(lang)))
                .collect();
            choices.push(Choice::new("own", words::own_cards(lang)));
            let with_cards = {
                let (props, sheet, input) = (props.clone(), sheet.clone(), input.clone());
                Callback::from(move |cards: Vec<cards::Card>| {
                    let question = Question::Estimate { sheet: sheet.clone(), input: input.clone(), cards };
                    props.on_round.emit(Round { question, ..Round::clone(&props.round) });
                })
            };
            let on_deck = {
                let with_cards = with_cards.clone();
                Callback::from(move |value: String| {
                    let deck = value.parse::<usize>().ok().and_then(|at| decks.get(at).cloned());
                    if let Some((_, cards)) = deck {
                        with_cards.emit(cards);
                    }
                })
            };
            let on_cards = Callback::from(move |(text, _): (String, u64)| -> Option<AttrValue> {
                let cards = cards::typed(&text);
                if cards.len() < 2 {
                    return Some(words::too_few_cards(lang).into());
                }
                with_cards.emit(cards);
                None
            });
            html! {
                <>
                    <SelectField label={words::deck(lang)} value={now.map_or("own".to_owned(), |at| at.to_string())} {choices} on_chosen={on_deck} />
                    <CheckedField label={words::cards(lang)} value={cards::text(cards)} hint={words::cards_hint(lang)} on_typed={on_cards} />
                </>
            }
        }
        Question::Dots { dots, most } => {
            let (dots, most) = (*dots, *most);
            let amount = |limit: u32, make: fn(u32, u32, u32) -> Question| {
                let props = props.clone();
                Callback::from(move |(text, _): (String, u64)| -> Option<AttrValue> {
                    match text.trim().parse::<u32>().ok().filter(|number| (1..=limit).contains(number)) {
                        Some(number) => {
                            let question = make(number, dots, most);
                            props.on_round.emit(Round { question, ..Round::clone(&props.round) });
                            None
                        }
                        None => Some(words::number_from_one(lang, limit).into()),
                    }
                })
            };
            html! {
                <>
                    <CheckedField label={words::dots_each(lang)} value={dots.to_string()} on_typed={amount(100, |number, _, most| Question::Dots { dots: number, most: most.min(number) })} />
                    <CheckedField label={words::dots_most(lang)} value={most.to_string()} on_typed={amount(100, |number, dots, _| Question::Dots { dots, most: number.min(dots) })} />
                </>
            }
        }
        Question::Ideas { most } => {
            let choices = (1..=10)
                .map(|count: u32| Choice::new(count.to_string(), count.to_string()))
                .collect::<Vec<_>>();
            let on_chosen = {
                let props = props.clone();
                Callback::from(move |value: String| {
                    let most = value.parse().unwrap_or(3);
                    props
                        .on_round
                        .emit(Round { question: Question::Ideas { most }, ..Round::clone(&props.round) });
                })
            };
            html! { <SelectField label={words::ideas_each(lang)} value={most.to_string()} {choices} {on_chosen} /> }
        }
        _ => Html::default(),
    };
    let toggle = |role: &Role| {
        let (props, id) = (props.clone(), role.id.clone());
        Callback::from(move |_: Event| {
            let mut next = Round::clone(&props.round);
            // Nobody named means everybody; to leave one out, all the others are named.
            if next.roles.is_empty() {
                next.roles = props.roles.iter().map(|role| role.id.clone()).collect();
            }
            match next.roles.iter().position(|known| *known == id) {
                Some(at) => {
                    next.roles.remove(at);
                }
                None => next.roles.push(id.clone()),
            }
            if next.roles.len() == props.roles.len() {
                next.roles.clear();
            }
            props.on_round.emit(next);
        })
    };
    html! {
        <>
            { fields }
            if !props.roles.is_empty() {
                <fieldset class="agenda-card__roles">
                    <legend class="field__label">{ words::who_votes(lang) }</legend>
                    for role in &props.roles {
                        <label key={role.id.to_string()} class="agenda-card__role">
                            <input type="checkbox" checked={round.admits(&role.id)} onchange={toggle(role)} />
                            { &role.title }
                        </label>
                    }
                </fieldset>
            }
        </>
    }
}
