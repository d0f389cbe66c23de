//! The journal in IndexedDB: what was written last, on disk within a moment.
//!
//! Why there is one, and what it may forget, is told in [`crate::keeping::journal`].

use js_sys::Array;

use super::indexed::{Indexed, done, why};
use crate::keeping::journal::{Stamp, needless};
use crate::keeping::{Key, Record, StoreError};

const DATABASE: &str = "steelyard";
const RECORDS: &str = "records";

/// The journal of this browser. A clone is the same journal.
#[derive(Clone, Debug)]
pub struct Journal {
    records: Indexed,
}

impl Journal {
    /// Opens the journal, if the browser lets this page have one.
    pub async fn open() -> Result<Journal, StoreError> {
        Ok(Journal { records: Indexed::open(DATABASE, RECORDS, true).await? })
    }

    /// Writes records down. The writing starts at once; the answer comes when they are kept.
    pub fn write(
        &self,
        records: &[Record],
        now_unix_ms: f64,
    ) -> impl Future<Output = Result<(), StoreError>> + use<> {
        let started = self.records.transaction("readwrite").and_then(|(transaction, store)| {
            for record in records {
                let value = Array::of3(
                    &record.key.as_str().into(),
                    &record.text.as_str().into(),
                    &now_unix_ms.into(),
                );
                store.put(&value).map_err(why)?;
            }
            Ok(done(&transaction))
        });
        async move { started?.await }
    }

    /// Everything that is remembered, oldest first: for [`crate::keeping::Vault::replay`].
    pub async fn read(&self) -> Result<Vec<Record>, StoreError> {
        Ok(self.read_all().await?.into_iter().map(|(_, record)| record).collect())
    }

    /// Forgets what may be forgotten; how many records that were.
    pub async fn tidy(&self, now_unix_ms: f64) -> Result<usize, StoreError> {
        let stamps: Vec<Stamp> = self.read_all().await?.into_iter().map(|(stamp, _)| stamp).collect();
        self.remove(needless(&stamps, now_unix_ms)).await
    }

    /// Forgets a plan that was removed for good, all but that it was.
    pub async fn forget(&self, plan: &str) -> Result<usize, StoreError> {
        let all = self.read_all().await?;
        let of_plan = |stamp: &Stamp| match Key::parse(&stamp.key) {
            Some(Key::Gone(_)) | None => false,
            Some(key) => key.plan() == Some(plan),
        };
        self.remove(
            all.into_iter().map(|(stamp, _)| stamp).filter(of_plan).map(|stamp| stamp.number).collect(),
        )
        .await
    }

    async fn read_all(&self) -> Result<Vec<(Stamp, Record)>, StoreError> {
        let record = |(number, value): (wasm_bindgen::JsValue, wasm_bindgen::JsValue)| {
            let value = Array::from(&value);
            let (key, text) = (value.get(0).as_string()?, value.get(1).as_string()?);
            let stamp =
                Stamp { number: number.as_f64()?, key: key.clone(), written_unix_ms: value.get(2).as_f64()? };
            Some((stamp, Record { key, text }))
        };
        Ok(self.records.read_all().await?.into_iter().filter_map(record).collect())
    }

    async fn remove(&self, numbers: Vec<f64>) -> Result<usize, StoreError> {
        self.records.remove(numbers.into_iter().map(Into::into).collect()).await
    }
}
