//! The journal in IndexedDB: what was written last, on disk within a moment.
//!
//! Why there is one, and what it may forget, is told in [`crate::keeping::journal`].

use js_sys::{Array, Promise};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    IdbDatabase, IdbObjectStore, IdbObjectStoreParameters, IdbOpenDbRequest, IdbRequest, IdbTransaction,
};

use super::js;
use crate::keeping::journal::{Stamp, needless};
use crate::keeping::{Key, Record, StoreError};

const DATABASE: &str = "steelyard";
const RECORDS: &str = "records";

/// The journal of this browser. A clone is the same journal.
#[derive(Clone, Debug)]
pub struct Journal {
    database: IdbDatabase,
}

impl Journal {
    /// Opens the journal, if the browser lets this page have one.
    pub async fn open() -> Result<Journal, StoreError> {
        let factory = js::find(&["indexedDB"]).ok_or(StoreError::Blocked)?;
        let request: IdbOpenDbRequest =
            js::call(&factory, "open", &[&DATABASE.into(), &1.into()]).map_err(why)?.unchecked_into();
        let made = request.clone();
        let make = Closure::<dyn FnMut()>::new(move || {
            let options = IdbObjectStoreParameters::new();
            options.set_auto_increment(true);
            if let Ok(database) = made.result() {
                // Where this fails, the request fails as well, and that is answered below.
                let _ = database
                    .unchecked_into::<IdbDatabase>()
                    .create_object_store_with_optional_parameters(RECORDS, &options);
            }
        });
        request.set_onupgradeneeded(Some(make.as_ref().unchecked_ref()));
        let database = answer(&request).await?;
        request.set_onupgradeneeded(None);
        Ok(Journal { database: database.unchecked_into() })
    }

    /// Writes records down. The writing starts at once; the answer comes when they are kept.
    pub fn write(
        &self,
        records: &[Record],
        now_unix_ms: f64,
    ) -> impl Future<Output = Result<(), StoreError>> + use<> {
        let started = self.transaction("readwrite").and_then(|(transaction, store)| {
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
        let (_, store) = self.transaction("readonly")?;
        let (numbers, values) = (store.get_all_keys().map_err(why)?, store.get_all().map_err(why)?);
        // Both requests are waiting already, so the transaction stays open for the second.
        let (numbers, values) = (answer(&numbers), answer(&values));
        let (numbers, values) = (Array::from(&numbers.await?), Array::from(&values.await?));
        let record = |(number, value): (JsValue, JsValue)| {
            let value = Array::from(&value);
            let (key, text) = (value.get(0).as_string()?, value.get(1).as_string()?);
            let stamp =
                Stamp { number: number.as_f64()?, key: key.clone(), written_unix_ms: value.get(2).as_f64()? };
            Some((stamp, Record { key, text }))
        };
        Ok(numbers.iter().zip(values.iter()).filter_map(record).collect())
    }

    async fn remove(&self, numbers: Vec<f64>) -> Result<usize, StoreError> {
        if numbers.is_empty() {
            return Ok(0);
        }
        let (transaction, store) = self.transaction("readwrite")?;
        for number in &numbers {
            store.delete(&(*number).into()).map_err(why)?;
        }
        done(&transaction).await?;
        Ok(numbers.len())
    }

    fn transaction(&self, mode: &str) -> Result<(IdbTransaction, IdbObjectStore), StoreError> {
        // By name, for the binding knows nothing of durability: “strict” waits for the disk.
        let strict = js::object(&[("durability", &"strict".into())]);
        let transaction: IdbTransaction =
            js::call(&self.database, "transaction", &[&RECORDS.into(), &mode.into(), &strict])
                .map_err(why)?
                .unchecked_into();
        let store = transaction.object_store(RECORDS).map_err(why)?;
        Ok((transaction, store))
    }
}

/// Waits for a request; it is being carried out already.
fn answer(request: &IdbRequest) -> impl Future<Output = Result<JsValue, StoreError>> + use<> {
    let promise = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(resolve.unchecked_ref()));
        request.set_onerror(Some(reject.unchecked_ref()));
    });
    let request = request.clone();
    async move {
        match JsFuture::from(promise).await {
            Ok(_) => request.result().map_err(why),
            Err(_) => {
                Err(request.error().ok().flatten().map_or(StoreError::Broken, |error| why(error.into())))
            }
        }
    }
}

/// Waits until a transaction is kept.
fn done(transaction: &IdbTransaction) -> impl Future<Output = Result<(), StoreError>> + use<> {
    let promise = Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(resolve.unchecked_ref()));
        transaction.set_onerror(Some(reject.unchecked_ref()));
        transaction.set_onabort(Some(reject.unchecked_ref()));
    });
    let transaction = transaction.clone();
    async move {
        match JsFuture::from(promise).await {
            Ok(_) => Ok(()),
            Err(_) => Err(transaction.error().map_or(StoreError::Broken, |error| why(error.into()))),
        }
    }
}

fn why(error: JsValue) -> StoreError {
    match js::error_name(&error).as_str() {
        "QuotaExceededError" => StoreError::Full,
        "SecurityError" | "InvalidStateError" | "UnknownError" => StoreError::Blocked,
        _ => StoreError::Broken,
    }
}
