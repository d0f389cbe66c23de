//! A plan as the end of an address, from `#p=` on.
//!
//! The plan's JSON, turned on its side ([`super::columns`]) and deflated, travels in a
//! [`Frame`]. A plan behind a passphrase travels sealed, with all that the key is made of
//! but the passphrase. The first byte says which of the two it is.

use serde_json::Value;

use super::columns;
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

/// The framework that a sender ranks by, where a link says it.
pub type RankedBy = Option<&'static Framework>;

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
    write_ranked(plan, None)
}

/// The same, with the framework that the sender ranks by.
pub fn write_ranked(plan: &Plan, by: RankedBy) -> Result<String, LinkProblem> {
    let mut bytes = vec![OPEN];
    bytes.extend(pack_ranked(plan, by)?);
    FRAME.write(&bytes).ok_or(LinkProblem::TooLarge)
}

/// The bytes of a plan, before they are sealed.
pub fn pack(plan: &Plan) -> Result<Vec<u8>, LinkProblem> {
    pack_ranked(plan, None)
}

/// The same, with the framework that the sender ranks by.
pub fn pack_ranked(plan: &Plan, by: RankedBy) -> Result<Vec<u8>, LinkProblem> {
    let mut json = format::to_json(plan);
    if let Some(fields) = json.as_object_mut() {
        // A version that did not know the field may have kept one with the plan.
        fields.remove(RANKED_BY);
        if let Some(by) = by {
            fields.insert(RANKED_BY.to_owned(), by.id.into());
        }
    }
    let text = columns::fold(json).to_string();
    if text.len() > MOST_BYTES {
        return Err(LinkProblem::TooLarge);
    }
    Ok(frame::deflate(text.as_bytes()))
}

/// The plan of [`pack`]ed bytes.
pub fn unpack(bytes: &[u8]) -> Result<(Plan, Vec<Warning>), LinkProblem> {
    unpack_ranked(bytes).map(|(plan, warnings, _)| (plan, warnings))
}

/// The plan of [`pack_ranked`] bytes, what had to be mended in it, and the framework that its
/// sender ranks by, where they say one that this version knows.
pub fn unpack_ranked(bytes: &[u8]) -> Result<(Plan, Vec<Warning>, RankedBy), LinkProblem> {
    let text = frame::inflate(bytes, MOST_BYTES).map_err(|problem| match problem {
        InflateProblem::TooLarge => LinkProblem::TooLarge,
        InflateProblem::Broken => LinkProblem::Changed,
    })?;
    // The checksum held, so what does not fit was never a plan of this program.
    let folded: Value = serde_json::from_slice(&text).map_err(|_| LinkProblem::NotAPlan)?;
    let mut plan = columns::unfold(folded).ok_or(LinkProblem::NotAPlan)?;
    let by = plan.as_object_mut().and_then(|fields| fields.remove(RANKED_BY));
    let by = by.as_ref().and_then(Value::as_str).and_then(frameworks::by_id);
    let read = format::read(&plan.to_string()).map_err(|error| match error {
        ReadError::TooNew { .. } => LinkProblem::Newer,
        ReadError::TooLarge { .. } => LinkProblem::TooLarge,
        _ => LinkProblem::NotAPlan,
    });
    read.map(|(plan, warnings)| (plan, warnings, by))
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
    read_ranked(text).map(|(opened, _)| opened)
}

/// The same, with the framework that the sender of an open plan ranks by.
pub fn read_ranked(text: &str) -> Result<(Opened, RankedBy), LinkProblem> {
    let bytes = FRAME.read(text)?;
    match bytes.split_first() {
        Some((&OPEN, packed)) => {
            unpack_ranked(packed).map(|(plan, warnings, by)| (Opened::Plan(Box::new(plan), warnings), by))
        }
        Some((&LOCKED, rest)) => {
            locked(rest).map(|locked| (Opened::Locked(locked), None)).ok_or(LinkProblem::NotAPlan)
        }
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
