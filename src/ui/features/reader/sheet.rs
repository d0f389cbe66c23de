//! The paper that a plan is printed on, and how a picture is cut to fit over several sheets.

/// A size of paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paper {
    /// 210 × 297 mm, most of the world.
    #[default]
    A4,
    /// 8.5 × 11 inches, North America.
    Letter,
}

impl Paper {
    /// The paper that people with these languages have in their printers, best first.
    pub fn usual(languages: &[String]) -> Paper {
        match languages.first().map(String::as_str) {
            Some("en-US" | "en-CA" | "es-MX") => Paper::Letter,
            _ => Paper::A4,
        }
    }

    /// Width and height when it stands upright, in millimetres.
    fn size(self) -> (f64, f64) {
        match self {
            Paper::A4 => (210.0, 297.0),
            Paper::Letter => (215.9, 279.4),
        }
    }
}

/// How a plan is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The paper.
    pub paper: Paper,
    /// Whether it lies on its side.
    pub is_wide: bool,
    /// Whether the picture of the roadmap is printed large, over several sheets.
    pub is_tiled: bool,
}

/// A part of a picture, in its own units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tile {
    /// The left edge.
    pub x: f64,
    /// The upper edge.
    pub y: f64,
    /// The width.
    pub width: f64,
    /// The height.
    pub height: f64,
}

/// The margins of a page in millimetres, left and right together, above and below together;
/// as `styles/print.css` has them.
const MARGINS: (f64, f64) = (30.0, 34.0);

/// Pixels of CSS to a millimetre.
const PIXELS: f64 = 96.0 / 25.4;

/// Room for the headings of the section and of the tile, in pixels.
const HEADING: f64 = 88.0;

/// Pixels on paper for one of the picture: its letters are 11 points then.
const SCALE: f64 = 1.25;

/// What neighbouring tiles share, to glue them by, in the picture's units.
const OVERLAP: f64 = 24.0;

impl Sheet {
    /// The name of its page in `styles/print.css`.
    pub fn name(self) -> &'static str {
        match (self.paper, self.is_wide) {
            (Paper::A4, false) => "a4-portrait",
            (Paper::A4, true) => "a4-landscape",
            (Paper::Letter, false) => "letter-portrait",
            (Paper::Letter, true) => "letter-landscape",
        }
    }

    /// The room for a tile, in pixels.
    fn room(self) -> (f64, f64) {
        let (short, long) = self.paper.size();
        let (width, height) = if self.is_wide { (long, short) } else { (short, long) };
        ((width - MARGINS.0) * PIXELS, (height - MARGINS.1) * PIXELS - HEADING)
    }

    /// The tiles of a picture of that size, row by row and all alike; none where one sheet
    /// is enough, or the picture is not to be tiled.
    pub fn tiles(self, width: f64, height: f64) -> Vec<Tile> {
        let (room_width, room_height) = self.room();
        let tile = (room_width / SCALE, room_height / SCALE);
        let (columns, rows) = (count(width, tile.0), count(height, tile.1));
        if !self.is_tiled || columns * rows <= 1 {
            return Vec::new();
        }
        // No taller than the picture is: a low one would leave its sheets empty below.
        let tile = (tile.0.min(width), tile.1.min(height));
        let places = (0..rows).flat_map(|row| (0..columns).map(move |column| (column, row)));
        places
            .map(|(column, row)| Tile {
                x: column as f64 * (tile.0 - OVERLAP),
                y: row as f64 * (tile.1 - OVERLAP),
                width: tile.0,
                height: tile.1,
            })
            .collect()
    }
}

/// How many tiles a length takes.
fn count(length: f64, tile: f64) -> usize {
    // No picture is so long that people would glue more.
    (((length - OVERLAP) / (tile - OVERLAP)).ceil().max(1.0) as usize).min(12)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TILED: Sheet = Sheet { paper: Paper::A4, is_wide: false, is_tiled: true };

    #[test]
    fn the_paper_is_that_of_the_first_language() {
        for (languages, paper) in [
            (&["en-US", "en"][..], Paper::Letter),
            (&["zh-CN", "en-US"], Paper::A4),
            (&["en-GB"], Paper::A4),
            (&[], Paper::A4),
        ] {
            let languages: Vec<String> = languages.iter().map(|tag| (*tag).to_owned()).collect();
            assert_eq!(Paper::usual(&languages), paper);
        }
    }

    #[test]
    fn tiles_cover_the_picture_and_overlap() {
        for (width, height) in [(960.0, 400.0), (960.0, 1600.0), (2400.0, 300.0), (300.0, 2000.0)] {
            for is_wide in [false, true] {
                let tiles = Sheet { is_wide, ..TILED }.tiles(width, height);
                let right = tiles.iter().map(|tile| tile.x + tile.width).fold(0.0, f64::max);
                let low = tiles.iter().map(|tile| tile.y + tile.height).fold(0.0, f64::max);
                if tiles.is_empty() {
                    let (room, tall) = Sheet { is_wide, ..TILED }.room();
                    assert!(width * SCALE <= room && height * SCALE <= tall, "{width} × {height}");
                } else {
                    assert!(right >= width && low >= height, "{width} × {height}: {tiles:?}");
                    assert!(tiles.iter().all(|tile| tile.x < width && tile.y < height));
                }
            }
        }
    }

    #[test]
    fn a_picture_that_fits_one_sheet_is_not_cut() {
        for (sheet, width, height, expected) in [
            (TILED, 400.0, 300.0, 0),
            (TILED, 960.0, 400.0, 2),
            (Sheet { is_tiled: false, ..TILED }, 960.0, 400.0, 0),
            (Sheet { is_wide: true, ..TILED }, 780.0, 400.0, 0),
        ] {
            assert_eq!(sheet.tiles(width, height).len(), expected, "{width} × {height}");
        }
    }

    #[test]
    fn every_sheet_has_a_page_in_the_styles() {
        let styles = include_str!("../../../../styles/print.css");
        for paper in [Paper::A4, Paper::Letter] {
            for is_wide in [false, true] {
                let name = Sheet { paper, is_wide, is_tiled: false }.name();
                assert!(styles.contains(&format!("@page {name} ")), "{name}");
                assert!(styles.contains(&format!("[data-sheet=\"{name}\"]")), "{name}");
            }
        }
    }
}
