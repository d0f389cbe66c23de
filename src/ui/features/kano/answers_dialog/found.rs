//! What a text is: answer codes, a table of answers, or neither.

use std::rc::Rc;

use crate::domain::import::kano_answers::KanoMapping;
use crate::domain::import::{self, Table};
use crate::domain::kano::collect::{Collected, collect_in};
use crate::domain::kano::survey::Fingerprint;
use crate::domain::plan::Plan;
use crate::domain::slices::Units;
use crate::domain::text::{Lang, kano_study};
use crate::ui::by_pointer::ByPointer;
use crate::ui::features::import::Source;

/// What was found in a text.
#[derive(Clone, PartialEq)]
pub enum Found {
    /// Answer codes, whole or not.
    Codes(ByPointer<Collected>),
    /// A table of answers.
    Table(Read),
    /// Neither; the sentence says why.
    Nothing(String),
}

/// A table and how it is read.
#[derive(Clone)]
pub struct Read {
    /// The file's name; empty for pasted cells.
    pub name: Rc<str>,
    /// Where it comes from.
    pub source: Rc<Source>,
    /// The cells.
    pub table: Rc<Table>,
    /// Which column holds what.
    pub mapping: Rc<KanoMapping>,
    /// The day, which is put on every respondent.
    pub date: Rc<str>,
    /// Whether the direction of the numbers was said by the person.
    pub scale_is_said: bool,
}

impl PartialEq for Read {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.table, &other.table)
            && Rc::ptr_eq(&self.mapping, &other.mapping)
            && self.scale_is_said == other.scale_is_said
    }
}

impl Read {
    /// The same table under another mapping.
    pub fn mapped(&self, mapping: KanoMapping) -> Read {
        Read { mapping: Rc::new(mapping), ..self.clone() }
    }
}

/// Looks what a text is: whole codes first, then a table, then codes with something wrong.
pub async fn look(source: &Source, plan: &Plan, today: &str, lang: Lang, units: &Units) -> Found {
    let study = &plan.kano;
    let read = |table: Rc<Table>, mapping: KanoMapping| {
        Found::Table(Read {
            name: source.name.as_str().into(),
            source: Rc::new(source.clone()),
            table,
            mapping: Rc::new(mapping),
            date: today.into(),
            scale_is_said: false,
        })
    };
    if let Some(opened) = source.opened() {
        let mapping = KanoMapping::guess(&opened.table, study, &plan.items, lang);
        return read(Rc::clone(&opened.table), mapping);
    }
    let text = match &source.text {
        Ok(decoded) => &decoded.text,
        Err(refusal) => return Found::Nothing(refusal.sentence(lang)),
    };
    // Codes and cells cost about as much as this together.
    units.expect(text.len() / 2);
    let collected = collect_in(text, study, Fingerprint::of(study, &plan.id), today, units).await;
    let collected = match collected {
        Ok(codes) if !codes.respondents.is_empty() => return Found::Codes(ByPointer(Rc::new(codes))),
        other => other,
    };
    let table = import::read_in(text, None, units).await;
    let table = table.map(|table| (KanoMapping::guess(&table, study, &plan.items, lang), table));
    match (table, collected) {
        // A table with long random ids has what looks like broken codes, so the table comes first.
        (Ok((mapping, table)), Ok(codes))
            if !mapping.features.is_empty() || (codes.problem_count == 0 && table.width() > 2) =>
        {
            read(Rc::new(table), mapping)
        }
        (_, Ok(codes)) if codes.problem_count > 0 => Found::Codes(ByPointer(Rc::new(codes))),
        (Err(refusal), _) => Found::Nothing(refusal.sentence(lang)),
        (_, Err(too_long)) => Found::Nothing(too_long.sentence(lang)),
        (Ok(_), Ok(_)) => Found::Nothing(kano_study::neither(lang).to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::import::kano_answers::preview;
    use crate::domain::kano::entry::Entry;
    use crate::domain::kano::survey::Survey;
    use crate::domain::kano::{Feature, Reply};
    use crate::domain::plan::Item;
    use crate::domain::slices::at_once;

    fn plan() -> Plan {
        let mut plan = Plan::new("p".into(), "Plan", "2026-11-22T09:00:00Z");
        let study = Rc::make_mut(&mut plan.kano);
        for (id, title) in [("i1", "Guest checkout"), ("i2", "Dark mode")] {
            study.features.push(Feature { item: id.into(), ..Feature::default() });
            plan.items.push(Rc::new(Item::new(id.into(), "", title)));
        }
        plan
    }

    fn code(plan: &Plan, respondent: &str) -> String {
        let survey = Survey::new(&plan.kano, &plan.id, &plan.items).unwrap();
        let entry = Entry::new(&survey, respondent.into());
        let entry = entry.with_functional(Some(Reply::Like)).with_dysfunctional(Some(Reply::Dislike));
        entry.code(&survey).unwrap()
    }

    fn found(plan: &Plan, text: &str) -> String {
        let mut number = 0;
        let mut ids = |prefix: &str| {
            number += 1;
            format!("{prefix}_{number}").into()
        };
        let source = Source::pasted(text.into());
        let today = "2026-11-22";
        let found = at_once(|units| {
            let source = &source;
            async move { look(source, plan, today, Lang::En, &units).await }
        });
        match found {
            Found::Codes(codes) => format!("codes {} {}", codes.0.respondents.len(), codes.0.problem_count),
            Found::Table(read) => match preview(&read.table, &read.mapping, &read.date, &mut ids) {
                Ok(preview) => format!("table {}", preview.respondents.len()),
                Err(_) => "table without answers".into(),
            },
            Found::Nothing(_) => "nothing".into(),
        }
    }

    #[test]
    fn codes_tables_and_other_texts_are_told_apart() {
        let plan = plan();
        let (one, two) = (code(&plan, "r_00000001"), code(&plan, "r_00000002"));
        let cut: String = one.chars().take(12).collect();
        for (text, expected) in [
            (format!("Ann: {one}\nBo: {two}, thanks!"), "codes 2 0"),
            (format!("name,code\nAnn,{one}\nBo,{two}"), "codes 2 0"),
            (format!("Ann: {cut}"), "codes 0 1"),
            ("Guest checkout (+)\tGuest checkout (-)\n1\t5\n2\t3".into(), "table 2"),
            ("id,F1_f,F1_d\nR_2aBcDeFgHiJkLmNoPq1,1,5\nR_3aBcDeFgHiJkLmNoPq1,2,5".into(), "table 2"),
            ("a,b,c\nd,e,f".into(), "table without answers"),
            ("Thanks, see you tomorrow".into(), "nothing"),
            (String::new(), "nothing"),
        ] {
            assert_eq!(found(&plan, &text), expected, "{text}");
        }
    }
}
