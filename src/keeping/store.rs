//! A place for texts under keys, such as localStorage.

use std::cell::RefCell;

use crate::domain::text::{Lang, keeping};

/// A place for texts under keys. Each call is done or not done, never half.
pub trait Store {
    /// The text of a key.
    fn get(&self, key: &str) -> Result<Option<String>, StoreError>;

    /// Writes a text; the old one stays when this fails.
    fn set(&self, key: &str, text: &str) -> Result<(), StoreError>;

    /// Forgets a key; an unknown one is no error.
    fn remove(&self, key: &str) -> Result<(), StoreError>;

    /// All keys, in any order, those of other programs included.
    fn keys(&self) -> Result<Vec<String>, StoreError>;

    /// How much is taken, in UTF-16 units of keys and texts together.
    fn used_units(&self) -> Result<usize, StoreError> {
        let mut used = 0;
        for key in self.keys()? {
            used += units(&key) + self.get(&key)?.map_or(0, |text| units(&text));
        }
        Ok(used)
    }
}

/// The length that browsers count.
pub fn units(text: &str) -> usize {
    // Every character begins with one byte of another kind than those that follow it,
    // and takes two units where it takes four bytes.
    text.bytes().map(|byte| usize::from(byte & 0xc0 != 0x80) + usize::from(byte >= 0xf0)).sum()
}

/// Why a store did not do what it was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StoreError {
    /// The browser lets this page keep nothing.
    Blocked,
    /// There is no room left.
    Full,
    /// What was written did not read back, or the store failed in an unknown way.
    Broken,
}

impl StoreError {
    /// What happened and the way out, in one or two plain sentences.
    pub fn sentence(self, lang: Lang) -> &'static str {
        match self {
            StoreError::Blocked => keeping::store_blocked(lang),
            StoreError::Full => keeping::store_full(lang),
            StoreError::Broken => keeping::store_broken(lang),
        }
    }
}

/// A store that lasts as long as the page: for browsers that block theirs, and tests.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MemoryStore {
    texts: RefCell<Vec<(String, String)>>,
}

impl Store for MemoryStore {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        Ok(self.texts.borrow().iter().find(|(other, _)| other == key).map(|(_, text)| text.clone()))
    }

    fn set(&self, key: &str, text: &str) -> Result<(), StoreError> {
        self.remove(key)?;
        self.texts.borrow_mut().push((key.to_owned(), text.to_owned()));
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.texts.borrow_mut().retain(|(other, _)| other != key);
        Ok(())
    }

    fn keys(&self) -> Result<Vec<String>, StoreError> {
        Ok(self.texts.borrow().iter().map(|(key, _)| key.clone()).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_counted_as_browsers_do() {
        for text in
            ["", "a", "é", "需求", "😀", "\u{7f}\u{80}\u{7ff}\u{800}\u{ffff}\u{10000}\u{10ffff}", "a需😀b"]
        {
            assert_eq!(units(text), text.encode_utf16().count(), "{text}");
        }
    }
}
