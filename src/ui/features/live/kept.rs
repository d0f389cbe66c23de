//! What a browser keeps of live voting, outside of every plan and of what is exported: the
//! facilitator's room with its keys, and a participant's seat.
//!
//! A room and its notes stand in the storage and in a notebook. Browsers write the storage to disk
//! seconds later; a vote is confirmed to its voter when its note is in the notebook, which is on
//! disk at once. Where there is no notebook, the storage has to do.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::workshop::live::link::{Broker, Carrier};
use crate::domain::workshop::live::{KeyPair, RoomKeys};
use crate::keeping::Store;
use crate::platform::live::Keeping;
use crate::platform::notebook::Notebook;
use crate::platform::storage::{self, LocalStorage};
use crate::ui::features::ballot::Place;

/// Before every key. It is another one than that of plans, which can be downloaded as a whole.
const PREFIX: &str = "live.steelyard.";

/// The notebook of rooms.
const NOTEBOOK: &str = "steelyard-live";

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

/// What a room speaks over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Over {
    /// A channel between windows of this browser.
    Windows,
    /// A broker.
    Broker(Login),
}

impl Over {
    /// As links have it.
    pub fn carrier(&self) -> Carrier {
        match self {
            Over::Windows => Carrier::Windows,
            Over::Broker(login) => Carrier::Broker(login.broker()),
        }
    }
}

#[derive(Serialize, Deserialize)]
struct KeptRoom {
    keys: String,
    /// Nothing for a room of this browser's windows.
    login: Option<Login>,
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

/// What is kept of rooms, by name.
#[derive(Clone, Debug, Default)]
pub struct Rooms {
    notebook: Option<Notebook>,
    texts: BTreeMap<String, String>,
}

/// Reads what is kept of rooms. What either place has lost, the other one has.
pub async fn rooms() -> Rooms {
    let notebook = Notebook::open(NOTEBOOK).await.ok();
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for key in LocalStorage::open().and_then(|store| store.keys()).unwrap_or_default() {
        if let Some((name, text)) = key.strip_prefix(PREFIX).and_then(|name| Some((name, get(name)?))) {
            texts.insert(name.to_owned(), text);
        }
    }
    if let Some(notebook) = &notebook {
        texts.extend(notebook.read().await.unwrap_or_default());
    }
    Rooms { notebook, texts }
}

impl Rooms {
    /// The room of a workshop.
    pub fn room(&self, workshop: &str) -> Option<(RoomKeys, Over)> {
        let kept: KeptRoom = serde_json::from_str(self.texts.get(&room_name(workshop))?).ok()?;
        Some((RoomKeys::from_text(&kept.keys)?, kept.login.map_or(Over::Windows, Over::Broker)))
    }

    /// The notes of a room, oldest first, and the number of the next one.
    pub fn notes(&self, room: &str) -> (Vec<&str>, u32) {
        let notes = notes_of(room, self.texts.iter().map(|(name, text)| (name.as_str(), text.as_str())));
        let next = notes.last().map_or(0, |(last, _)| last + 1);
        (notes.into_iter().map(|(_, text)| text).collect(), next)
    }

    /// Where further notes are kept.
    pub fn shelf(&self) -> Shelf {
        Shelf { notebook: self.notebook.clone() }
    }
}

/// Where rooms and their notes are kept.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    notebook: Option<Notebook>,
}

impl Shelf {
    /// Keeps the room of a workshop; `false` where the browser does not let it.
    pub async fn keep_room(&self, workshop: &str, keys: &RoomKeys, over: &Over) -> bool {
        let login = match over {
            Over::Windows => None,
            Over::Broker(login) => Some(login.clone()),
        };
        let kept = KeptRoom { keys: keys.to_text(), login };
        // Texts always become JSON.
        let text = serde_json::to_string(&kept).unwrap_or_default();
        let (is_stored, written) = self.put(&[(room_name(workshop), text)]);
        let is_written = match written {
            Some(written) => written.await,
            None => false,
        };
        is_stored || is_written
    }

    /// Keeps more notes of a room, the first under this number. They are kept when what it returns is
    /// over, or at once where it returns nothing. `on_lost` is called where the browser keeps nothing.
    pub fn keep_notes(
        &self,
        room: &str,
        first: u32,
        notes: &[String],
        on_lost: impl FnOnce() + 'static,
    ) -> Option<Keeping> {
        let named: Vec<(String, String)> =
            (first..).zip(notes).map(|(number, text)| (note_name(room, number), text.clone())).collect();
        let (is_stored, written) = self.put(&named);
        let Some(written) = written else {
            if !is_stored {
                on_lost();
            }
            return None;
        };
        Some(Box::pin(async move {
            if !written.await && !is_stored {
                on_lost();
            }
        }))
    }

    /// Forgets the room of a workshop, with its keys and notes.
    pub fn forget_room(&self, workshop: &str, room: &str) {
        let is_of_room = |name: &str| name == room_name(workshop) || name.starts_with(&note_start(room));
        if let Ok(store) = LocalStorage::open() {
            let keys = store.keys().unwrap_or_default();
            for key in keys.iter().filter(|key| key.strip_prefix(PREFIX).is_some_and(is_of_room)) {
                // What stays names nobody but by keys of one room.
                let _ = store.remove(key);
            }
        }
        let Some(notebook) = self.notebook.clone() else { return };
        let (room, workshop) = (note_start(room), room_name(workshop));
        wasm_bindgen_futures::spawn_local(async move {
            let texts = notebook.read().await.unwrap_or_default();
            let names = texts.into_iter().map(|(name, _)| name);
            let _ = notebook
                .forget(names.filter(|name| *name == workshop || name.starts_with(&room)).collect())
                .await;
        });
    }

    /// Puts texts into the storage, and says whether they are there; then into the notebook, where
    /// there is one, and tells later.
    fn put(&self, texts: &[(String, String)]) -> (bool, Option<impl Future<Output = bool> + use<>>) {
        let mut is_stored = true;
        for (name, text) in texts {
            is_stored &= set(name, text);
        }
        let written = self.notebook.as_ref().map(|notebook| notebook.write(texts));
        (is_stored, written.map(|written| async move { written.await.is_ok() }))
    }
}

/// A participant's keys and seat in a room.
pub fn seat(room: &str, place: Place) -> Option<(KeyPair, String)> {
    let name = format!("seat.{room}");
    let text = match place {
        Place::Browser => get(&name),
        Place::Tab => storage::of_tab(&format!("{PREFIX}{name}")),
    };
    // What cannot be read is as if it were not there.
    let kept: KeptSeat = serde_json::from_str(&text?).ok()?;
    Some((KeyPair::from_text(&kept.pair)?, kept.seat))
}

/// Keeps a participant's keys and seat; `false` where the browser does not let it.
pub fn keep_seat(room: &str, place: Place, pair: &KeyPair, seat: &str) -> bool {
    let name = format!("seat.{room}");
    let kept = KeptSeat { pair: pair.to_text(), seat: seat.to_owned() };
    match place {
        Place::Browser => write(&name, &kept),
        Place::Tab => {
            let text = serde_json::to_string(&kept).unwrap_or_default();
            storage::set_of_tab(&format!("{PREFIX}{name}"), Some(&text))
        }
    }
}

fn room_name(workshop: &str) -> String {
    format!("room.{workshop}")
}

fn note_start(room: &str) -> String {
    format!("note.{room}.")
}

fn note_name(room: &str, number: u32) -> String {
    format!("{}{number}", note_start(room))
}

/// The notes of a room among all texts, with their numbers, in order.
fn notes_of<'a>(room: &str, texts: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<(u32, &'a str)> {
    let start = note_start(room);
    let mut notes: Vec<(u32, &str)> =
        texts.filter_map(|(name, text)| Some((name.strip_prefix(&start)?.parse().ok()?, text))).collect();
    notes.sort_unstable_by_key(|(number, _)| *number);
    notes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_come_back_in_the_order_in_which_they_were_kept() {
        let names = ["note.abc.10", "note.abc.9", "note.abcd.1", "note.abc.x", "room.w_1", "note.abc.0"];
        let texts = names.iter().map(|name| ((*name).to_owned(), format!("text of {name}"))).collect();
        let rooms = Rooms { texts, ..Rooms::default() };
        let (notes, next) = rooms.notes("abc");
        assert_eq!(notes, ["text of note.abc.0", "text of note.abc.9", "text of note.abc.10"]);
        assert_eq!((next, rooms.notes("none").1), (11, 0));
    }

    #[test]
    fn a_room_comes_back_with_what_it_speaks_over() {
        let keys = crate::domain::workshop::live::room_keys_for_tests();
        let kept = |login: &str| format!("{{\"keys\":\"{}\"{login}}}", keys.to_text());
        let over = |text: String| {
            let rooms = Rooms { texts: [("room.w".to_owned(), text)].into(), ..Rooms::default() };
            rooms.room("w").map(|(_, over)| over)
        };
        let login = Login { address: "wss://broker.example".to_owned(), ..Login::default() };
        assert_eq!(
            over(kept(",\"login\":{\"address\":\"wss://broker.example\"}")),
            Some(Over::Broker(login))
        );
        assert_eq!(over(kept(",\"login\":null")), Some(Over::Windows));
        assert_eq!(over("{}".to_owned()), None);
    }

    #[test]
    fn nothing_of_it_is_downloaded_with_the_plans() {
        assert!(!PREFIX.starts_with("steelyard"));
    }
}
