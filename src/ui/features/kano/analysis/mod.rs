//! What the answers say: controls, a table, the card of one feature, pictures, files.

mod card;
mod controls;
mod counts;
mod figure;
mod figures;
mod files;
mod table;

use std::collections::HashMap;
use std::rc::Rc;

use yew::prelude::*;

use super::KanoProps;
use crate::domain::kano::analysis::analyse_tally;
use crate::domain::kano::coefficients::CutAt;
use crate::domain::kano::segments::{self, SegmentDifference};
use crate::domain::kano::{Analysis, FeatureAnalysis, Options, Tally, tally};
use crate::domain::plan::{Id, Plan, Settings};
use crate::domain::text::{Lang, kano_page as words};
use crate::ui::by_pointer::ByPointer;
use crate::ui::session::{KanoPage, Screen};
use crate::ui::slicing::use_made;
use crate::ui::store::use_lang;

/// What the answers say.
#[component]
pub fn AnalysisPage(props: &KanoProps) -> Html {
    let lang = use_lang();
    let plan = &props.plan;
    let study = ByPointer(Rc::clone(&plan.kano));
    // Counting is the one pass over all respondents, so a change of rule does without it.
    let counting =
        use_made(study, tally::units(&plan.kano) <= AT_ONCE, |study| tally::counting(study.0.clone()));
    if plan.kano.features.is_empty() {
        return nothing(words::nothing_asked(lang), KanoPage::Study, words::go_to_study(lang));
    }
    match counting.done() {
        Some(counted) => html! { <Counted plan={plan.clone()} tally={ByPointer(counted.clone())} /> },
        None => html! {
            <div class="kano-page kano-analysis kano-analysis--empty" aria-busy="true">
                <p role="status">{ words::counting(lang) }</p>
                <progress class="import__progress" max="1" value={counting.progress.unwrap_or_default().to_string()}
                    aria-label={words::counting(lang)}></progress>
            </div>
        },
    }
}

/// Answers that are counted at once; more would hold the page up.
const AT_ONCE: usize = 100_000;

/// Properties of [`Counted`].
#[derive(Properties)]
struct CountedProps {
    plan: Rc<Plan>,
    tally: ByPointer<Tally>,
}

impl PartialEq for CountedProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan) && self.tally == other.tally
    }
}

/// What the answers say once they are counted.
#[component]
fn Counted(props: &CountedProps) -> Html {
    let lang = use_lang();
    let CountedProps { plan, tally } = props;
    let counted = &tally.0;
    let segment = use_state_eq(|| None::<Rc<str>>);
    let cut = use_state_eq(CutAt::default);
    let open = use_state_eq(|| None::<Id>);
    // A segment that nobody is in any more is no choice any more.
    let chosen = segment.as_deref().filter(|name| counted.segments().any(|(other, _)| other == *name));
    let how = How::of(&plan.settings, chosen, *cut);
    let analysis =
        use_memo((tally.clone(), how.clone()), |(tally, how)| analyse_tally(&tally.0, &how.options()));
    let differences = use_memo((tally.clone(), plan.settings.kano_table), |(tally, table)| Differences {
        segments: segments::segments(&tally.0).into_iter().map(|(name, n)| (name.to_owned(), n)).collect(),
        features: segments::differences(&tally.0, *table),
    });
    let titles = use_memo((ByPointer(Rc::clone(plan)), lang), |(plan, lang)| Titles::of(&plan.0, *lang));
    let on_segment = {
        let segment = segment.clone();
        Callback::from(move |chosen: Option<Rc<str>>| segment.set(chosen))
    };
    let on_cut = {
        let cut = cut.clone();
        Callback::from(move |chosen: CutAt| cut.set(chosen))
    };
    let on_open = {
        let open = open.clone();
        Callback::from(move |item: Option<Id>| open.set(item))
    };
    if chosen.is_none() && analysis.respondents == 0 {
        return nothing(words::nobody(lang), KanoPage::Answers, words::go_to_answers(lang));
    }
    let names: Vec<(Rc<str>, u32)> =
        counted.segments().map(|(name, group)| (Rc::from(name), group.respondents)).collect();
    let shown = Shown { plan: Rc::clone(plan), analysis, titles, how, differences };
    let card = open.as_ref().and_then(|item| shown.feature(item).map(|_| Rc::clone(item)));
    html! {
        <div class="kano-page kano-analysis">
            <controls::Controls shown={shown.clone()} {names} {on_segment} {on_cut} />
            <div class={classes!("kano-analysis__body", card.is_some().then_some("kano-analysis__body--open"))}>
                <table::FeatureTable shown={shown.clone()} open={card.clone()} on_open={on_open.clone()} />
                if let Some(item) = &card {
                    <card::Card key={item.to_string()} shown={shown.clone()} item={Rc::clone(item)} on_open={on_open.clone()} />
                }
            </div>
            <files::Files shown={shown.clone()} />
            <figures::Figures {shown} open={card} {on_open} />
        </div>
    }
}

/// A page without results: one sentence and both ways to get some.
fn nothing(sentence: &'static str, page: KanoPage, way: &'static str) -> Html {
    let link = format!("#/{}", Screen::Kano(page).path());
    html! {
        <div class="kano-page kano-analysis kano-analysis--empty">
            <p>{ sentence }</p>
            <a class="button button--primary" href={link}>{ way }</a>
        </div>
    }
}

/// How the answers are analysed: what the plan says, and what was chosen on this page.
#[derive(Clone, PartialEq)]
struct How {
    settings: Settings,
    segment: Option<Rc<str>>,
    cut_at: CutAt,
}

impl How {
    fn of(settings: &Settings, segment: Option<&str>, cut_at: CutAt) -> How {
        How { settings: settings.clone(), segment: segment.map(Rc::from), cut_at }
    }

    fn options(&self) -> Options<'_> {
        Options { cut_at: self.cut_at, segment: self.segment.as_deref(), ..Options::of(&self.settings) }
    }
}

/// Every feature by segment.
#[derive(Debug)]
struct Differences {
    segments: Vec<(String, u32)>,
    features: Vec<SegmentDifference>,
}

/// What features are called, and which of them still have an item.
#[derive(Debug)]
struct Titles {
    of: HashMap<Id, (String, bool)>,
    missing: &'static str,
}

impl Titles {
    fn of(plan: &Plan, lang: Lang) -> Titles {
        let asked = |id: &Id| plan.kano.feature(id).is_some();
        let named = |item: &Rc<crate::domain::plan::Item>, there: bool| {
            let title = item.title_in(lang).trim();
            let title = if title.is_empty() { words::untitled(lang) } else { title };
            (Rc::clone(&item.id), (title.to_owned(), there))
        };
        let gone = plan.bin.iter().filter(|item| asked(&item.id)).map(|item| named(item, false));
        let there = plan.items.iter().filter(|item| asked(&item.id)).map(|item| named(item, true));
        Titles { of: gone.chain(there).collect(), missing: words::deleted_for_good(lang) }
    }

    fn title(&self, item: &Id) -> String {
        self.of.get(item).map_or(self.missing, |(title, _)| title).to_owned()
    }

    /// Whether the item is in the plan and not in the bin.
    fn is_there(&self, item: &Id) -> bool {
        self.of.get(item).is_some_and(|(_, there)| *there)
    }
}

/// What every part of the page looks at.
#[derive(Clone)]
struct Shown {
    plan: Rc<Plan>,
    analysis: Rc<Analysis>,
    titles: Rc<Titles>,
    differences: Rc<Differences>,
    how: How,
}

impl PartialEq for Shown {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan)
            && Rc::ptr_eq(&self.analysis, &other.analysis)
            && Rc::ptr_eq(&self.titles, &other.titles)
            && Rc::ptr_eq(&self.differences, &other.differences)
    }
}

impl Shown {
    fn feature(&self, item: &Id) -> Option<&FeatureAnalysis> {
        self.analysis.features.iter().find(|feature| feature.item == *item)
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::domain::editor::{Command, Edit, Editor};
    use crate::domain::kano::tally::Counts;
    use crate::domain::kano::warning::FEW_ANSWERS;
    use crate::domain::plan::{KanoCategory, KanoMark};
    use crate::domain::sample;
    use crate::domain::text::kano_analysis::few_answers;
    use crate::ui::rendered::rendered_in;

    fn shown(lang: Lang, edit: impl Fn(&mut Plan)) -> Shown {
        let mut plan = sample::plan(lang, "p".into(), "2026-11-22T09:00:00Z");
        edit(&mut plan);
        let tally = tally::count(&plan.kano);
        let how = How::of(&plan.settings, None, CutAt::Half);
        let differences = Differences {
            segments: segments::segments(&tally).into_iter().map(|(name, n)| (name.to_owned(), n)).collect(),
            features: segments::differences(&tally, plan.settings.kano_table),
        };
        Shown {
            analysis: Rc::new(analyse_tally(&tally, &how.options())),
            titles: Rc::new(Titles::of(&plan, lang)),
            differences: Rc::new(differences),
            plan: Rc::new(plan),
            how,
        }
    }

    fn card(lang: Lang, shown: Shown, item: &str) -> String {
        let item = Id::from(item);
        rendered_in(lang, html! { <card::Card {shown} {item} on_open={Callback::noop()} /> })
    }

    #[test]
    fn a_card_tells_all_about_a_feature() {
        for (lang, expected) in [
            (
                Lang::En,
                ["Most frequent", "sign test", "Sison and Glaz", "too easily significant", "segments"],
            ),
            (Lang::Zh, ["众数", "符号检验", "Sison–Glaz", "过于容易显著", "用户群"]),
        ] {
            let html = card(lang, shown(lang, |_| ()), "i1");
            let larger = match lang {
                Lang::En => "Better of “",
                Lang::Zh => "”的 Better 大于“",
            };
            for word in expected.into_iter().chain(["role=\"img\"", "<svg", "Better", "data-chosen", larger])
            {
                assert!(html.contains(word), "{word}");
            }
            assert!(!html.contains(" style="));
            let said = html.matches(few_answers(lang, FEW_ANSWERS).as_str()).count();
            assert_eq!(said, 1, "a small sample is said once");
        }
    }

    #[test]
    fn a_card_of_a_deleted_item_says_so_and_one_without_answers_is_short() {
        let gone = shown(Lang::En, |plan| plan.items.retain(|item| &*item.id != "i1"));
        let html = card(Lang::En, gone, "i1");
        assert!(html.contains("Deleted item") && html.contains("cannot be written back"));
        let silent = shown(Lang::En, |plan| Rc::make_mut(&mut plan.kano).respondents.clear());
        let html = card(Lang::En, silent, "i1");
        assert!(html.contains("Nobody has answered both questions") && !html.contains("<table"));
    }

    #[test]
    fn categories_chosen_by_hand_are_listed_and_kept_unless_somebody_wants_otherwise() {
        let by_hand = |category: KanoCategory| {
            shown(Lang::En, move |plan| {
                for slot in &mut plan.items {
                    let chosen = (&*slot.id == "i1").then(|| KanoMark::manual(category));
                    Rc::make_mut(slot).kano = chosen;
                }
            })
        };
        let verdict = by_hand(KanoCategory::Reverse).feature(&"i1".into()).unwrap().verdict.unwrap();
        assert_ne!(verdict, KanoCategory::Reverse);
        let shown = by_hand(KanoCategory::Reverse);
        let marks = files::marks(&shown, "2026-11-22");
        let found = files::by_hand(&shown, &marks);
        assert_eq!(found.iter().map(|(item, _)| &***item).collect::<Vec<_>>(), ["i1"]);
        let html = rendered_in(Lang::En, html! { <files::Files shown={shown} /> });
        assert!(html.contains("Keep the categories that were chosen by hand"));
        assert!(html.contains(&format!("Reverse, and {} by this study", verdict.label(Lang::En))), "{html}");
        // Where nobody chose anything by hand, nothing is asked.
        let unmarked = self::shown(Lang::En, |plan| {
            plan.items.iter_mut().for_each(|slot| Rc::make_mut(slot).kano = None);
        });
        let html = rendered_in(Lang::En, html! { <files::Files shown={unmarked} /> });
        assert!(!html.contains("by hand"), "{html}");
    }

    #[test]
    fn every_count_has_its_share_and_its_probability_in_a_table() {
        let mut shown = shown(Lang::En, |_| ());
        let analysis = Rc::make_mut(&mut shown.analysis);
        analysis.features.truncate(1);
        analysis.features[0].counts = Counts([90, 30, 0, 60, 20, 0]);
        analysis.features[0].mode_probabilities = Some([0.995, 0.0, 0.0, 0.004, 0.001, 0.0]);
        let html = rendered_in(Lang::En, counts::table(&shown, Lang::En));
        for text in
            ["200</td>", "90 (45%)", "30 (15%)", "60 (30%)", "0 (0%)", "over 99%", "under 1%", "M Must-be"]
        {
            assert!(html.contains(text), "{text}\n{html}");
        }
    }

    #[test]
    fn categories_go_to_the_items_that_are_there_in_one_step() {
        let shown = shown(Lang::En, |plan| plan.items.retain(|item| &*item.id != "i1"));
        let marks = files::marks(&shown, "2026-11-22");
        assert_eq!(marks.len(), shown.analysis.features.len() - 1);
        assert!(!marks.iter().all(|(item, mark)| files::is_written(&shown.plan, item, mark)));
        let edits = marks.iter().map(|(item, mark)| (Rc::clone(item), Edit::Kano(Some(mark.clone()))));
        let command = Command::EditItems(edits.collect());
        let before = Editor::new(Plan::clone(&shown.plan));
        let after = before.apply(&command, "2026-11-22T10:00:00Z", None).unwrap();
        let again = Shown { plan: Rc::clone(after.plan()), ..shown.clone() };
        assert!(files::by_hand(&again, &marks).is_empty(), "these are the study's own");
        for (item, _) in &marks {
            let mark = after.plan().item(item).unwrap().kano.clone().unwrap();
            let feature = shown.feature(item).unwrap();
            assert_eq!((mark.source.as_str(), mark.date.as_deref()), ("study", Some("2026-11-22")));
            assert_eq!(
                (Some(mark.category), mark.n, mark.p),
                (feature.verdict, Some(feature.n()), feature.sureness)
            );
        }
        // On another day there is nothing new to write.
        let tomorrow = files::marks(&shown, "2026-11-23");
        assert!(tomorrow.iter().all(|(item, mark)| files::is_written(after.plan(), item, mark)));
        assert_eq!(after.undo().unwrap().plan(), before.plan());
    }
}
