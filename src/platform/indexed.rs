//! A store of IndexedDB: what is written there is on disk within a moment, where localStorage waits.

use js_sys::{Array, Promise};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    IdbDatabase, IdbObjectStore, IdbObjectStoreParameters, IdbOpenDbRequest, IdbRequest, IdbTransaction,
};

use super::js;
use crate::keeping::StoreError;

/// A store in a database of its own. A clone is the same store.
#[derive(Clone, Debug)]
pub(super) struct Indexed {
    database: IdbDatabase,
    store: &'static str,
}

impl Indexed {
    /// Opens a store, if the browser lets this page have one. `counts` has it number what is
    /// put into it; else whoever puts something says under which key.
    pub async fn open(name: &str, store: &'static str, counts: bool) -> Result<Indexed, StoreError> {
        let factory = js::find(&["indexedDB"]).ok_or(StoreError::Blocked)?;
        let request: IdbOpenDbRequest =
            js::call(&factory, "open", &[&name.into(), &1.into()]).map_err(why)?.unchecked_into();
        let made = request.clone();
        let make = Closure::<dyn FnMut()>::new(move || {
            let options = IdbObjectStoreParameters::new();
            options.set_auto_increment(counts);
            if let Ok(database) = made.result() {
                // Where this fails, the request fails as well, and that is answered below.
                let _ = database
                    .unchecked_into::<IdbDatabase>()
                    .create_object_store_with_optional_parameters(store, &options);
            }
        });
        request.set_onupgradeneeded(Some(make.as_ref().unchecked_ref()));
        let database = answer(&request).await?;
        request.set_onupgradeneeded(None);
        Ok(Indexed { database: database.unchecked_into(), store })
    }

    /// Begins a transaction, `readonly` or `readwrite`.
    pub fn transaction(&self, mode: &str) -> Result<(IdbTransaction, IdbObjectStore), StoreError> {
        // By name, for the binding knows nothing of durability: “strict” waits for the disk.
        let strict = js::object(&[("durability", &"strict".into())]);
        let transaction: IdbTransaction =
            js::call(&self.database, "transaction", &[&self.store.into(), &mode.into(), &strict])
                .map_err(why)?
                .unchecked_into();
        let store = transaction.object_store(self.store).map_err(why)?;
        Ok((transaction, store))
    }

    /// Everything that is there: keys with values, in the order of the keys.
    pub async fn read_all(&self) -> Result<Vec<(JsValue, JsValue)>, StoreError> {
        let (_, store) = self.transaction("readonly")?;
        let (keys, values) = (store.get_all_keys().map_err(why)?, store.get_all().map_err(why)?);
        // Both requests are waiting already, so the transaction stays open for the second.
        let (keys, values) = (answer(&keys), answer(&values));
        let (keys, values) = (Array::from(&keys.await?), Array::from(&values.await?));
        Ok(keys.iter().zip(values.iter()).collect())
    }

    /// Removes what stands under these keys.
    pub async fn remove(&self, keys: Vec<JsValue>) -> Result<usize, StoreError> {
        if keys.is_empty() {
            return Ok(0);
        }
        let (transaction, store) = self.transaction("readwrite")?;
        for key in &keys {
            store.delete(key).map_err(why)?;
        }
        done(&transaction).await?;
        Ok(keys.len())
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
pub(super) fn done(transaction: &IdbTransaction) -> impl Future<Output = Result<(), StoreError>> + use<> {
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

/// What an error of IndexedDB means.
pub(super) fn why(error: JsValue) -> StoreError {
    match js::error_name(&error).as_str() {
        "QuotaExceededError" => StoreError::Full,
        "SecurityError" | "InvalidStateError" | "UnknownError" => StoreError::Blocked,
        _ => StoreError::Broken,
    }
}
