//! The camera of this computer, as pictures in shades of grey.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlVideoElement, MediaStream};

use super::{element, js};

/// Pixels of the longer side of what is looked at: enough for a code on a phone that is held
/// up, and few enough to look several times a second.
const LONGEST: f64 = 960.0;

/// Why there is no picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CameraError {
    /// The browser has no cameras, or not for this page.
    Missing,
    /// The person, or a policy, does not allow it.
    Refused,
    /// No camera is connected.
    NotFound,
    /// Another program has it, or it does not start.
    Busy,
}

/// A camera that runs. It stops when dropped.
pub struct Camera {
    video: HtmlVideoElement,
    stream: MediaStream,
    context: CanvasRenderingContext2d,
}

impl Camera {
    /// Starts the camera, the one that looks away from the person where there are two, and shows it in `video`.
    pub async fn open(video: HtmlVideoElement) -> Result<Camera, CameraError> {
        let devices = js::find(&["navigator", "mediaDevices"]).ok_or(CameraError::Missing)?;
        let wishes = js::object(&[
            ("facingMode", &"environment".into()),
            ("width", &js::object(&[("ideal", &1280.into())])),
        ]);
        let stream = js::ask(&devices, "getUserMedia", &[&js::object(&[("video", &wishes)])]).await;
        let stream: MediaStream = stream
            .map_err(|error| why(&js::error_name(&error)))?
            .dyn_into()
            .map_err(|_| CameraError::Missing)?;
        // From here on the camera is let go again, whatever fails.
        let context = canvas().ok_or(CameraError::Missing);
        let camera = match context {
            Ok(context) => Camera { video, stream, context },
            Err(error) => {
                stop(&stream);
                return Err(error);
            }
        };
        camera.video.set_src_object(Some(&camera.stream));
        js::ask(&camera.video, "play", &[]).await.map_err(|_| CameraError::Busy)?;
        Ok(camera)
    }

    /// What it sees now: pixels in a row, and the brightness of each pixel. Nothing before the first picture.
    pub fn grey(&self) -> Option<(u32, Vec<u8>)> {
        let (width, height) = (f64::from(self.video.video_width()), f64::from(self.video.video_height()));
        let scale = (LONGEST / width.max(height)).min(1.0);
        let (width, height) = ((width * scale).floor(), (height * scale).floor());
        if width < 1.0 || height < 1.0 {
            return None;
        }
        let canvas = self.context.canvas()?;
        if f64::from(canvas.width()) != width || f64::from(canvas.height()) != height {
            canvas.set_width(width as u32);
            canvas.set_height(height as u32);
        }
        self.context
            .draw_image_with_html_video_element_and_dw_and_dh(&self.video, 0.0, 0.0, width, height)
            .ok()?;
        let colours = self.context.get_image_data(0.0, 0.0, width, height).ok()?.data().0;
        Some((width as u32, colours.chunks_exact(4).map(brightness).collect()))
    }
}

impl Drop for Camera {
    fn drop(&mut self) {
        self.video.set_src_object(None);
        stop(&self.stream);
    }
}

/// How bright a pixel is (ITU-R BT.601, in parts of 256).
fn brightness(pixel: &[u8]) -> u8 {
    let parts = [77_u32, 150, 29];
    let sum: u32 = pixel.iter().zip(parts).map(|(value, part)| u32::from(*value) * part).sum();
    (sum >> 8) as u8
}

fn stop(stream: &MediaStream) {
    for track in stream.get_tracks() {
        // One that has ended already stays as it is.
        let _ = js::call(&track, "stop", &[]);
    }
}

fn canvas() -> Option<CanvasRenderingContext2d> {
    let canvas: HtmlCanvasElement = element::document()?.create_element("canvas").ok()?.dyn_into().ok()?;
    // It is read far more often than it is shown, which is never.
    let wishes = js::object(&[("willReadFrequently", &JsValue::TRUE)]);
    js::call(&canvas, "getContext", &[&"2d".into(), &wishes]).ok()?.dyn_into().ok()
}

fn why(name: &str) -> CameraError {
    match name {
        "NotAllowedError" | "SecurityError" => CameraError::Refused,
        "NotFoundError" | "OverconstrainedError" => CameraError::NotFound,
        "NotReadableError" | "AbortError" => CameraError::Busy,
        _ => CameraError::Missing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_is_brightest_and_green_is_brighter_than_blue() {
        assert_eq!(brightness(&[255, 255, 255, 255]), 255);
        assert_eq!(brightness(&[0, 0, 0, 255]), 0);
        assert!(brightness(&[0, 255, 0, 255]) > brightness(&[0, 0, 255, 255]));
    }

    #[test]
    fn each_refusal_of_the_browser_has_its_reason() {
        let check = |name: &str, error: CameraError| assert_eq!(why(name), error, "{name}");
        check("NotAllowedError", CameraError::Refused);
        check("NotFoundError", CameraError::NotFound);
        check("NotReadableError", CameraError::Busy);
        check("TypeError", CameraError::Missing);
    }
}
