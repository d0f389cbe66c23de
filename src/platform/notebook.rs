//! Texts by name in IndexedDB, for what must be on disk before anybody is told that it is kept.

use super::indexed::{Indexed, done, why};
use crate::keeping::StoreError;

const TEXTS: &str = "texts";

/// A notebook of this browser. A clone is the same notebook.
#[derive(Clone, Debug)]
pub struct Notebook {
    texts: Indexed,
}

impl Notebook {
    /// Opens the notebook of this name, if the browser lets this page have one.
    pub async fn open(name: &str) -> Result<Notebook, StoreError> {
        Ok(Notebook { texts: Indexed::open(name, TEXTS, false).await? })
    }

    /// Writes texts down, each in the place of what stood under its name. The writing starts at
    /// once; the answer comes when they are on disk.
    pub fn write(&self, texts: &[(String, String)]) -> impl Future<Output = Result<(), StoreError>> + use<> {
        let started = self.texts.transaction("readwrite").and_then(|(transaction, store)| {
            for (name, text) in texts {
                store.put_with_key(&text.as_str().into(), &name.as_str().into()).map_err(why)?;
            }
            Ok(done(&transaction))
        });
        async move { started?.await }
    }

    /// Everything that is in it: names with texts.
    pub async fn read(&self) -> Result<Vec<(String, String)>, StoreError> {
        let all = self.texts.read_all().await?;
        Ok(all.iter().filter_map(|(name, text)| Some((name.as_string()?, text.as_string()?))).collect())
    }

    /// Forgets what stands under these names.
    pub async fn forget(&self, names: Vec<String>) -> Result<usize, StoreError> {
        self.texts.remove(names.iter().map(Into::into).collect()).await
    }
}
