//! What the page and whoever works for it say to each other, as texts.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::{Answer, Request};

/// What the page wants done.
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    /// The job; the page gives each a number of its own.
    pub id: u32,
    /// What to work on; `None` to leave it.
    pub request: Option<Rc<Request>>,
}

impl Order {
    /// As it is sent.
    pub fn to_text(&self) -> String {
        // Requests are plain data, which JSON can hold; what is empty is not understood.
        serde_json::to_string(&(self.id, self.request.as_deref())).unwrap_or_default()
    }

    /// As it is received.
    pub fn from_text(text: &str) -> Option<Order> {
        let (id, request) = serde_json::from_str::<(u32, Option<Request>)>(text).ok()?;
        Some(Order { id, request: request.map(Rc::new) })
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
    /// The part of the program that does the work did not come.
    Missing,
    /// What was said makes no sense.
    Unreadable,
}

/// [`Reply::Missing`] as it is sent: whoever has to say it lacks the code to write it.
pub const MISSING: &str = "\"Missing\"";

impl Reply {
    /// As it is sent.
    pub fn to_text(&self) -> String {
        // An answer that JSON cannot hold gives an empty text, which is not understood.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// As it is received.
    pub fn from_text(text: &str) -> Reply {
        serde_json::from_str(text).unwrap_or(Reply::Unreadable)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            Reply::Missing,
            Reply::Unreadable,
        ] {
            assert_eq!(Reply::from_text(&reply.to_text()), reply);
        }
        assert_eq!(Reply::from_text(MISSING), Reply::Missing);
    }

    #[test]
    fn nonsense_is_not_understood() {
        for text in ["", "null", "{}", "[1]", "[-1,null]", "[1,{\"Dance\":{}}]", "\"Ready", "结果"] {
            assert_eq!(Order::from_text(text), None, "{text}");
            assert_eq!(Reply::from_text(text), Reply::Unreadable, "{text}");
        }
    }
}
