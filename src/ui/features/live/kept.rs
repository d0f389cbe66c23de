//! What a browser keeps of live voting, outside of every plan and of what is exported: the
//! facilitator's room with its keys, and a participant's seat.

use serde::{Deserialize, Serialize};

use crate::domain::workshop::live::link::Broker;
use crate::domain::workshop::live::{KeyPair, RoomKeys};
use crate::keeping::Store;
use crate::platform::storage::LocalStorage;

/// Before every key. It is another one than that of plans, which can be downloaded as a whole.
const PREFIX: &str = "live.steelyard.";

/// Where a broker is, and how one logs in there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Login {
    /// The address, from `wss://` on.
    pub address: String,
    /// The user; empty for none.
    pub user: String,
    /// The password.
    pub password: String,
}

impl Login {
    /// As links have it.
    pub fn broker(&self) -> Broker {
        Broker {
            address: self.address.trim().to_owned(),
            user: self.user.clone(),
            password: self.password.clone(),
        }
    }
}

#[derive(Serialize, Deserialize)]
struct KeptRoom {
    keys: String,
    login: Login,
}

#[derive(Serialize, Deserialize)]
struct KeptSeat {
    pair: String,
    seat: String,
}

fn get(name: &str) -> Option<String> {
    LocalStorage::open().ok()?.get(&format!("{PREFIX}{name}")).ok().flatten()
}

fn set(name: &str, text: &str) -> bool {
    LocalStorage::open().is_ok_and(|store| store.set(&format!("{PREFIX}{name}"), text).is_ok())
}

fn read<T: for<'a> Deserialize<'a>>(name: &str) -> Option<T> {
    // What cannot be read is as if it were not there.
    serde_json::from_str(&get(name)?).ok()
}

fn write<T: Serialize>(name: &str, value: &T) -> bool {
    // Texts always become JSON.
    set(name, &serde_json::to_string(value).unwrap_or_default())
}

/// The broker that was used last.
pub fn login() -> Login {
    read("broker").unwrap_or_default()
}

/// Keeps the broker for the next time.
pub fn keep_login(login: &Login) {
    // Where nothing is kept it is typed again.
    write("broker", login);
}

/// The room of a workshop.
pub fn room(workshop: &str) -> Option<(RoomKeys, Login)> {
    let kept: KeptRoom = read(&format!("room.{workshop}"))?;
    Some((RoomKeys::from_text(&kept.keys)?, kept.login))
}

/// Keeps the room of a workshop; `false` where the browser does not let it.
pub fn keep_room(workshop: &str, keys: &RoomKeys, login: &Login) -> bool {
    write(&format!("room.{workshop}"), &KeptRoom { keys: keys.to_text(), login: login.clone() })
}

/// The notes of a room, oldest first, and the number of the next one.
pub fn notes(room: &str) -> (Vec<String>, u32) {
    let Ok(store) = LocalStorage::open() else { return (Vec::new(), 0) };
    let numbers = numbers_of(room, store.keys().unwrap_or_default());
    let next = numbers.last().map_or(0, |last| last + 1);
    (numbers.into_iter().filter_map(|number| get(&note_name(room, number))).collect(), next)
}

/// Keeps one more note; `false` where the browser does not let it.
pub fn keep_note(room: &str, number: u32, text: &str) -> bool {
    set(&note_name(room, number), text)
}

/// Forgets the room of a workshop, with its keys and notes.
pub fn forget_room(workshop: &str, room: &str) {
    let Ok(store) = LocalStorage::open() else { return };
    let notes = numbers_of(room, store.keys().unwrap_or_default());
    let names = notes.into_iter().map(|number| note_name(room, number));
    for name in names.chain([format!("room.{workshop}")]) {
        // What stays names nobody but by keys of one room.
        let _ = store.remove(&format!("{PREFIX}{name}"));
    }
}

/// A participant's keys and seat in a room.
pub fn seat(room: &str) -> Option<(KeyPair, String)> {
    let kept: KeptSeat = read(&format!("seat.{room}"))?;
    Some((KeyPair::from_text(&kept.pair)?, kept.seat))
}

/// Keeps a participant's keys and seat; `false` where the browser does not let it.
pub fn keep_seat(room: &str, pair: &KeyPair, seat: &str) -> bool {
    write(&format!("seat.{room}"), &KeptSeat { pair: pair.to_text(), seat: seat.to_owned() })
}

fn note_name(room: &str, number: u32) -> String {
    format!("note.{room}.{number}")
}

/// The numbers of a room's notes among all keys of a store, in order.
fn numbers_of(room: &str, keys: Vec<String>) -> Vec<u32> {
    let start = format!("{PREFIX}note.{room}.");
    let mut numbers: Vec<u32> =
        keys.iter().filter_map(|key| key.strip_prefix(&start)?.parse().ok()).collect();
    numbers.sort_unstable();
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_come_back_in_the_order_in_which_they_were_kept() {
        let keys = ["note.abc.10", "note.abc.9", "note.abcd.1", "note.abc.x", "room.w_1", "note.abc.0"];
        let mut keys: Vec<String> = keys.iter().map(|key| format!("{PREFIX}{key}")).collect();
        keys.push("steelyard.preferences".to_owned());
        assert_eq!(numbers_of("abc", keys), [0, 9, 10]);
    }

    #[test]
    fn nothing_of_it_is_downloaded_with_the_plans() {
        assert!(!PREFIX.starts_with("steelyard"));
    }
}
