//! A small map by id.

use super::plan::Id;

/// A map by id as a sorted list: few entries, small code, and the same order everywhere.
#[derive(Clone, Debug, PartialEq)]
pub struct ById<V>(Vec<(Id, V)>);

impl<V> Default for ById<V> {
    fn default() -> Self {
        ById(Vec::new())
    }
}

impl<V> ById<V> {
    /// An empty map.
    pub fn new() -> ById<V> {
        ById::default()
    }

    fn find(&self, id: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| (**known).cmp(id))
    }

    /// The value of an id.
    pub fn get(&self, id: &str) -> Option<&V> {
        self.find(id).ok().and_then(|at| self.0.get(at)).map(|(_, value)| value)
    }

    /// The value of an id, to be changed.
    pub fn get_mut(&mut self, id: &str) -> Option<&mut V> {
        self.find(id).ok().and_then(|at| self.0.get_mut(at)).map(|(_, value)| value)
    }

    /// The id as it is kept, with its value.
    pub fn get_key_value(&self, id: &str) -> Option<(&Id, &V)> {
        self.find(id).ok().and_then(|at| self.0.get(at)).map(|(id, value)| (id, value))
    }

    /// Whether the id has a value.
    pub fn contains_key(&self, id: &str) -> bool {
        self.find(id).is_ok()
    }

    /// Sets the value of an id; the value before, if there was one.
    pub fn insert(&mut self, id: Id, value: V) -> Option<V> {
        match self.find(&id) {
            Ok(at) => self.0.get_mut(at).map(|(_, slot)| std::mem::replace(slot, value)),
            Err(at) => {
                self.0.insert(at, (id, value));
                None
            }
        }
    }

    /// Takes out the value of an id.
    pub fn remove(&mut self, id: &str) -> Option<V> {
        self.find(id).ok().map(|at| self.0.remove(at).1)
    }

    /// Takes out all.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Keeps what is wanted.
    pub fn retain(&mut self, mut wanted: impl FnMut(&Id, &mut V) -> bool) {
        self.0.retain_mut(|(id, value)| wanted(id, value));
    }

    /// The ids, sorted.
    pub fn keys(&self) -> impl Iterator<Item = &Id> {
        self.0.iter().map(|(id, _)| id)
    }

    /// The values, by their ids.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.0.iter().map(|(_, value)| value)
    }

    /// The values, to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.0.iter_mut().map(|(_, value)| value)
    }

    /// Ids and values, by their ids.
    pub fn iter(&self) -> impl Iterator<Item = (&Id, &V)> {
        self.0.iter().map(|(id, value)| (id, value))
    }

    /// How many ids have a value.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether no id has a value.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<V> Extend<(Id, V)> for ById<V> {
    fn extend<I: IntoIterator<Item = (Id, V)>>(&mut self, entries: I) {
        for (id, value) in entries {
            self.insert(id, value);
        }
    }
}

impl<V> FromIterator<(Id, V)> for ById<V> {
    fn from_iter<I: IntoIterator<Item = (Id, V)>>(entries: I) -> Self {
        let mut map = ById::new();
        for (id, value) in entries {
            map.insert(id, value);
        }
        map
    }
}

impl<V, const N: usize> From<[(Id, V); N]> for ById<V> {
    fn from(entries: [(Id, V); N]) -> Self {
        entries.into_iter().collect()
    }
}

impl<V: serde::Serialize> serde::Serialize for ById<V> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter().map(|(id, value)| (&**id, value)))
    }
}

impl<'de, V: serde::de::DeserializeOwned> serde::Deserialize<'de> for ById<V> {
    /// A value that cannot be read costs itself alone.
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<ById<V>, D::Error> {
        let fields = serde_json::Map::<String, serde_json::Value>::deserialize(deserializer)?;
        let mut all = ById::new();
        for (id, value) in fields {
            if let Ok(value) = serde_json::from_value(value) {
                all.insert(id.into(), value);
            }
        }
        Ok(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_has_one_value_and_ids_are_sorted() {
        let mut map: ById<i32> = [("b".into(), 1), ("a".into(), 2), ("b".into(), 3)].into();
        assert_eq!(map.iter().map(|(id, value)| (&**id, *value)).collect::<Vec<_>>(), [("a", 2), ("b", 3)]);
        assert_eq!((map.get("b"), map.get("c"), map.contains_key("a")), (Some(&3), None, true));
        assert_eq!((map.remove("a"), map.remove("a"), map.len()), (Some(2), None, 1));
        map.retain(|_, value| *value > 3);
        assert!(map.is_empty());
    }
}
