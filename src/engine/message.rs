//! What the page and whoever works for it say to each other, as texts.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::{Answer, Request};
use crate::domain::bytes::Bytes;

/// What the page wants done.
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    /// The job; the page gives each a number of its own.
    pub id: u32,
    /// What to work on; `None` to leave it.
    pub request: Option<Rc<Request>>,
}

impl Order {
    /// What is sent beside its text.
    pub fn bytes(&self) -> Option<&Bytes> {
        self.request.as_ref()?.bytes()
    }

    /// Its text as it is sent.
    pub fn to_text(&self) -> String {
        // Requests are plain data, which JSON can hold; what is empty is not understood.
        serde_json::to_string(&(self.id, self.request.as_deref())).unwrap_or_default()
    }

    /// As it is received.
    pub fn from_text(text: &str) -> Option<Order> {
        let (id, request) = serde_json::from_str::<(u32, Option<Request>)>(text).ok()?;
        Some(Order { id, request: request.map(Rc::new) })
    }

    /// As it is received, with what came beside the text.
    pub fn from_message(text: &str, bytes: Option<Vec<u8>>) -> Option<Order> {
        let mut order = Order::from_text(text)?;
        if let (Some(request), Some(bytes)) = (order.request.as_mut().and_then(Rc::get_mut), bytes) {
            request.set_bytes(Bytes::new(bytes));
        }
        Some(order)
    }
}

/// What the page hears.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// Orders can come.
    Ready,
    /// A job goes on.
    SoFar {
        /// The job.
        id: u32,
        /// How much of it is done, 0 to 1.
        progress: f64,
        /// What can be said so far.
        answer: Answer,
    },
    /// A job is done.
    Done {
        /// The job.
        id: u32,
        /// What came of it.
        answer: Answer,
    },
    /// The part of the program that does one job did not come; the others go on.
    Lacking {
        /// The job.
        id: u32,
    },
    /// The part of the program that does the work did not come.
    Missing,
    /// What was said makes no sense.
    Unreadable,
}

/// [`Reply::Missing`] as it is sent: whoever has to say it lacks the code to write it.
pub const MISSING: &str = "\"Missing\"";

impl Reply {
    /// What is sent beside its text.
    pub fn bytes(&self) -> Option<&Bytes> {
        match self {
            Reply::Done { answer, .. } => answer.bytes(),
            _ => None,
        }
    }

    /// Its text as it is sent.
    pub fn to_text(&self) -> String {
        // An answer that JSON cannot hold gives an empty text, which is not understood.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// As it is received.
    pub fn from_text(text: &str) -> Reply {
        serde_json::from_str(text).unwrap_or(Reply::Unreadable)
    }

    /// As it is received, with what came beside the text.
    pub fn from_message(text: &str, bytes: Option<Vec<u8>>) -> Reply {
        let mut reply = Reply::from_text(text);
        if let (Reply::Done { answer, .. }, Some(bytes)) = (&mut reply, bytes) {
            answer.set_bytes(Bytes::new(bytes));
        }
        reply
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::workbook;

    #[test]
    fn orders_arrive_as_they_were_sent() {
        for request in [None, Some(Rc::new(Request::Count { to: u64::MAX }))] {
            let order = Order { id: 7, request };
            assert_eq!(Order::from_text(&order.to_text()), Some(order));
        }
        assert_eq!(Order { id: 7, request: None }.to_text(), "[7,null]");
    }

    #[test]
    fn replies_arrive_as_they_were_sent() {
        let answer = Answer::Count { numbers: 3, sum: 6 };
        for reply in [
            Reply::Ready,
            Reply::SoFar { id: 1, progress: 0.1 + 0.2, answer: answer.clone() },
            Reply::Done { id: u32::MAX, answer },
            Reply::Lacking { id: 3 },
            Reply::Missing,
            Reply::Unreadable,
        ] {
            assert_eq!(Reply::from_text(&reply.to_text()), reply);
        }
        assert_eq!(Reply::from_text(MISSING), Reply::Missing);
    }

    #[test]
    fn bytes_travel_beside_the_text() {
        let bytes = Bytes::new((0..=255).collect());
        let read =
            workbook::Request::Read { bytes: bytes.clone(), sheet: Some(1), likely: vec!["需求".into()] };
        let order = Order { id: 1, request: Some(Rc::new(Request::Workbook(read))) };
        assert!(order.to_text().len() < 100);
        let came = order.bytes().map(|bytes| bytes.as_ref().to_vec());
        assert_eq!(Order::from_message(&order.to_text(), came), Some(order));

        let file = workbook::File { bytes, cut: 2 };
        let answer = Answer::Workbook(workbook::Answer::Written(Ok(file)));
        let reply = Reply::Done { id: 1, answer };
        let came = reply.bytes().map(|bytes| bytes.as_ref().to_vec());
        assert_eq!(Reply::from_message(&reply.to_text(), came), reply);
        assert_eq!(Reply::Missing.bytes(), None);

        let table = crate::domain::import::read("标题,触达\na,1\n", None).unwrap();
        let sheets = vec![workbook::SheetName { name: "S".into(), hidden: false }];
        let opened = workbook::Opened::new(sheets, 0, table, workbook::Notes::default());
        let reply = Reply::Done { id: 2, answer: Answer::Workbook(workbook::Answer::Read(Ok(opened))) };
        assert!(!reply.to_text().contains("标题"));
        let came = reply.bytes().map(|bytes| bytes.as_ref().to_vec());
        assert_eq!(Reply::from_message(&reply.to_text(), came), reply);
    }

    #[test]
    fn nonsense_is_not_understood() {
        for text in ["", "null", "{}", "[1]", "[-1,null]", "[1,{\"Dance\":{}}]", "\"Ready", "结果"] {
            assert_eq!(Order::from_text(text), None, "{text}");
            assert_eq!(Reply::from_text(text), Reply::Unreadable, "{text}");
        }
    }
}
