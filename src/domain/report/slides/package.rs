//! The parts of a PPTX file around its slides, and the archive that holds them.
//!
//! Office Open XML, ECMA-376: a theme, a master, two layouts, and what relates them.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::canvas::{emu, escaped, hex};
use super::fit::plain;
use super::{FOOT, HEIGHT, MARGIN, PAPER, TITLE, TITLE_SIZE, WIDTH};
use crate::domain::picture::Ink;
use crate::domain::plan::KanoCategory;
use crate::domain::text::Lang;

/// The layout of a slide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// The first slide.
    Cover,
    /// Every other.
    Content,
}

/// A slide and its layout.
pub(super) struct Slide {
    pub layout: Layout,
    pub xml: String,
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const NAMES: &str = "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPES: &str = "application/vnd.openxmlformats-officedocument.presentationml";

/// Writes the archive; the same slides give the same bytes.
pub(super) fn write(title: &str, lang: Lang, slides: &[Slide]) -> Option<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut put = |name: &str, text: &str| -> Option<()> {
        zip.start_file(name, options).ok()?;
        zip.write_all(text.as_bytes()).ok()
    };
    put("[Content_Types].xml", &content_types(slides.len()))?;
    let root = [
        relation(1, "officeDocument", "ppt/presentation.xml"),
        "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" \
         Target=\"docProps/core.xml\"/>"
            .to_owned(),
        relation(3, "extended-properties", "docProps/app.xml"),
    ];
    put("_rels/.rels", &relations(&root))?;
    put(
        "docProps/core.xml",
        &format!(
            "{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
             xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:creator>Steelyard</dc:creator>\
             <dc:language>{}</dc:language></cp:coreProperties>\n",
            escaped(&plain(title)),
            lang.tag()
        ),
    )?;
    put(
        "docProps/app.xml",
        &format!(
            "{HEAD}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">\
             <Application>Steelyard</Application><Slides>{}</Slides></Properties>\n",
            slides.len()
        ),
    )?;
    put("ppt/presentation.xml", &presentation(slides.len()))?;
    let mut all = vec![
        relation(1, "slideMaster", "slideMasters/slideMaster1.xml"),
        relation(2, "theme", "theme/theme1.xml"),
    ];
    all.extend((1..=slides.len()).map(|at| relation(at + 2, "slide", &format!("slides/slide{at}.xml"))));
    put("ppt/_rels/presentation.xml.rels", &relations(&all))?;
    put("ppt/theme/theme1.xml", &theme())?;
    put("ppt/slideMasters/slideMaster1.xml", &master())?;
    let layouts = [
        relation(1, "slideLayout", "../slideLayouts/slideLayout1.xml"),
        relation(2, "slideLayout", "../slideLayouts/slideLayout2.xml"),
        relation(3, "theme", "../theme/theme1.xml"),
    ];
    put("ppt/slideMasters/_rels/slideMaster1.xml.rels", &relations(&layouts))?;
    let to_master = relations(&[relation(1, "slideMaster", "../slideMasters/slideMaster1.xml")]);
    for (number, xml) in [(1, cover()), (2, content())] {
        put(&format!("ppt/slideLayouts/slideLayout{number}.xml"), &xml)?;
        put(&format!("ppt/slideLayouts/_rels/slideLayout{number}.xml.rels"), &to_master)?;
    }
    for (number, slide) in (1..).zip(slides) {
        let layout = match slide.layout {
            Layout::Cover => 1,
            Layout::Content => 2,
        };
        put(&format!("ppt/slides/slide{number}.xml"), &slide.xml)?;
        let to_layout = relation(1, "slideLayout", &format!("../slideLayouts/slideLayout{layout}.xml"));
        put(&format!("ppt/slides/_rels/slide{number}.xml.rels"), &relations(&[to_layout]))?;
    }
    Some(zip.finish().ok()?.into_inner())
}

fn relation(number: usize, kind: &str, target: &str) -> String {
    format!("<Relationship Id=\"rId{number}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/>")
}

fn relations(all: &[String]) -> String {
    format!(
        "{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{}</Relationships>\n",
        all.concat()
    )
}

fn content_types(slides: usize) -> String {
    let part = |name: &str, kind: &str| format!("<Override PartName=\"/{name}\" ContentType=\"{kind}\"/>");
    let slides: String = (1..=slides)
        .map(|number| part(&format!("ppt/slides/slide{number}.xml"), &format!("{TYPES}.slide+xml")))
        .collect();
    let layout = format!("{TYPES}.slideLayout+xml");
    let parts = [
        part("ppt/presentation.xml", &format!("{TYPES}.presentation.main+xml")),
        part("ppt/slideMasters/slideMaster1.xml", &format!("{TYPES}.slideMaster+xml")),
        part("ppt/slideLayouts/slideLayout1.xml", &layout),
        part("ppt/slideLayouts/slideLayout2.xml", &layout),
        part("ppt/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml"),
        part("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        part("docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
    ];
    format!(
        "{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" \
         ContentType=\"application/xml\"/>{}{slides}</Types>\n",
        parts.concat()
    )
}

fn presentation(slides: usize) -> String {
    let list: String =
        (0..slides).map(|at| format!("<p:sldId id=\"{}\" r:id=\"rId{}\"/>", 256 + at, at + 3)).collect();
    format!(
        "{HEAD}<p:presentation {NAMES} saveSubsetFonts=\"1\"><p:sldMasterIdLst><p:sldMasterId id=\"2147483648\" r:id=\"rId1\"/>\
         </p:sldMasterIdLst><p:sldIdLst>{list}</p:sldIdLst><p:sldSz cx=\"{}\" cy=\"{}\"/><p:notesSz cx=\"6858000\" \
         cy=\"9144000\"/></p:presentation>\n",
        emu(WIDTH),
        emu(HEIGHT)
    )
}

fn theme() -> String {
    let kano = |category: KanoCategory| hex(Ink::Kano(category));
    let colours: String = [
        ("dk1", hex(Ink::Text)),
        ("lt1", hex(Ink::Panel)),
        ("dk2", hex(Ink::Muted)),
        ("lt2", PAPER.to_owned()),
        ("accent1", hex(Ink::Brass)),
        ("accent2", hex(Ink::Need)),
        ("accent3", hex(Ink::Goal)),
        ("accent4", kano(KanoCategory::MustBe)),
        ("accent5", kano(KanoCategory::OneDimensional)),
        ("accent6", kano(KanoCategory::Attractive)),
        ("hlink", hex(Ink::Brass)),
        ("folHlink", hex(Ink::Muted)),
    ]
    .into_iter()
    .map(|(name, hex)| format!("<a:{name}><a:srgbClr val=\"{hex}\"/></a:{name}>"))
    .collect();
    let fonts = |name: &str| {
        format!(
            "<a:{name}><a:latin typeface=\"Calibri\"/><a:ea typeface=\"Microsoft YaHei\"/><a:cs typeface=\"\"/>\
             <a:font script=\"Hans\" typeface=\"Microsoft YaHei\"/></a:{name}>"
        )
    };
    let flat = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>".repeat(3);
    let lines: String = [6350, 12700, 19050]
        .map(|width| {
            format!(
                "<a:ln w=\"{width}\" cap=\"flat\" cmpd=\"sng\" algn=\"ctr\"><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>\
                 <a:prstDash val=\"solid\"/></a:ln>"
            )
        })
        .concat();
    let effects = "<a:effectStyle><a:effectLst/></a:effectStyle>".repeat(3);
    format!(
        "{HEAD}<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" name=\"Steelyard\"><a:themeElements>\
         <a:clrScheme name=\"Steelyard\">{colours}</a:clrScheme><a:fontScheme name=\"Steelyard\">{}{}</a:fontScheme>\
         <a:fmtScheme name=\"Steelyard\"><a:fillStyleLst>{flat}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>\
         <a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{flat}</a:bgFillStyleLst></a:fmtScheme>\
         </a:themeElements></a:theme>\n",
        fonts("majorFont"),
        fonts("minorFont"),
    )
}

/// A place that slides fill.
fn place(
    number: u32,
    kind: &str,
    index: &str,
    (x, y, width, height): (f64, f64, f64, f64),
    anchor: &str,
    level: &str,
    text: &str,
) -> String {
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"{number}\" name=\"{kind} {number}\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr>\
         <p:ph type=\"{kind}\"{index}/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x=\"{}\" y=\"{}\"/><a:ext cx=\"{}\" cy=\"{}\"/>\
         </a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr vert=\"horz\" lIns=\"0\" tIns=\"0\" \
         rIns=\"0\" bIns=\"0\" rtlCol=\"0\" anchor=\"{anchor}\"><a:normAutofit/></a:bodyPr><a:lstStyle>{level}</a:lstStyle><a:p>\
         {text}</a:p></p:txBody></p:sp>",
        emu(x),
        emu(y),
        emu(width),
        emu(height)
    )
}

fn level(align: &str, size: f64, bold: bool, colour: &str) -> String {
    format!(
        "<a:lvl1pPr algn=\"{align}\"><a:defRPr sz=\"{}\" b=\"{}\"><a:solidFill><a:schemeClr val=\"{colour}\"/></a:solidFill>\
         </a:defRPr></a:lvl1pPr>",
        (size * 75.0).round(),
        i32::from(bold)
    )
}

fn tree(shapes: &str) -> String {
    format!(
        "<p:spTree><p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>\
         <a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/><a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"0\" cy=\"0\"/></a:xfrm>\
         </p:grpSpPr>{shapes}</p:spTree>"
    )
}

fn title_place() -> String {
    let text = "<a:r><a:rPr lang=\"en-US\"/><a:t>Title</a:t></a:r>";
    place(2, "title", "", TITLE, "b", &level("l", TITLE_SIZE, true, "tx1"), text)
}

fn foot_places() -> String {
    let number = "<a:fld id=\"{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}\" type=\"slidenum\"><a:rPr lang=\"en-US\"/><a:t>‹#›</a:t></a:fld>";
    let left = (MARGIN, FOOT, 900.0, 20.0);
    let right = (WIDTH - MARGIN - 100.0, FOOT, 100.0, 20.0);
    place(3, "ftr", " sz=\"quarter\" idx=\"11\"", left, "ctr", &level("l", 14.0, false, "tx2"), "")
        + &place(
            4,
            "sldNum",
            " sz=\"quarter\" idx=\"12\"",
            right,
            "ctr",
            &level("r", 14.0, false, "tx2"),
            number,
        )
}

fn master() -> String {
    let levels: String = (1..=9)
        .map(|number| {
            format!(
                "<a:lvl{number}pPr marL=\"{0}\" indent=\"0\" algn=\"l\"><a:spcBef><a:spcPts val=\"600\"/></a:spcBef><a:buNone/>\
                 <a:defRPr sz=\"1600\" kern=\"1200\"><a:solidFill><a:schemeClr val=\"tx1\"/></a:solidFill><a:latin \
                 typeface=\"+mn-lt\"/><a:ea typeface=\"+mn-ea\"/><a:cs typeface=\"+mn-cs\"/></a:defRPr></a:lvl{number}pPr>",
                (number - 1) * 228_600
            )
        })
        .collect();
    let body = place(
        5,
        "body",
        " idx=\"1\"",
        (MARGIN, 116.0, WIDTH - 2.0 * MARGIN, 540.0),
        "t",
        "",
        "<a:r><a:rPr lang=\"en-US\"/><a:t>Text</a:t></a:r>",
    );
    format!(
        "{HEAD}<p:sldMaster {NAMES}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val=\"bg2\"/></a:solidFill><a:effectLst/>\
         </p:bgPr></p:bg>{}</p:cSld><p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" \
         accent2=\"accent2\" accent3=\"accent3\" accent4=\"accent4\" accent5=\"accent5\" accent6=\"accent6\" hlink=\"hlink\" \
         folHlink=\"folHlink\"/><p:sldLayoutIdLst><p:sldLayoutId id=\"2147483649\" r:id=\"rId1\"/><p:sldLayoutId \
         id=\"2147483650\" r:id=\"rId2\"/></p:sldLayoutIdLst><p:txStyles><p:titleStyle><a:lvl1pPr algn=\"l\"><a:lnSpc><a:spcPct \
         val=\"95000\"/></a:lnSpc><a:spcBef><a:spcPct val=\"0\"/></a:spcBef><a:buNone/><a:defRPr sz=\"{}\" b=\"1\" \
         kern=\"1200\"><a:solidFill><a:schemeClr val=\"tx1\"/></a:solidFill><a:latin typeface=\"+mj-lt\"/><a:ea \
         typeface=\"+mj-ea\"/><a:cs typeface=\"+mj-cs\"/></a:defRPr></a:lvl1pPr></p:titleStyle><p:bodyStyle>{levels}\
         </p:bodyStyle><p:otherStyle>{levels}</p:otherStyle></p:txStyles></p:sldMaster>\n",
        tree(&(title_place() + &foot_places() + &body)),
        (TITLE_SIZE * 75.0).round(),
    )
}

/// The layout of the first slide.
fn cover() -> String {
    let text = "<a:r><a:rPr lang=\"en-US\"/><a:t>Title</a:t></a:r>";
    let title = place(
        2,
        "ctrTitle",
        "",
        (96.0, 150.0, WIDTH - 192.0, 180.0),
        "b",
        &level("l", 54.0, true, "tx1"),
        text,
    );
    layout("Cover", "title", &title)
}

/// The layout of all others: a title, a hairline below it, the foot.
fn content() -> String {
    let rule = format!(
        "<p:cxnSp><p:nvCxnSpPr><p:cNvPr id=\"9\" name=\"Rule\"/><p:cNvCxnSpPr/><p:nvPr userDrawn=\"1\"/></p:nvCxnSpPr><p:spPr>\
         <a:xfrm><a:off x=\"{}\" y=\"{}\"/><a:ext cx=\"{}\" cy=\"0\"/></a:xfrm><a:prstGeom prst=\"line\"><a:avLst/></a:prstGeom>\
         <a:ln w=\"12700\"><a:solidFill><a:schemeClr val=\"accent1\"/></a:solidFill></a:ln></p:spPr></p:cxnSp>",
        emu(MARGIN),
        emu(94.0),
        emu(WIDTH - 2.0 * MARGIN)
    );
    layout("Content", "titleOnly", &(title_place() + &foot_places() + &rule))
}

fn layout(name: &str, kind: &str, shapes: &str) -> String {
    format!(
        "{HEAD}<p:sldLayout {NAMES} type=\"{kind}\" preserve=\"1\"><p:cSld name=\"{name}\">{}</p:cSld><p:clrMapOvr>\
         <a:masterClrMapping/></p:clrMapOvr></p:sldLayout>\n",
        tree(shapes)
    )
}
