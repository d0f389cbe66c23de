//! Answers on their way into a study: who is new, who answered before, and what then.

use std::collections::HashMap;
use std::rc::Rc;

use super::study::{Answer, MOST_RESPONDENTS, Respondent};
use crate::domain::places;
use crate::domain::plan::Id;
use crate::domain::slices::{Units, at_once};
use crate::domain::text::{Lang, kano_survey};

/// What happens to a respondent who answered before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SameRespondent {
    /// The later answers take the place of the earlier ones.
    #[default]
    Replace,
    /// The earlier answers stay.
    Keep,
}

/// What became of the answers that came in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// New respondents.
    pub added: usize,
    /// Respondents whose answers were replaced.
    pub replaced: usize,
    /// Respondents who answered otherwise before and whose answers were kept.
    pub kept: usize,
    /// Respondents who said the same before.
    pub unchanged: usize,
    /// Respondents beyond [`MOST_RESPONDENTS`], left out.
    pub no_room: usize,
}

impl Tally {
    /// What happened, or would happen, in one line.
    pub fn summary(&self, lang: Lang) -> String {
        kano_survey::tally(lang, self.added, self.replaced, self.kept, self.unchanged, self.no_room)
    }

    /// Whether the study changes.
    pub fn changes(&self) -> bool {
        self.added + self.replaced > 0
    }
}

/// The respondents of a study with those that come in.
///
/// `asked` are the items that the coming answers are about: what was said about others stays.
/// A coming respondent without a segment keeps the one they had, and fields that this version
/// does not know stay as well.
pub fn merge(
    known: &[Rc<Respondent>],
    coming: Vec<Respondent>,
    asked: &[Id],
    choice: SameRespondent,
) -> (Vec<Rc<Respondent>>, Tally) {
    at_once(|units| async move { merge_in(known, &coming, asked, choice, &units).await })
}

/// The same as [`merge`], saying now and then how much is done: about a unit for each answer.
pub async fn merge_in(
    known: &[Rc<Respondent>],
    coming: &[Respondent],
    asked: &[Id],
    choice: SameRespondent,
    units: &Units,
) -> (Vec<Rc<Respondent>>, Tally) {
    let each = u32::try_from(asked.len()).unwrap_or(u32::MAX).saturating_add(4);
    let mut asked: Vec<&Id> = asked.iter().collect();
    places::sort(&mut asked, &|a, b| a.cmp(b));
    let mut all = known.to_vec();
    let mut places: HashMap<Id, usize> =
        known.iter().enumerate().map(|(at, respondent)| (Rc::clone(&respondent.id), at)).collect();
    let mut tally = Tally::default();
    for respondent in coming {
        units.spend(each).await;
        let place = places.get(&respondent.id).copied();
        let is_full = all.len() >= MOST_RESPONDENTS;
        match place.and_then(|at| all.get_mut(at)) {
            Some(before) => {
                let after = replaced(before, respondent.clone(), &asked);
                let same = after.segment == before.segment && after.answers == before.answers;
                match (same, choice) {
                    (true, _) => tally.unchanged += 1,
                    (false, SameRespondent::Keep) => tally.kept += 1,
                    (false, SameRespondent::Replace) => {
                        tally.replaced += 1;
                        *before = Rc::new(after);
                    }
                }
            }
            None if is_full => tally.no_room += 1,
            None => {
                tally.added += 1;
                places.insert(Rc::clone(&respondent.id), all.len());
                all.push(Rc::new(respondent.clone()));
            }
        }
    }
    (all, tally)
}

/// `asked` has to be sorted.
fn replaced(before: &Respondent, coming: Respondent, asked: &[&Id]) -> Respondent {
    let elsewhere = before.answers.iter().filter(|(item, _)| asked.binary_search(&item).is_err()).cloned();
    let mut answers: Vec<(Id, Answer)> = elsewhere.collect();
    answers.extend(coming.answers);
    answers.sort_by(|(a, _), (b, _)| a.cmp(b));
    let segment = if coming.segment.is_empty() { before.segment.clone() } else { coming.segment };
    Respondent { id: coming.id, segment, date: coming.date, answers, extra: before.extra.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kano::Reply;

    fn respondent(id: &str, segment: &str, answers: &[(&str, u8)]) -> Respondent {
        let answer = |reply: u8| Answer { functional: Reply::from_number(reply), ..Answer::default() };
        Respondent {
            id: id.into(),
            segment: segment.into(),
            answers: answers.iter().map(|(item, reply)| ((*item).into(), answer(*reply))).collect(),
            ..Respondent::default()
        }
    }

    #[test]
    fn the_same_respondent_is_replaced_or_kept_by_choice() {
        let mut before = respondent("r1", "new", &[("i1", 1), ("i9", 2)]);
        before.extra.insert("x".into(), 7.into());
        let known = [Rc::new(before)];
        let asked: [Id; 2] = ["i1".into(), "i2".into()];
        let coming = || vec![respondent("r1", "", &[("i1", 5)]), respondent("r2", "old", &[("i2", 3)])];

        let (all, tally) = merge(&known, coming(), &asked, SameRespondent::Replace);
        assert_eq!(tally, Tally { added: 1, replaced: 1, ..Tally::default() });
        let mut after = respondent("r1", "new", &[("i1", 5), ("i9", 2)]);
        after.extra.insert("x".into(), 7.into());
        assert_eq!(*all[0], after, "the segment, other items and unknown fields stay");
        assert_eq!(*all[1], respondent("r2", "old", &[("i2", 3)]));

        let (all, tally) = merge(&known, coming(), &asked, SameRespondent::Keep);
        assert_eq!(tally, Tally { added: 1, kept: 1, ..Tally::default() });
        assert!(Rc::ptr_eq(&all[0], &known[0]));

        let (again, tally) = merge(&all, coming().split_off(1), &asked, SameRespondent::Replace);
        assert_eq!((again == all, tally.unchanged, tally.changes()), (true, 1, false));
    }

    #[test]
    fn an_answer_that_was_taken_back_is_gone() {
        let known = [Rc::new(respondent("r1", "", &[("i1", 1), ("i2", 2)]))];
        let coming = vec![respondent("r1", "", &[("i1", 1)])];
        let (all, tally) = merge(&known, coming, &["i1".into(), "i2".into()], SameRespondent::Replace);
        assert_eq!((all[0].answers.len(), tally.replaced), (1, 1));
    }

    #[test]
    fn beyond_the_limit_nobody_comes_in_and_it_is_said() {
        let coming = (0..MOST_RESPONDENTS + 2).map(|n| respondent(&format!("r{n}"), "", &[])).collect();
        let (all, tally) = merge(&[], coming, &[], SameRespondent::Replace);
        assert_eq!((all.len(), tally.added, tally.no_room), (MOST_RESPONDENTS, MOST_RESPONDENTS, 2));
    }
}
