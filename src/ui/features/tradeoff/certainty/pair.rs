//! Two items against each other.

use std::rc::Rc;

use yew::prelude::*;

use super::{Order, Shown};
use crate::domain::kano::verdict::chance;
use crate::domain::number;
use crate::domain::plan::Id;
use crate::domain::sensitivity::By;
use crate::domain::text::{certainty as words, items};
use crate::domain::uncertainty::{Pair, Request, chance_error, compare};
use crate::ui::by_pointer::ByPointer;
use crate::ui::components::{Button, Choice, SelectField};
use crate::ui::features::tradeoff::explain::ExplainDialog;

/// Items that can be chosen from: a longer list helps nobody to find one.
const MOST_CHOICES: usize = 500;

/// Properties of [`Compare`].
#[derive(Properties)]
pub(super) struct CompareProps {
    /// What was asked.
    pub request: Rc<Request>,
    /// What else is looked at.
    pub shown: Shown,
}

impl PartialEq for CompareProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.request, &other.request) && self.shown == other.shown
    }
}

/// How often one item stands above another.
#[component]
pub(super) fn Compare(props: &CompareProps) -> Html {
    let chosen = use_state_eq(|| (None::<String>, None::<String>));
    let CompareProps { request, shown } = props;
    let lang = shown.lang;
    let id = |wanted: &Option<String>, place: usize| {
        let there = wanted.as_ref().filter(|id| request.items.iter().any(|entry| entry.id == **id));
        there.cloned().or_else(|| Some(request.items.get(place)?.id.clone())).unwrap_or_default()
    };
    let (first, second) = (id(&chosen.0, 0), id(&chosen.1, 1));
    let pair = use_memo(
        (ByPointer(Rc::clone(request)), first.clone(), second.clone()),
        |(request, first, second)| (first != second).then(|| compare(&request.0, first, second)).flatten(),
    );
    let choices: Vec<Choice> = request
        .items
        .iter()
        .take(MOST_CHOICES)
        .map(|entry| {
            let label =
                format!("{} · {} {}", entry.rank, shown.names.key(&entry.id), shown.names.title(&entry.id));
            Choice::new(entry.id.clone(), label)
        })
        .collect();
    let on_first = {
        let chosen = chosen.clone();
        Callback::from(move |id: String| chosen.set((Some(id), chosen.1.clone())))
    };
    let on_second = {
        let chosen = chosen.clone();
        Callback::from(move |id: String| chosen.set((chosen.0.clone(), Some(id))))
    };
    let asked = use_state_eq(|| None::<(Id, Id)>);
    let on_why = {
        let (asked, pair) = (asked.setter(), (Id::from(&*first), Id::from(&*second)));
        Callback::from(move |()| asked.set(Some(pair.clone())))
    };
    let on_close = use_callback((), {
        let asked = asked.setter();
        move |(), ()| asked.set(None)
    });
    // What is divided by the work has no parts that add up to a reason.
    let by = match shown.by {
        Order::Score => Some(By::score_of(shown.framework.id)),
        Order::Value => Some(By::Value),
        Order::ValuePerWork => None,
    };
    html! {
        <section class="certainty__pair" aria-labelledby="certainty-pair">
            <h3 id="certainty-pair" class="certainty__subtitle">{ words::pair_title(lang) }</h3>
            <div class="certainty__fields">
                <SelectField label={words::pair_first(lang)} value={first.clone()} choices={choices.clone()} on_chosen={on_first} />
                <SelectField label={words::pair_second(lang)} value={second.clone()} {choices} on_chosen={on_second} />
            </div>
            if let Some(by) = by.filter(|_| pair.is_some()) {
                <div><Button label={items::why_order(lang)} on_press={on_why} /></div>
                if let Some((a, b)) = &*asked {
                    <ExplainDialog plan={Rc::clone(&shown.plan)} a={a.clone()} b={b.clone()} {by} {on_close} />
                }
            }
            <p role="status">{ pair.map_or_else(|| words::pair_same(lang).to_owned(), |pair| sentence(pair, &first, &second, shown)) }</p>
            if request.items.len() > MOST_CHOICES {
                <p class="hint">{ words::pair_many(lang, &number::group(MOST_CHOICES)) }</p>
            }
        </section>
    }
}

fn sentence(pair: Pair, first: &str, second: &str, shown: &Shown) -> String {
    let lang = shown.lang;
    let probability = pair.probability().unwrap_or(0.5);
    // Twice the standard error: what 19 of 20 such figures are right within.
    let points = number::display(chance_error(probability, pair.draws) * 200.0, 1);
    let (first, second) = (shown.names.title(first), shown.names.title(second));
    words::pair_sentence(lang, &first, &second, &chance(probability, lang), &words::error(lang, &points))
}
