//! Pictures as pixels.

use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement, Url};

use super::files::{self, FileError};
use super::{element, js};

/// Draws the text of an SVG file as a PNG file, `scale` pixels for each of its own.
pub async fn png(svg: &str, width: f64, height: f64, scale: f64) -> Result<Blob, FileError> {
    let url = Url::create_object_url_with_blob(&files::blob("image/svg+xml", svg.as_bytes())?)
        .map_err(|_| FileError::Failed)?;
    let drawn = draw(&url, width * scale, height * scale).await;
    // Given up whatever came of it; an address that is kept keeps the picture in memory.
    let _ = Url::revoke_object_url(&url);
    drawn.map_err(|_| FileError::Failed)
}

async fn draw(url: &str, width: f64, height: f64) -> Result<Blob, JsValue> {
    let document = element::document().ok_or(JsValue::NULL)?;
    let image: HtmlImageElement = document.create_element("img")?.dyn_into()?;
    image.set_src(url);
    js::settled(image.decode().into()).await?;
    let canvas: HtmlCanvasElement = document.create_element("canvas")?.dyn_into()?;
    canvas.set_width(width.ceil().max(1.0) as u32);
    canvas.set_height(height.ceil().max(1.0) as u32);
    let context: CanvasRenderingContext2d =
        canvas.get_context("2d")?.ok_or(JsValue::NULL)?.dyn_into().map_err(JsValue::from)?;
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width, height)?;
    // The canvas answers with the file, or with nothing where it is too large.
    let made = Promise::new(&mut |made, failed| {
        if canvas.to_blob(&made).is_err() {
            let _ = failed.call0(&JsValue::NULL);
        }
    });
    js::settled(made.into()).await?.dyn_into()
}
