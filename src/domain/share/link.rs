//! A plan as the end of an address, from `#p=` on.

use crate::domain::format::Warning;
use crate::domain::plan::Plan;
use crate::domain::text::Lang;

/// What a link to a plan has behind its address.
pub const MARK: &str = "#p=";

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
    /// It is longer, or holds more, than any browser takes.
    TooLarge,
}

impl LinkProblem {
    /// What is wrong and what to do, in plain words.
    pub fn sentence(self, lang: Lang) -> String {
        let _ = lang;
        String::new()
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

/// Bytes behind a passphrase: AES-256-GCM under a key that PBKDF2 (SHA-256) makes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locked {
    /// The salt of the key, 16 bytes.
    pub salt: [u8; 16],
    /// Iterations of PBKDF2.
    pub iterations: u32,
    /// The nonce of the cipher, 12 bytes.
    pub nonce: [u8; 12],
    /// What was sealed, with its tag.
    pub sealed: Vec<u8>,
}

/// The end of a link to the plan, from `#p=` on.
pub fn write(plan: &Plan) -> Result<String, LinkProblem> {
    let _ = plan;
    Err(LinkProblem::TooLarge)
}

/// The bytes of a plan that [`Locked`] holds once they are sealed.
pub fn pack(plan: &Plan) -> Vec<u8> {
    let _ = plan;
    Vec::new()
}

/// The plan of bytes that were sealed.
pub fn unpack(bytes: &[u8]) -> Result<(Plan, Vec<Warning>), LinkProblem> {
    let _ = bytes;
    Err(LinkProblem::NotAPlan)
}

/// The end of a link to a plan behind a passphrase, from `#p=` on.
pub fn write_locked(locked: &Locked) -> Result<String, LinkProblem> {
    let _ = locked;
    Err(LinkProblem::TooLarge)
}

/// Reads a link, the part behind its address, or a text around it.
pub fn read(text: &str) -> Result<Opened, LinkProblem> {
    let _ = text;
    Err(LinkProblem::NotAPlan)
}
