//! The paper that a plan is printed on, and how the roadmap is cut to fit over several sheets.

use crate::domain::picture::Picture;
use crate::domain::picture::roadmap::sheets;
use crate::domain::plan::Plan;
use crate::domain::text::Lang;

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

/// The margins of a page in millimetres, left and right together, above and below together;
/// as `styles/print.css` has them.
const MARGINS: (f64, f64) = (30.0, 34.0);

/// Pixels of CSS to a millimetre.
const PIXELS: f64 = 96.0 / 25.4;

/// Room for the heading of a tile, in pixels.
const HEADING: f64 = 48.0;

/// Pixels on paper for one of the picture: its letters are 11 points then.
const SCALE: f64 = 1.25;

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

    /// The pictures of the roadmap for so many sheets; none where it is not to be tiled, or one
    /// sheet is enough.
    pub fn tiles(self, plan: &Plan, lang: Lang) -> Vec<Picture> {
        if !self.is_tiled {
            return Vec::new();
        }
        let (width, height) = self.room();
        sheets(plan, lang, (width / SCALE, height / SCALE))
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::domain::roadmap::Placement;
    use crate::domain::sample;

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
    fn the_roadmap_is_cut_into_pictures_that_fit_the_paper() {
        for lang in Lang::ALL {
            let mut plan = sample::plan(lang, "p".into(), "2026-11-22T09:00:00Z");
            // The rest of the sample stands in its first periods, and those behind are left out.
            let last = Placement { item: "i24".into(), period: "q4".into(), ..Placement::default() };
            Rc::make_mut(&mut plan.roadmap).placements.push(last);
            for paper in [Paper::A4, Paper::Letter] {
                for is_wide in [false, true] {
                    let sheet = Sheet { paper, is_wide, is_tiled: true };
                    let (width, height) = sheet.room();
                    let tiles = sheet.tiles(&plan, lang);
                    assert!(tiles.len() > 1, "{sheet:?}");
                    for tile in tiles {
                        assert!(tile.width * SCALE <= width + 0.1, "{sheet:?}: {} wide", tile.width);
                        assert!(tile.height * SCALE <= height + 0.1, "{sheet:?}: {} high", tile.height);
                    }
                    assert!(Sheet { is_tiled: false, ..sheet }.tiles(&plan, lang).is_empty());
                }
            }
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
