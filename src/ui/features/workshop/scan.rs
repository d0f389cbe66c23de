//! QR codes before the camera, read one after the other.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use web_sys::HtmlVideoElement;
use yew::prelude::*;

use crate::domain::bytes::Bytes;
use crate::domain::qr::Picture;
use crate::domain::text::{Lang, camera as words};
use crate::engine::{Answer, News, Request};
use crate::platform::camera::{Camera, CameraError};
use crate::ui::engine::{self, Job};
use crate::ui::store::use_lang;

/// How long to wait between two pictures, in milliseconds.
const PAUSE_MS: u32 = 150;

/// How many pictures a code has to be out of sight before it is read again: a hand trembles.
const FORGOTTEN_AFTER: u32 = 10;

/// Properties of [`Scanner`].
#[derive(Properties, PartialEq)]
pub struct ScannerProps {
    /// Told what each code says that comes before the camera.
    pub on_text: Callback<String>,
}

/// The camera's picture, and what stands in its way.
#[component]
pub fn Scanner(props: &ScannerProps) -> Html {
    let lang = use_lang();
    let video = use_node_ref();
    let state = use_state_eq(|| None::<Result<(), CameraError>>);
    let latest = use_mut_ref(|| props.on_text.clone());
    latest.replace(props.on_text.clone());
    use_effect_with((), {
        let (video, state) = (video.clone(), state.setter());
        move |()| {
            let watch = Rc::new(Watch {
                is_over: Cell::new(false),
                camera: RefCell::new(None),
                job: RefCell::new(None),
                pause: RefCell::new(None),
                seen: RefCell::default(),
                on_text: Box::new(move |text| {
                    let on_text = latest.borrow().clone();
                    on_text.emit(text);
                }),
            });
            let started = Rc::clone(&watch);
            wasm_bindgen_futures::spawn_local(async move {
                let Some(video) = video.cast::<HtmlVideoElement>() else { return };
                let opened = Camera::open(video).await;
                // Closed before it came: dropping it stops it.
                if started.is_over.get() {
                    return;
                }
                state.set(Some(opened.as_ref().map(|_| ()).map_err(|error| *error)));
                if let Ok(camera) = opened {
                    started.camera.replace(Some(camera));
                    started.look();
                }
            });
            move || watch.end()
        }
    });
    let is_shown = !matches!(*state, Some(Err(_)));
    html! {
        <div class="scan">
            if is_shown {
                // A picture without sound, which phones show where it stands.
                <video class="scan__picture" ref={video} muted=true playsinline=true aria-label={words::picture(lang)}></video>
            }
            <p class="hint" role="status">{ match *state {
                None => words::starting(lang),
                Some(Ok(())) => words::hold(lang),
                Some(Err(error)) => sentence(lang, error),
            } }</p>
        </div>
    }
}

fn sentence(lang: Lang, error: CameraError) -> &'static str {
    match error {
        CameraError::Missing => words::missing(lang),
        CameraError::Refused => words::refused(lang),
        CameraError::NotFound => words::not_found(lang),
        CameraError::Busy => words::busy(lang),
    }
}

/// A camera that is being looked through.
struct Watch {
    is_over: Cell<bool>,
    camera: RefCell<Option<Camera>>,
    job: RefCell<Option<Job>>,
    pause: RefCell<Option<Timeout>>,
    seen: RefCell<Seen>,
    on_text: Box<dyn Fn(String)>,
}

impl Watch {
    /// Looks at one picture, and then at the next.
    fn look(self: &Rc<Self>) {
        let picture = self.camera.borrow().as_ref().and_then(Camera::grey);
        let Some((width, grey)) = picture else { return self.look_later() };
        let request = Rc::new(Request::Scan(Picture { width, grey: Bytes::new(grey) }));
        let hearing = Rc::downgrade(self);
        let job = engine::ask(request, move |news| {
            let Some(watch) = hearing.upgrade().filter(|watch| !watch.is_over.get()) else { return };
            let texts = match news {
                News::SoFar(..) => return,
                News::Done(answer) => match &*answer {
                    Answer::Scan(texts) => texts.clone(),
                    _ => Vec::new(),
                },
                // A picture that ended the worker is not looked at again; the next one is another.
                News::Failed(_) => Vec::new(),
            };
            let fresh = watch.seen.borrow_mut().fresh(texts);
            fresh.into_iter().for_each(|text| (watch.on_text)(text));
            watch.look_later();
        });
        self.job.replace(Some(job));
    }

    fn look_later(self: &Rc<Self>) {
        let later = Rc::downgrade(self);
        self.pause.replace(Some(Timeout::new(PAUSE_MS, move || {
            if let Some(watch) = later.upgrade().filter(|watch| !watch.is_over.get()) {
                watch.look();
            }
        })));
    }

    fn end(&self) {
        self.is_over.set(true);
        drop(self.pause.take());
        drop(self.job.take());
        drop(self.camera.take());
    }
}

/// What was in sight lately, and how many pictures ago.
#[derive(Debug, Default)]
struct Seen(Vec<(String, u32)>);

impl Seen {
    /// The texts that were not in sight lately.
    fn fresh(&mut self, texts: Vec<String>) -> Vec<String> {
        for (_, ago) in &mut self.0 {
            *ago += 1;
        }
        self.0.retain(|(_, ago)| *ago <= FORGOTTEN_AFTER);
        let mut fresh = Vec::new();
        for text in texts {
            match self.0.iter_mut().find(|(known, _)| *known == text) {
                Some((_, ago)) => *ago = 0,
                None => {
                    self.0.push((text.clone(), 0));
                    fresh.push(text);
                }
            }
        }
        fresh
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_that_is_held_still_is_read_once() {
        let mut seen = Seen::default();
        let mut look = |texts: &[&str]| seen.fresh(texts.iter().map(|text| (*text).to_owned()).collect());
        assert_eq!(look(&["a"]), ["a"]);
        assert_eq!(look(&["a"]), [""; 0]);
        // Blurred for a moment, with another one beside it.
        assert_eq!(look(&[]), [""; 0]);
        assert_eq!(look(&["b", "a"]), ["b"]);
        for _ in 0..=FORGOTTEN_AFTER {
            look(&["b"]);
        }
        assert_eq!(look(&["a", "b"]), ["a"]);
    }
}
