//! One slide: shapes in DrawingML, each with its place in pixels of a slide of 1280 × 720.

use super::fit::{self, is_chinese, plain};
use crate::domain::picture::{Ink, Point};
use crate::domain::text::Lang;

/// English Metric Units in a pixel.
const EMU: f64 = 9525.0;

/// A place on a slide, in pixels.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

/// A frame from its corner and its size.
pub(super) const fn frame(x: f64, y: f64, width: f64, height: f64) -> Frame {
    Frame { x, y, width, height }
}

impl Frame {
    fn xfrm(self, name: &str, attributes: &str) -> String {
        format!(
            "<{name}{attributes}><a:off x=\"{}\" y=\"{}\"/><a:ext cx=\"{}\" cy=\"{}\"/></{name}>",
            emu(self.x),
            emu(self.y),
            emu(self.width.max(0.0)),
            emu(self.height.max(0.0))
        )
    }
}

/// A length as files have it.
pub(super) fn emu(pixels: f64) -> i64 {
    (pixels * EMU).round() as i64
}

/// A part of a paragraph.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub text: String,
    /// The height of letters, in pixels.
    pub size: f64,
    pub ink: Ink,
    pub bold: bool,
}

/// A run in the colour of text.
pub(super) fn run(text: impl Into<String>, size: f64) -> Run {
    Run { text: text.into(), size, ink: Ink::Text, bold: false }
}

impl Run {
    pub fn bold(self) -> Run {
        Run { bold: true, ..self }
    }

    pub fn ink(self, ink: Ink) -> Run {
        Run { ink, ..self }
    }

    fn xml(&self) -> String {
        let text = plain(&self.text);
        let language = if is_chinese(&text) {
            "lang=\"zh-CN\" altLang=\"en-US\""
        } else {
            "lang=\"en-US\" altLang=\"zh-CN\""
        };
        format!(
            "<a:r><a:rPr {language} sz=\"{}\" b=\"{}\" dirty=\"0\">{}<a:latin typeface=\"+mn-lt\"/>\
             <a:ea typeface=\"+mn-ea\"/></a:rPr><a:t>{}</a:t></a:r>",
            // Hundredths of a point; a point is 4/3 pixels.
            (self.size * 75.0).round().clamp(100.0, 400_000.0),
            i32::from(self.bold),
            fill(self.ink, 1.0),
            escaped(&text)
        )
    }
}

/// Where the lines of a paragraph stand.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Align {
    #[default]
    Left,
    Middle,
    Right,
}

/// A paragraph.
#[derive(Clone, Debug, Default)]
pub(super) struct Paragraph {
    pub runs: Vec<Run>,
    pub align: Align,
    /// The space above it, in pixels.
    pub above: f64,
    /// Whether it is a point of a list.
    pub point: bool,
}

impl From<Run> for Paragraph {
    fn from(run: Run) -> Paragraph {
        Paragraph { runs: vec![run], ..Paragraph::default() }
    }
}

impl Paragraph {
    pub fn above(self, above: f64) -> Paragraph {
        Paragraph { above, ..self }
    }

    pub fn align(self, align: Align) -> Paragraph {
        Paragraph { align, ..self }
    }

    /// `exact` where the height of lines is to be the same with any font.
    fn xml(&self, exact: bool) -> String {
        let lines = match exact {
            true => {
                let heights = self.runs.iter().map(|run| fit::line(&run.text, run.size));
                format!("<a:spcPts val=\"{}\"/>", (heights.fold(1.0, f64::max) * 75.0).round())
            }
            false => "<a:spcPct val=\"100000\"/>".to_owned(),
        };
        let align = match self.align {
            Align::Left => "l",
            Align::Middle => "ctr",
            Align::Right => "r",
        };
        let (place, mark) = match self.point {
            true => (
                format!(" marL=\"{0}\" indent=\"-{0}\"", emu(POINT)),
                format!(
                    "<a:buClr>{}</a:buClr><a:buFont typeface=\"Calibri\"/><a:buChar char=\"–\"/>",
                    colour(Ink::Brass, 1.0)
                ),
            ),
            false => (" marL=\"0\" indent=\"0\"".to_owned(), "<a:buNone/>".to_owned()),
        };
        format!(
            "<a:p><a:pPr algn=\"{align}\"{place}><a:lnSpc>{lines}</a:lnSpc><a:spcBef>\
             <a:spcPts val=\"{}\"/></a:spcBef>{mark}</a:pPr>{}</a:p>",
            (self.above * 75.0).round(),
            self.runs.iter().map(Run::xml).collect::<String>()
        )
    }
}

/// How far a point of a list stands from its dash, in pixels.
pub(super) const POINT: f64 = 22.0;

/// Where a text stands in its frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Anchor {
    Top,
    Middle,
}

/// An edge of a shape.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    pub ink: Ink,
    /// In pixels.
    pub width: f64,
    /// 0..=1.
    pub opacity: f64,
    pub dashed: bool,
}

/// A whole edge.
pub(super) fn edge(ink: Ink, width: f64) -> Edge {
    Edge { ink, width, opacity: 1.0, dashed: false }
}

/// The outline of a shape.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Form {
    Rectangle,
    Card,
    Ellipse,
}

/// A cell of a table.
pub(super) type Cell = Vec<Paragraph>;

/// A slide that is being drawn.
pub(super) struct Canvas {
    lang: Lang,
    shapes: String,
    last: u32,
}

impl Canvas {
    pub fn new(lang: Lang) -> Canvas {
        Canvas { lang, shapes: String::new(), last: 1 }
    }

    /// The slide's XML.
    pub fn finish(self) -> String {
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<p:sld \
             xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
             xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
             xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"><p:cSld><p:spTree>\
             <p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>\
             <a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/><a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"0\" cy=\"0\"/>\
             </a:xfrm></p:grpSpPr>{}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>\n",
            self.shapes
        )
    }

    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// A number and a name for the next shape; `about` says it to those who cannot see it.
    fn named(&mut self, name: &str, about: &str) -> String {
        self.last += 1;
        let about = plain(about);
        let about = if about.is_empty() { String::new() } else { format!(" descr=\"{}\"", escaped(&about)) };
        format!("<p:cNvPr id=\"{0}\" name=\"{name} {0}\"{about}/>", self.last)
    }

    /// Fills a place that the slide's layout has: `title`, `ctrTitle`, `ftr`, `sldNum`.
    pub fn placeholder(&mut self, kind: &str, index: Option<u32>, place: Option<Frame>, text: Option<Run>) {
        let index = index.map(|index| format!(" sz=\"quarter\" idx=\"{index}\"")).unwrap_or_default();
        let place = place.map(|place| place.xfrm("a:xfrm", "")).unwrap_or_default();
        let body = match text {
            Some(run) => format!("<a:p>{}</a:p>", run.xml()),
            None => {
                "<a:p><a:fld id=\"{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}\" type=\"slidenum\"><a:rPr lang=\"en-US\" \
                 dirty=\"0\"><a:latin typeface=\"+mn-lt\"/></a:rPr><a:t>‹#›</a:t></a:fld></a:p>"
                    .to_owned()
            }
        };
        let named = self.named(kind, "");
        self.shapes.push_str(&format!(
            "<p:sp><p:nvSpPr>{named}<p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph \
             type=\"{kind}\"{index}/></p:nvPr></p:nvSpPr><p:spPr>{place}</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/>{body}\
             </p:txBody></p:sp>",
        ));
    }

    /// Paragraphs in a frame; PowerPoint makes them smaller where its fonts are wider than thought.
    pub fn text(&mut self, place: Frame, anchor: Anchor, paragraphs: &[Paragraph]) {
        let named = self.named("Text", "");
        let body = body(anchor, true, paragraphs);
        self.shapes.push_str(&format!(
            "<p:sp><p:nvSpPr>{named}<p:cNvSpPr txBox=\"1\"/><p:nvPr/></p:nvSpPr><p:spPr>{}<a:prstGeom prst=\"rect\">\
             <a:avLst/></a:prstGeom><a:noFill/></p:spPr>{body}</p:sp>",
            place.xfrm("a:xfrm", "")
        ));
    }

    /// A text of one line, held where it is; turned, it is read from below.
    pub fn label(&mut self, place: Frame, turned: bool, paragraph: &Paragraph) {
        let named = self.named("Label", "");
        let body = body(Anchor::Middle, false, std::slice::from_ref(paragraph));
        let turn = if turned { " rot=\"16200000\"" } else { "" };
        self.shapes.push_str(&format!(
            "<p:sp><p:nvSpPr>{named}<p:cNvSpPr txBox=\"1\"/><p:nvPr/></p:nvSpPr><p:spPr>{}<a:prstGeom prst=\"rect\">\
             <a:avLst/></a:prstGeom><a:noFill/></p:spPr>{body}</p:sp>",
            place.xfrm("a:xfrm", turn)
        ));
    }

    /// A filled shape, with a letter in its middle perhaps.
    pub fn shape(
        &mut self,
        form: Form,
        place: Frame,
        filled: Option<(Ink, f64)>,
        outline: Option<Edge>,
        letter: Option<Run>,
        about: &str,
    ) {
        let named = self.named("Shape", about);
        let name = match form {
            Form::Rectangle => "rect",
            Form::Card => "roundRect",
            Form::Ellipse => "ellipse",
        };
        let radius = match form {
            // A share of the shorter side, in 1/100000.
            Form::Card => {
                let share = (8.0 / place.width.min(place.height).max(16.0) * 100_000.0).round();
                format!("<a:gd name=\"adj\" fmla=\"val {share}\"/>")
            }
            Form::Rectangle | Form::Ellipse => String::new(),
        };
        let letter: Vec<Paragraph> =
            letter.map(|run| Paragraph::from(run).align(Align::Middle)).into_iter().collect();
        let body = body(Anchor::Middle, false, &letter);
        self.shapes.push_str(&format!(
            "<p:sp><p:nvSpPr>{named}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{}<a:prstGeom prst=\"{name}\"><a:avLst>{radius}\
             </a:avLst></a:prstGeom>{}{}</p:spPr>{body}</p:sp>",
            place.xfrm("a:xfrm", ""),
            filled.map_or("<a:noFill/>".to_owned(), |(ink, opacity)| fill(ink, opacity)),
            line_xml(outline),
        ));
    }

    /// A straight line.
    pub fn line(&mut self, from: Point, to: Point, look: Edge) {
        let named = self.named("Line", "");
        let place = around(&[from, to]);
        let falls = (to.x - from.x) * (to.y - from.y) >= 0.0;
        let flip = if falls { "" } else { " flipV=\"1\"" };
        self.shapes.push_str(&format!(
            "<p:cxnSp><p:nvCxnSpPr>{named}<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr><p:spPr>{}<a:prstGeom prst=\"line\">\
             <a:avLst/></a:prstGeom>{}</p:spPr></p:cxnSp>",
            place.xfrm("a:xfrm", flip),
            line_xml(Some(look)),
        ));
    }

    /// A line through points; filled faintly where it is closed.
    pub fn path(&mut self, points: &[Point], closed: bool, filled: Option<(Ink, f64)>, look: Edge) {
        let Some((first, rest)) = points.split_first() else { return };
        let named = self.named("Curve", "");
        let place = around(points);
        let point = |point: &Point| {
            format!("<a:pt x=\"{}\" y=\"{}\"/>", emu(point.x - place.x), emu(point.y - place.y))
        };
        let steps: String = rest.iter().map(|next| format!("<a:lnTo>{}</a:lnTo>", point(next))).collect();
        self.shapes.push_str(&format!(
            "<p:sp><p:nvSpPr>{named}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{}<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/>\
             <a:cxnLst/><a:rect l=\"0\" t=\"0\" r=\"r\" b=\"b\"/><a:pathLst><a:path w=\"{}\" h=\"{}\"{}><a:moveTo>{}\
             </a:moveTo>{steps}{}</a:path></a:pathLst></a:custGeom>{}{}</p:spPr></p:sp>",
            place.xfrm("a:xfrm", ""),
            emu(place.width).max(1),
            emu(place.height).max(1),
            if closed { "" } else { " fill=\"none\"" },
            point(first),
            if closed { "<a:close/>" } else { "" },
            filled.map_or("<a:noFill/>".to_owned(), |(ink, opacity)| fill(ink, opacity)),
            line_xml(Some(look)),
        ));
    }

    /// Draws shapes that belong together.
    pub fn group(&mut self, place: Frame, about: &str, draw: impl FnOnce(&mut Canvas)) {
        let named = self.named("Picture", about);
        let mut inside = Canvas { shapes: String::new(), ..*self };
        draw(&mut inside);
        self.last = inside.last;
        let (x, y, width, height) = (emu(place.x), emu(place.y), emu(place.width), emu(place.height));
        self.shapes.push_str(&format!(
            "<p:grpSp><p:nvGrpSpPr>{named}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x=\"{x}\" \
             y=\"{y}\"/><a:ext cx=\"{width}\" cy=\"{height}\"/><a:chOff x=\"{x}\" y=\"{y}\"/><a:chExt cx=\"{width}\" \
             cy=\"{height}\"/></a:xfrm></p:grpSpPr>{}</p:grpSp>",
            inside.shapes
        ));
    }

    /// A table: the widths of its columns, and rows with their height; the first is the head.
    pub fn table(&mut self, corner: Point, widths: &[f64], rows: &[(f64, Vec<Cell>)], about: &str) {
        let named = self.named("Table", about);
        let height = rows.iter().map(|(height, _)| height).sum();
        let place = frame(corner.x, corner.y, widths.iter().sum(), height);
        let columns: String =
            widths.iter().map(|width| format!("<a:gridCol w=\"{}\"/>", emu(*width))).collect();
        let rows: String = rows
            .iter()
            .enumerate()
            .map(|(at, (height, cells))| {
                let cells: String = cells.iter().map(|cell| cell_xml(cell, at == 0)).collect();
                format!("<a:tr h=\"{}\">{cells}</a:tr>", emu(*height))
            })
            .collect();
        self.shapes.push_str(&format!(
            "<p:graphicFrame><p:nvGraphicFramePr>{named}<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp=\"1\"/>\
             </p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>{}<a:graphic><a:graphicData \
             uri=\"http://schemas.openxmlformats.org/drawingml/2006/table\"><a:tbl><a:tblPr firstRow=\"1\"/><a:tblGrid>\
             {columns}</a:tblGrid>{rows}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>",
            place.xfrm("p:xfrm", "")
        ));
    }
}

/// The space beside the text of a cell, in pixels.
pub(super) const BESIDE: f64 = 10.0;

/// The space above and below the text of a cell, in pixels.
pub(super) const ABOVE: f64 = 4.0;

fn cell_xml(cell: &Cell, is_head: bool) -> String {
    let paragraphs: String = cell.iter().map(|paragraph| paragraph.xml(true)).collect();
    let paragraphs = if paragraphs.is_empty() { "<a:p/>".to_owned() } else { paragraphs };
    let none = |side: &str| format!("<a:{side} w=\"0\"><a:noFill/></a:{side}>");
    format!(
        "<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{paragraphs}</a:txBody><a:tcPr marL=\"{2}\" marR=\"{2}\" marT=\"{3}\" \
         marB=\"{3}\" anchor=\"{4}\">{0}{1}{5}<a:lnB w=\"{6}\">{7}</a:lnB><a:noFill/></a:tcPr></a:tc>",
        none("lnL"),
        none("lnR"),
        emu(BESIDE),
        emu(ABOVE),
        if is_head { "b" } else { "ctr" },
        none("lnT"),
        emu(if is_head { 1.5 } else { 1.0 }),
        fill(if is_head { Ink::Brass } else { Ink::Line }, 1.0),
    )
}

/// The body of a text; `wraps` where lines may end inside of a paragraph.
fn body(anchor: Anchor, wraps: bool, paragraphs: &[Paragraph]) -> String {
    let anchor = match anchor {
        Anchor::Top => "t",
        Anchor::Middle => "ctr",
    };
    let (wrap, fit) = match wraps {
        true => ("square", "<a:normAutofit/>"),
        false => ("none", "<a:noAutofit/>"),
    };
    let paragraphs: String = paragraphs.iter().map(|paragraph| paragraph.xml(wraps)).collect();
    let paragraphs = if paragraphs.is_empty() { "<a:p/>".to_owned() } else { paragraphs };
    format!(
        "<p:txBody><a:bodyPr wrap=\"{wrap}\" lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" anchor=\"{anchor}\" rtlCol=\"0\">\
         {fit}</a:bodyPr><a:lstStyle/>{paragraphs}</p:txBody>"
    )
}

fn line_xml(look: Option<Edge>) -> String {
    match look {
        None => "<a:ln><a:noFill/></a:ln>".to_owned(),
        Some(Edge { ink, width, opacity, dashed }) => format!(
            "<a:ln w=\"{}\">{}{}</a:ln>",
            emu(width),
            fill(ink, opacity),
            if dashed { "<a:prstDash val=\"dash\"/>" } else { "" }
        ),
    }
}

fn fill(ink: Ink, opacity: f64) -> String {
    format!("<a:solidFill>{}</a:solidFill>", colour(ink, opacity))
}

/// A colour: by its name in the deck's theme where it has one, so that another theme recolours it.
fn colour(ink: Ink, opacity: f64) -> String {
    let alpha = match opacity < 1.0 {
        true => format!("<a:alpha val=\"{}\"/>", (opacity * 100_000.0).round()),
        false => String::new(),
    };
    let name = match ink {
        Ink::Text => Some("tx1"),
        Ink::Muted => Some("tx2"),
        Ink::Panel => Some("bg1"),
        Ink::Brass => Some("accent1"),
        Ink::Need => Some("accent2"),
        Ink::Goal => Some("accent3"),
        _ => None,
    };
    match name {
        Some(name) => format!("<a:schemeClr val=\"{name}\">{alpha}</a:schemeClr>"),
        None => format!("<a:srgbClr val=\"{}\">{alpha}</a:srgbClr>", hex(ink)),
    }
}

/// A colour as files have it.
pub(super) fn hex(ink: Ink) -> String {
    ink.on_paper().trim_start_matches('#').to_ascii_uppercase()
}

/// The smallest frame around points.
fn around(points: &[Point]) -> Frame {
    let least = |of: fn(&Point) -> f64| points.iter().map(of).fold(f64::INFINITY, f64::min);
    let most = |of: fn(&Point) -> f64| points.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
    let (x, y) = (least(|point| point.x), least(|point| point.y));
    frame(x, y, most(|point| point.x) - x, most(|point| point.y) - y)
}

/// Text without what XML reads as markup or refuses altogether.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            // No XML 1.0 text may hold these, not even escaped.
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => safe.push(c),
        }
    }
    safe
}
