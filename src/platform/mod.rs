//! The browser, behind small functions that never panic.
//!
//! What a browser lacks or blocks comes back as `None` or as a typed error. Nothing
//! here knows the product, and nothing above this layer reaches the browser.

// This is the one place that the bans in clippy.toml point to.
#![allow(clippy::disallowed_methods)]

pub mod camera;
pub mod canvas;
pub mod carrier;
pub mod channel;
pub mod clipboard;
pub mod clock;
pub mod crypto;
pub mod dom;
pub mod element;
pub mod encoding;
pub mod files;
mod indexed;
pub mod journal;
mod js;
pub mod lifecycle;
pub mod live;
pub mod notebook;
pub mod persist;
pub mod print;
pub mod projector;
pub mod random;
pub mod rescue;
pub mod resize;
pub mod route;
pub mod share;
pub mod sound;
pub mod storage;
pub mod tabs;
pub mod websocket;
pub mod worker;

pub use gloo::events::EventListener as Listener;
