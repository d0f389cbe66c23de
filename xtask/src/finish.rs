//! What is left to do when trunk has built: the last step of every build.

use crate::process::Outcome;
use crate::{dist, scripts, seal, split, styles, tools, worker};

/// Finishes the folder that trunk has just filled.
pub fn finish() -> Outcome {
    let folder = dist::staged_or_built();
    let release = std::env::var("TRUNK_PROFILE").map_or(true, |profile| profile != "debug");
    split::split(&tools::for_building()?, &folder, release)?;
    worker::add(&folder)?;
    if release {
        scripts::shorten(&folder)?;
    }
    styles::join(&folder)?;
    seal::seal(&folder)
}
