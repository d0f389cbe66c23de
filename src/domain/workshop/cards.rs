//! The cards that people play: a value each, in an order, and a name where the value is none.

use serde::{Deserialize, Serialize};

use super::Question;
use crate::domain::frameworks::{self, Bounds, Input, Unit};
use crate::domain::number;
use crate::domain::plan::{Criterion, Extra};
use crate::domain::text::{Lang, Word, workshop as words};

/// Cards that one question can have.
pub const MOST_CARDS: usize = 30;

/// A card.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Card {
    /// What it is worth.
    pub value: f64,
    /// Its name, such as `XL`; empty where the value says it all.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Card {
    /// A card that shows its value.
    pub fn of(value: f64) -> Card {
        Card { value, ..Card::default() }
    }

    /// A card with a name.
    pub fn named(label: &str, value: f64) -> Card {
        Card { value, label: label.to_owned(), ..Card::default() }
    }
}

/// A set of cards that many teams use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deck {
    /// The published steps of the input's own scale.
    Scale,
    /// 1, 2, 3, 5, 8, 13, 21: each the sum of the two before, so that large guesses are coarse.
    Fibonacci,
    /// XS, S, M, L, XL, worth 1, 2, 3, 5, 8.
    Shirts,
    /// 0 to 10.
    Ten,
    /// 10, 100, 1,000 and so on with the thirds between them, for numbers of people.
    Magnitudes,
}

impl Deck {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Deck; 5] = [Deck::Scale, Deck::Fibonacci, Deck::Shirts, Deck::Ten, Deck::Magnitudes];

    /// What people call it.
    pub fn word(self) -> Word {
        match self {
            Deck::Scale => words::deck_scale,
            Deck::Fibonacci => words::deck_fibonacci,
            Deck::Shirts => words::deck_shirts,
            Deck::Ten => words::deck_ten,
            Deck::Magnitudes => words::deck_magnitudes,
        }
    }

    /// Its cards for an input, those left out that the input cannot hold; empty where the deck
    /// has none for it.
    pub fn cards(self, input: &Input, criteria: &[Criterion]) -> Vec<Card> {
        let values = |values: &[f64]| values.iter().map(|value| Card::of(*value)).collect();
        let cards: Vec<Card> = match self {
            Deck::Scale => match input.bounds_in(criteria) {
                // The best step comes first in a scale, the smallest card first in a hand.
                _ if !input.scale.is_empty() => {
                    input.scale.iter().rev().map(|step| Card::of(step.value)).collect()
                }
                Bounds::Between(low, high) if high - low <= 20.0 && input.unit != Unit::Share => {
                    let steps = (high - low) as usize;
                    (0..=steps).map(|step| Card::of(low + step as f64)).collect()
                }
                _ => Vec::new(),
            },
            Deck::Fibonacci => values(&[1.0, 2.0, 3.0, 5.0, 8.0, 13.0, 21.0]),
            Deck::Shirts => [("XS", 1.0), ("S", 2.0), ("M", 3.0), ("L", 5.0), ("XL", 8.0)]
                .map(|(label, value)| Card::named(label, value))
                .to_vec(),
            Deck::Ten => (0..=10).map(|value| Card::of(f64::from(value))).collect(),
            Deck::Magnitudes => values(&[10.0, 30.0, 100.0, 300.0, 1e3, 3e3, 1e4, 3e4, 1e5]),
        };
        let fits = |card: &Card| match input.bounds_in(criteria) {
            Bounds::Positive => card.value > 0.0,
            Bounds::NotNegative => card.value >= 0.0,
            Bounds::Between(low, high) => (low..=high).contains(&card.value),
        };
        let cards: Vec<Card> = cards.into_iter().filter(fits).collect();
        // Of one card nothing can be chosen.
        if cards.len() < 2 { Vec::new() } else { cards }
    }

    /// The deck that suits an input best.
    pub fn best(input: &Input, criteria: &[Criterion]) -> Vec<Card> {
        let decks = match input.unit {
            Unit::PerPeriod => [Deck::Magnitudes, Deck::Scale, Deck::Ten],
            Unit::Effort => [Deck::Fibonacci, Deck::Shirts, Deck::Ten],
            _ => [Deck::Scale, Deck::Ten, Deck::Fibonacci],
        };
        let cards = decks.into_iter().map(|deck| deck.cards(input, criteria));
        cards.into_iter().find(|cards| !cards.is_empty()).unwrap_or_default()
    }
}

/// Cards as somebody types them: `1, 2, 3, 5` or `S=1, M=3, L=8`; what is no card is left out.
pub fn typed(text: &str) -> Vec<Card> {
    let mut cards: Vec<Card> = Vec::new();
    let parts = text.split([',', '，', '、', ';', '；', '\n']).map(str::trim).filter(|part| !part.is_empty());
    for part in parts {
        let (label, value) = match part.split_once(['=', '＝']) {
            Some((label, value)) => (label.trim(), value),
            None => ("", part),
        };
        let Some(value) = number::decimal(value.trim()).filter(|value| value.abs() <= number::LARGEST) else {
            continue;
        };
        if cards.len() < MOST_CARDS && cards.iter().all(|card| card.value != value) {
            cards.push(Card::named(label, value));
        }
    }
    crate::domain::places::sort(&mut cards, &|one, other| one.value.total_cmp(&other.value));
    cards
}

/// Cards as they are typed.
pub fn text(cards: &[Card]) -> String {
    let one = |card: &Card| {
        let value = number::display(card.value, 4);
        if card.label.is_empty() { value } else { format!("{}={value}", card.label) }
    };
    cards.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// The framework's input that an estimate is about.
pub fn input_of(question: &Question) -> Option<&'static Input> {
    let Question::Estimate { sheet, input, .. } = question else { return None };
    let framework = frameworks::ALL.iter().find(|framework| framework.sheet == sheet)?;
    framework.input(input)
}

/// What a card says: its name, the step of the scale that it is, or its number.
pub fn face(card: &Card, input: Option<&Input>, lang: Lang) -> String {
    if !card.label.is_empty() {
        return card.label.clone();
    }
    let Some(input) = input else { return number::display(card.value, 4) };
    let value = input.display(card.value);
    match input.scale.iter().find(|step| step.value == card.value) {
        Some(step) => words::step_and_value(lang, (step.word)(lang), &value),
        None => value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(key: &str) -> &'static Input {
        frameworks::default().input(key).unwrap()
    }

    fn faces(cards: &[Card]) -> Vec<f64> {
        cards.iter().map(|card| card.value).collect()
    }

    #[test]
    fn every_input_of_every_framework_has_a_hand_that_it_can_hold() {
        for framework in frameworks::ALL {
            for input in framework.inputs {
                let cards = Deck::best(input, &[]);
                assert!(cards.len() >= 2, "{} {}", framework.id, input.key);
                for card in &cards {
                    let estimate = crate::domain::plan::Estimate::Value(card.value);
                    assert_eq!(input.check(&estimate), None, "{} {} {card:?}", framework.id, input.key);
                }
                assert!(cards.is_sorted_by(|one, other| one.value < other.value));
            }
        }
    }

    #[test]
    fn the_hand_follows_what_the_number_counts() {
        assert_eq!(faces(&Deck::best(input("impact"), &[])), [0.25, 0.5, 1.0, 2.0, 3.0]);
        assert_eq!(faces(&Deck::best(input("confidence"), &[])), [0.5, 0.8, 1.0]);
        assert_eq!(faces(&Deck::best(input("effort"), &[])), [1.0, 2.0, 3.0, 5.0, 8.0, 13.0, 21.0]);
        assert_eq!(faces(&Deck::best(input("reach"), &[])).first(), Some(&10.0));
        assert_eq!(Deck::Shirts.cards(input("confidence"), &[]), [], "a share is no shirt");
    }

    #[test]
    fn cards_are_typed_and_shown_the_same_way() {
        for (typed_text, expected) in [
            ("1, 2, 3", "1, 2, 3"),
            ("8, S=1，M = 3、 S=9", "S=1, M=3, 8, S=9"),
            ("2, two, 2, =", "2"),
            ("", ""),
        ] {
            assert_eq!(text(&typed(typed_text)), expected, "{typed_text}");
            assert_eq!(typed(expected), typed(typed_text));
        }
        assert_eq!(typed(&(0..99).map(|n| n.to_string()).collect::<Vec<_>>().join(",")).len(), MOST_CARDS);
    }

    #[test]
    fn a_card_says_its_step_its_name_or_its_number() {
        assert_eq!(face(&Card::of(3.0), Some(input("impact")), Lang::En), "Massive · 3");
        assert_eq!(face(&Card::of(0.8), Some(input("confidence")), Lang::Zh), "中 · 80%");
        assert_eq!(face(&Card::named("XL", 8.0), Some(input("effort")), Lang::En), "XL");
        assert_eq!(face(&Card::of(1000.0), None, Lang::En), "1,000");
    }
}
