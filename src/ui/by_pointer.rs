//! Shared values that are compared by where they are, not by what they hold.

use std::rc::Rc;

/// A shared value that equals only itself: a changed plan is another plan, and
/// nobody compares ten thousand items to find that out.
#[derive(Debug, Default)]
pub struct ByPointer<T>(pub Rc<T>);

impl<T> Clone for ByPointer<T> {
    fn clone(&self) -> Self {
        ByPointer(Rc::clone(&self.0))
    }
}

impl<T> PartialEq for ByPointer<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}
