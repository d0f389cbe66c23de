//! Reads QR codes in pictures.

use serde::{Deserialize, Serialize};

use super::bytes::Bytes;

/// A picture in shades of grey.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Picture {
    /// Pixels in a row.
    pub width: u32,
    /// The brightness of each pixel, 0 to 255, row by row; travels beside the text of a request.
    #[serde(skip)]
    pub grey: Bytes,
}

/// What the codes in a picture say, each text once. A code that cannot be read is left out.
pub fn read(picture: &Picture) -> Vec<String> {
    let grey = picture.grey.as_ref();
    let width = picture.width as usize;
    let height = grey.len().checked_div(width).unwrap_or(0);
    if height == 0 {
        return Vec::new();
    }
    let pixel = |x: usize, y: usize| grey.get(y * width + x).copied().unwrap_or(u8::MAX);
    let mut texts: Vec<String> = Vec::new();
    for grid in rqrr::PreparedImage::prepare_from_greyscale(width, height, pixel).detect_grids() {
        if let Ok((_, text)) = grid.decode()
            && !texts.contains(&text)
        {
            texts.push(text);
        }
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const CODE: &str = "B1-7K3Q9-MXWT2-0F5RD";

    /// A code as a camera sees it: turned by so many hundredths of a radian, not quite in focus,
    /// in the dusk.
    fn seen(text: &str, turn: i32, scale: f64) -> Picture {
        let code = fast_qr::QRBuilder::new(text).build().unwrap();
        let (width, height) = (640_i32, 480_i32);
        let angle = f64::from(turn) / 100.0;
        let (sin, cos) = (libm::sin(angle), libm::cos(angle));
        let dark = |x: f64, y: f64| {
            let (x, y) = (x - 320.0, y - 240.0);
            let half = code.size as f64 / 2.0;
            let (column, row) = ((x * cos + y * sin) / scale + half, (y * cos - x * sin) / scale + half);
            let inside = |at: f64| (0.0..code.size as f64).contains(&at);
            inside(column) && inside(row) && code[row as usize][column as usize].value()
        };
        let mut grey = Vec::new();
        for y in 0..height {
            for x in 0..width {
                let near = [(-0.6, 0.0), (0.6, 0.0), (0.0, -0.6), (0.0, 0.6)];
                let count = near.iter().filter(|(dx, dy)| dark(f64::from(x) + dx, f64::from(y) + dy)).count();
                grey.push((150 - 25 * count as i32 - y / 16) as u8);
            }
        }
        Picture { width: width as u32, grey: Bytes::new(grey) }
    }

    #[test]
    fn a_code_before_a_camera_is_read_whichever_way_it_is_held() {
        for turn in [0, 10, 45, 157, 300] {
            assert_eq!(read(&seen(CODE, turn, 7.0)), [CODE], "{turn}");
        }
        assert_eq!(read(&seen("需求 · 目标", 20, 6.0)), ["需求 · 目标"]);
    }

    #[test]
    fn a_picture_without_a_code_says_nothing() {
        let check = |width: u32, grey: Vec<u8>| {
            assert_eq!(read(&Picture { width, grey: Bytes::new(grey) }), Vec::<String>::new());
        };
        check(0, vec![]);
        check(0, vec![1, 2, 3]);
        check(640, vec![]);
        check(640, vec![0; 100]);
        check(1, vec![0; 10]);
        check(640, vec![255; 640 * 480]);
        check(640, vec![0; 640 * 480]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn no_picture_ends_the_program(width in 1_u32..200, grey in prop::collection::vec(any::<u8>(), 0..20_000)) {
            read(&Picture { width, grey: Bytes::new(grey) });
        }

        #[test]
        fn a_damaged_code_is_read_as_it_was_or_not_at_all(turn in 0..314, holes in prop::collection::vec((0_usize..640, 0_usize..480), 0..12)) {
            let mut grey = seen(CODE, turn, 7.0).grey.as_ref().to_vec();
            for (x, y) in holes {
                for (dx, dy) in (0..12).flat_map(|dx| (0..12).map(move |dy| (dx, dy))) {
                    if let Some(pixel) = grey.get_mut((y + dy) * 640 + x + dx) {
                        *pixel = 255;
                    }
                }
            }
            let texts = read(&Picture { width: 640, grey: Bytes::new(grey) });
            prop_assert!(texts.is_empty() || texts == [CODE]);
        }
    }
}
