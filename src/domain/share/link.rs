//! A plan as the end of an address, from `#p=` on.
//!
//! The plan's JSON, turned on its side ([`super::columns`]) and deflated, travels in a
//! [`Frame`]. A plan behind a passphrase travels sealed, with all that the key is made of
//! but the passphrase. The first byte says which of the two it is.

use std::rc::Rc;

use serde_json::{Map, Value};

use super::{Counts, columns};
use crate::domain::format::{self, ReadError, Warning};
use crate::domain::frame::{self, Frame, FrameProblem, InflateProblem};
use crate::domain::frameworks::{self, Framework};
use crate::domain::number::group;
use crate::domain::plan::Plan;
use crate::domain::text::{Lang, share as words};

/// What a link to a plan has behind its address.
pub const MARK: &str = "#p=";

/// Characters of the longest link that is made or read: browsers refuse longer addresses.
pub const LONGEST_LINK: usize = 1_000_000;

/// Bytes of the largest plan behind a link; inflating stops there, whatever a link promises.
pub const MOST_BYTES: usize = 8 * 1024 * 1024;

/// What a plan travels in.
const FRAME: Frame = Frame { mark: MARK, version: '1', longest: LONGEST_LINK };

/// First byte of a plan that anybody can read.
const OPEN: u8 = 0;

/// First byte of a plan behind a passphrase.
const LOCKED: u8 = 1;

/// The field beside those of the plan that says by which framework its sender ranks. It is of the
/// link, not of the plan: reading takes it out.
const RANKED_BY: &str = "ranked_by";

/// The field beside those of the plan that says how many people gave which answers to the Kano
/// study, where the answers themselves were left out. It is of the link as well.
const COUNTS: &str = "answer_counts";

/// Rounds of PBKDF2 that a link may ask for: more would hold up whoever opens it.
const MOST_ITERATIONS: u32 = 10_000_000;

/// Why a link does not open, or is not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkProblem {
    /// It holds something else, or nothing.
    NotAPlan,
    /// Its end is missing.
    Cut,
    /// Something in it was changed.
    Changed,
    /// A newer version of this program made it.
    Newer,
    /// It is longer than [`LONGEST_LINK`], or holds more than [`MOST_BYTES`].
    TooLarge,
}

impl LinkProblem {
    /// What is wrong and what to do, in plain words.
    pub fn sentence(self, lang: Lang) -> String {
        match self {
            LinkProblem::NotAPlan => words::link_no_plan(lang).to_owned(),
            LinkProblem::Cut => words::link_cut(lang).to_owned(),
            LinkProblem::Changed => words::link_changed(lang).to_owned(),
            LinkProblem::Newer => words::link_newer(lang).to_owned(),
            LinkProblem::TooLarge => words::link_too_large(lang, &group(LONGEST_LINK)),
        }
    }
}

impl From<FrameProblem> for LinkProblem {
    fn from(problem: FrameProblem) -> LinkProblem {
        match problem {
            FrameProblem::Other => LinkProblem::NotAPlan,
            FrameProblem::Cut => LinkProblem::Cut,
            FrameProblem::Changed => LinkProblem::Changed,
            FrameProblem::Newer => LinkProblem::Newer,
            FrameProblem::TooLong => LinkProblem::TooLarge,
        }
    }
}

/// What is behind a link.
#[derive(Clone, Debug, PartialEq)]
pub enum Opened {
    /// A plan, and what had to be mended in it.
    Plan(Box<Plan>, Vec<Warning>),
    /// Something that a passphrase opens.
    Locked(Locked),
}

/// The field that says how many items the plan has, where the link has fewer of them.
const ITEMS_IN_PLAN: &str = "items_in_plan";

/// What a link says beside its plan; nothing of it stays with the plan.
#[derive(Clone, Debug, Default)]
pub struct Beside {
    /// The framework that the sender ranks by, where a link says one that this version knows.
    pub ranked_by: Option<&'static Framework>,
    /// What respondents of the Kano study said, where the plan has no answers of them.
    pub counts: Option<Counts>,
    /// How many items the sender's plan has, where not all of them go along.
    pub items_in_plan: Option<usize>,
}

impl PartialEq for Beside {
    fn eq(&self, other: &Self) -> bool {
        self.ranked_by.map(|by| by.id) == other.ranked_by.map(|by| by.id)
            && self.counts == other.counts
            && self.items_in_plan == other.items_in_plan
    }
}

impl Beside {
    /// The plan as a report of it should have it: with a study that counts as many answers.
    pub fn shown(&self, plan: &Plan) -> Plan {
        let mut plan = plan.clone();
        if let Some(counts) = self.counts.as_ref().filter(|_| plan.kano.respondents.is_empty()) {
            plan.kano = Rc::new(counts.study(&plan.kano));
        }
        plan
    }

    /// Puts it beside the fields of a plan.
    fn write(&self, fields: &mut Map<String, Value>) {
        // A version that did not know a field may have kept it with the plan.
        for name in [RANKED_BY, COUNTS, ITEMS_IN_PLAN] {
            fields.remove(name);
        }
        if let Some(by) = self.ranked_by {
            fields.insert(RANKED_BY.to_owned(), by.id.into());
        }
        if let Some(counts) = &self.counts {
            fields.insert(COUNTS.to_owned(), counts.to_json());
        }
        if let Some(count) = self.items_in_plan {
            fields.insert(ITEMS_IN_PLAN.to_owned(), count.into());
        }
    }

    /// Takes it out of the fields of a plan.
    fn take(fields: &mut Map<String, Value>) -> Beside {
        let ranked_by = fields.remove(RANKED_BY);
        let counts = fields.remove(COUNTS);
        let items_in_plan = fields.remove(ITEMS_IN_PLAN);
        Beside {
            ranked_by: ranked_by.as_ref().and_then(Value::as_str).and_then(frameworks::by_id),
            counts: counts.as_ref().and_then(Counts::from_json),
            items_in_plan: items_in_plan
                .as_ref()
                .and_then(Value::as_u64)
                .and_then(|count| usize::try_from(count).ok()),
        }
    }
}

/// Bytes behind a passphrase: AES-256-GCM (NIST SP 800-38D) under a key that PBKDF2 with
/// SHA-256 (RFC 8018) makes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locked {
    /// The salt of the key, 16 bytes.
    pub salt: [u8; 16],
    /// Iterations of PBKDF2.
    pub iterations: u32,
    /// The nonce of the cipher, 12 bytes.
    pub nonce: [u8; 12],
    /// What was sealed, with its tag of 16 bytes at the end.
    pub sealed: Vec<u8>,
}

/// The end of a link to the plan, from `#p=` on.
pub fn write(plan: &Plan) -> Result<String, LinkProblem> {
    write_with(plan, &Beside::default())
}

/// The same, with what the link says beside the plan.
pub fn write_with(plan: &Plan, beside: &Beside) -> Result<String, LinkProblem> {
    let mut bytes = vec![OPEN];
    bytes.extend(pack_with(plan, beside)?);
    FRAME.write(&bytes).ok_or(LinkProblem::TooLarge)
}

/// The bytes of a plan, before they are sealed.
pub fn pack(plan: &Plan) -> Result<Vec<u8>, LinkProblem> {
    pack_with(plan, &Beside::default())
}

/// The same, with what the link says beside the plan.
pub fn pack_with(plan: &Plan, beside: &Beside) -> Result<Vec<u8>, LinkProblem> {
    let mut json = format::to_json(plan);
    if let Some(fields) = json.as_object_mut() {
        beside.write(fields);
    }
    let text = columns::fold(json).to_string();
    if text.len() > MOST_BYTES {
        return Err(LinkProblem::TooLarge);
    }
    Ok(frame::deflate(text.as_bytes()))
}

/// The plan of [`pack`]ed bytes.
pub fn unpack(bytes: &[u8]) -> Result<(Plan, Vec<Warning>), LinkProblem> {
    unpack_with(bytes).map(|(plan, warnings, _)| (plan, warnings))
}

/// The plan of [`pack_with`]ed bytes, what had to be mended in it, and what was said beside it.
pub fn unpack_with(bytes: &[u8]) -> Result<(Plan, Vec<Warning>, Beside), LinkProblem> {
    let text = frame::inflate(bytes, MOST_BYTES).map_err(|problem| match problem {
        InflateProblem::TooLarge => LinkProblem::TooLarge,
        InflateProblem::Broken => LinkProblem::Changed,
    })?;
    // The checksum held, so what does not fit was never a plan of this program.
    let folded: Value = serde_json::from_slice(&text).map_err(|_| LinkProblem::NotAPlan)?;
    let mut plan = columns::unfold(folded).ok_or(LinkProblem::NotAPlan)?;
    let beside = plan.as_object_mut().map(Beside::take).unwrap_or_default();
    let read = format::read(&plan.to_string()).map_err(|error| match error {
        ReadError::TooNew { .. } => LinkProblem::Newer,
        ReadError::TooLarge { .. } => LinkProblem::TooLarge,
        _ => LinkProblem::NotAPlan,
    });
    read.map(|(plan, warnings)| (plan, warnings, beside))
}

/// The end of a link to a plan behind a passphrase, from `#p=` on.
pub fn write_locked(locked: &Locked) -> Result<String, LinkProblem> {
    let mut bytes = vec![LOCKED];
    bytes.extend(locked.salt);
    bytes.extend(locked.iterations.to_le_bytes());
    bytes.extend(locked.nonce);
    bytes.extend(&locked.sealed);
    FRAME.write(&bytes).ok_or(LinkProblem::TooLarge)
}

/// Reads a link, the part behind its address, or a text around it.
pub fn read(text: &str) -> Result<Opened, LinkProblem> {
    read_with(text).map(|(opened, _)| opened)
}

/// The same, with what the link says beside an open plan.
pub fn read_with(text: &str) -> Result<(Opened, Beside), LinkProblem> {
    let bytes = FRAME.read(text)?;
    match bytes.split_first() {
        Some((&OPEN, packed)) => unpack_with(packed)
            .map(|(plan, warnings, beside)| (Opened::Plan(Box::new(plan), warnings), beside)),
        Some((&LOCKED, rest)) => locked(rest)
            .map(|locked| (Opened::Locked(locked), Beside::default()))
            .ok_or(LinkProblem::NotAPlan),
        // A kind of content that came with a later version.
        Some(_) => Err(LinkProblem::Newer),
        None => Err(LinkProblem::NotAPlan),
    }
}

fn locked(rest: &[u8]) -> Option<Locked> {
    let (salt, rest) = rest.split_first_chunk()?;
    let (iterations, rest) = rest.split_first_chunk()?;
    let (nonce, sealed) = rest.split_first_chunk()?;
    let iterations = u32::from_le_bytes(*iterations);
    (1..=MOST_ITERATIONS).contains(&iterations).then(|| Locked {
        salt: *salt,
        iterations,
        nonce: *nonce,
        sealed: sealed.to_vec(),
    })
}
