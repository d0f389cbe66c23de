//! An MQTT client without any network: bytes and moments in, bytes and moments out.
//!
//! It speaks version 3.1.1, which every broker does, and of it what a room needs: QoS 0 and 1,
//! retained messages, a last will, clean sessions. After a connection was lost it dials again,
//! later each time, and says again what the broker has not acknowledged. A message may so
//! arrive twice; who receives it tells by its number.
//!
//! [`packet`] reads and writes packets, [`client`] is the conversation.

pub mod client;
pub mod packet;

pub use client::{Client, Event, Lost, Options, Out};
