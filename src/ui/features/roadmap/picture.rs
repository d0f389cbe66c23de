//! The roadmap as a picture to take along.

use std::rc::Rc;

use yew::prelude::*;

use crate::domain::picture::roadmap::{Asked, Rows, draw};
use crate::domain::plan::Plan;
use crate::ui::features::picture::{PictureMenu, draws};

/// Saves the roadmap with these rows, as it stands in reports.
pub(super) fn save(plan: &Rc<Plan>, rows: Rows) -> Html {
    let draw = draws(plan, move |plan, lang| draw(&Asked { rows, ..Asked::all(plan, lang) }));
    html! { <div class="picture-save"><PictureMenu {draw} /></div> }
}
