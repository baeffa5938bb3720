//! SVG to look at: the article's headline, its typed statements as boxes and arrows,
//! and a legend of what occurs. It needs no program and no font that is installed.

use super::font::{width, wrap};
use super::layout::{Layout, Point, Rect, Route, Size, Step, Wire, arrange};
use super::picture::{Arrow, LINE, Node, Picture, Stroke, Style};
use super::shape;
use super::{Format, View};
use crate::graph::KnowledgeGraph;
use crate::ontology::Ontology;
use std::fmt::Write as _;
use std::io::{self, Write};

pub(super) const FORMAT: Format = Format {
    name: "svg",
    media_type: "image/svg+xml",
    extension: "svg",
    about: "SVG: the typed statements as a picture, with a legend",
    write,
};

const MARGIN: f64 = 28.0;
/// The narrowest drawing, so that a title has room.
const NARROWEST: f64 = 560.0;
const NAME: Face = Face { class: "name", size: 13.0, line: 16.0 };
const LABEL: Face = Face { class: "label", size: 11.0, line: 14.0 };
const TITLE_SIZE: f64 = 22.0;
const NOTE_SIZE: f64 = 12.0;

/// A way to set text that stands in the middle of something.
struct Face {
    class: &'static str,
    /// Of its letters.
    size: f64,
    /// From line to line.
    line: f64,
}

/// Light first; the second half is for readers who prefer the dark.
const STYLE: &str = "\
text{font-family:'Helvetica Neue',Helvetica,Arial,'Liberation Sans','Noto Sans',sans-serif;fill:#1b2430}
.page,.plate{fill:#fff}
.title{font-size:22px;font-weight:700}
.note{font-size:12px;fill:#5c6775}
.name{font-size:13px;text-anchor:middle;fill:#1b2430}
.label{font-size:11px;text-anchor:middle;fill:#333d4b}
.box{stroke:#4a5563;stroke-width:1;stroke-linejoin:round}
.detail{fill:none;stroke:#4a5563;stroke-width:1;stroke-linejoin:round}
.line{fill:none;stroke:#5c6775;stroke-width:1.3}
.head{fill:#5c6775}
.rule{stroke:#d5dae0;stroke-width:1}
.possible .line{stroke-dasharray:7 4}
.planned .line{stroke-dasharray:0.1 4.5;stroke-width:2;stroke-linecap:round}
.background .line{stroke:#9aa3af;stroke-width:1;stroke-dasharray:3 3}
.background .label{fill:#6b7684}
.background .head{fill:#9aa3af}
.said .line{stroke:#6a3fc0}
.said .label{fill:#5730a8;font-style:italic}
.said .head{fill:#6a3fc0}
.denied .line,.cross{stroke:#c4232b}
.denied .label{fill:#b01c24}
.denied .head{fill:#c4232b}
.cross{fill:none;stroke-width:2.2;stroke-linecap:round}
.arrow:hover .line{stroke-width:2.6}
@media(prefers-color-scheme:dark){
text{fill:#e6eaf0}
.page,.plate{fill:#171b22}
.note{fill:#9aa6b5}
.name{fill:#1b2430}
.label{fill:#d3dae3}
.box,.detail{stroke:#0c0f14}
.line{stroke:#93a0b0}
.head{fill:#93a0b0}
.rule{stroke:#39424e}
.background .line{stroke:#6b7684}
.background .label{fill:#9aa6b5}
.background .head{fill:#6b7684}
.said .line{stroke:#b79cff}
.said .label{fill:#cbb8ff}
.said .head{fill:#b79cff}
.denied .line,.cross{stroke:#ff7078}
.denied .label{fill:#ff9298}
.denied .head{fill:#ff7078}
}
";

fn write(
    graph: &KnowledgeGraph,
    ontology: &Ontology,
    view: View,
    out: &mut dyn Write,
) -> io::Result<()> {
    out.write_all(Page::new(&Picture::new(graph, ontology, view)).finish().as_bytes())
}

/// Elements that have been drawn, from top to bottom.
struct Page {
    body: String,
    /// Between the margins.
    width: f64,
    /// How far down it is filled.
    y: f64,
    title: String,
}

impl Page {
    fn new(picture: &Picture<'_>) -> Self {
        let layout = lay_out(picture);
        let width = layout.size.width.max(NARROWEST);
        let title = picture.title.unwrap_or("Knowledge graph").to_owned();
        let mut page = Self { body: String::new(), width, y: MARGIN, title };
        page.heading(picture);
        page.drawing(picture, layout);
        page.legend(picture);
        page
    }

    fn finish(self) -> String {
        let (width, height) = (number(self.width + 2.0 * MARGIN), number(self.y + MARGIN));
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"title\">\n\
             <title id=\"title\">{}</title>\n<style>\n{STYLE}</style>\n\
             <rect class=\"page\" width=\"{width}\" height=\"{height}\"/>\n{}</svg>\n",
            escaped(&self.title),
            self.body
        )
    }

    fn heading(&mut self, picture: &Picture<'_>) {
        if let Some(title) = picture.title {
            for line in wrap(title, letters(self.width, TITLE_SIZE)) {
                self.y += TITLE_SIZE;
                self.text("title", MARGIN, &line);
                self.y += 6.0;
            }
        }
        if let Some(source) = &picture.source {
            self.paragraph(source);
        }
        self.y += 22.0;
    }

    fn paragraph(&mut self, text: &str) {
        for line in wrap(text, letters(self.width, NOTE_SIZE)) {
            self.y += NOTE_SIZE + 4.0;
            self.text("note", MARGIN, &line);
        }
    }

    fn text(&mut self, class: &str, x: f64, text: &str) {
        let (x, y) = (number(x), number(self.y));
        let text = escaped(text);
        let _ = writeln!(self.body, "<text class=\"{class}\" x=\"{x}\" y=\"{y}\">{text}</text>");
    }

    fn drawing(&mut self, picture: &Picture<'_>, mut layout: Layout) {
        // A drawing that is narrower than its headline stands in the middle.
        let corner = Point { x: MARGIN + (self.width - layout.size.width) / 2.0, y: self.y };
        layout.for_each_point(|point| {
            point.x += corner.x;
            point.y += corner.y;
        });
        for (arrow, route) in picture.arrows.iter().zip(&layout.routes) {
            let ends = [arrow.from, arrow.to].map(|end| (&picture.nodes[end], &layout.nodes[end]));
            self.arrow(arrow, route, ends);
        }
        for (node, rect) in picture.nodes.iter().zip(&layout.nodes) {
            self.node(node, rect);
        }
        self.y += layout.size.height + 26.0;
    }

    fn node(&mut self, node: &Node<'_>, rect: &Rect) {
        let tooltip = escaped(&node.tooltip);
        let _ = writeln!(self.body, "<g class=\"node\"><title>{tooltip}</title>");
        self.shape(node.shape, node.colour, rect);
        let offset = shape::text_offset(node.shape);
        let middle = Point { x: rect.centre.x + offset.x, y: rect.centre.y + offset.y };
        self.lines(&NAME, middle, &wrap(node.name, LINE));
        self.body += "</g>\n";
    }

    fn shape(&mut self, shape: &str, colour: &str, rect: &Rect) {
        let drawing = shape::draw(shape, rect);
        let fill = escaped(colour);
        let _ =
            write!(self.body, "<path class=\"box\" fill=\"{fill}\" d=\"{}\"/>", drawing.outline);
        if !drawing.detail.is_empty() {
            let _ = write!(self.body, "<path class=\"detail\" d=\"{}\"/>", drawing.detail);
        }
        self.body.push('\n');
    }

    fn lines(&mut self, face: &Face, middle: Point, lines: &[String]) {
        let (class, x) = (face.class, number(middle.x));
        let mut y = middle.y + (face.line - height(lines.len(), face)) / 2.0 + face.size * 0.35;
        for line in lines {
            let (at, line) = (number(y), escaped(line));
            let _ =
                writeln!(self.body, "<text class=\"{class}\" x=\"{x}\" y=\"{at}\">{line}</text>");
            y += face.line;
        }
    }

    fn arrow(&mut self, arrow: &Arrow<'_>, route: &Route, ends: [(&Node<'_>, &Rect); 2]) {
        let tooltips: Vec<&str> = arrow.labels.iter().map(|label| label.tooltip.as_str()).collect();
        let class = class(arrow.style);
        let title = escaped(&tooltips.join("\n\n"));
        let _ = writeln!(self.body, "<g class=\"{class}\"><title>{title}</title>");
        let [(from, from_rect), (to, to_rect)] = ends;
        let start = shape::meet(from.shape, from_rect, route.start);
        let mut steps = route.steps.clone();
        let end = match steps.last_mut() {
            Some(Step::Line(end) | Step::Curve(_, _, end)) => {
                *end = shape::meet(to.shape, to_rect, *end);
                *end
            }
            None => start,
        };
        self.line(start, &steps, end);
        if arrow.style.mutual {
            let toward = match steps.first() {
                Some(&(Step::Line(to) | Step::Curve(to, ..))) => to,
                None => end,
            };
            self.head(toward, start);
        }
        if arrow.style.denied {
            self.cross(route.mark);
        }
        let lines: Vec<String> = arrow.labels.iter().map(|label| label.text(arrow.style)).collect();
        let plate = &route.plate;
        let [x, y, width, height] =
            [plate.left(), plate.top(), plate.size.width, plate.size.height].map(number);
        let _ = writeln!(
            self.body,
            "<rect class=\"plate\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"3\"/>"
        );
        self.lines(&LABEL, plate.centre, &lines);
        self.body += "</g>\n";
    }

    /// A line with its arrowhead, which is drawn and not a marker, since not every
    /// program that reads SVG turns markers well.
    fn line(&mut self, start: Point, steps: &[Step], end: Point) {
        let mut path = format!("M{} {}", number(start.x), number(start.y));
        let mut before = start;
        for (index, step) in steps.iter().enumerate() {
            let (control, to) = match *step {
                Step::Line(to) => (before, to),
                Step::Curve(_, control, to) => (control, to),
            };
            let last = index + 1 == steps.len();
            let to = if last { short_of(control, to, 7.0) } else { to };
            let _ = match *step {
                Step::Line(_) => write!(path, " L{} {}", number(to.x), number(to.y)),
                Step::Curve(a, b, _) => write!(
                    path,
                    " C{} {} {} {} {} {}",
                    number(a.x),
                    number(a.y),
                    number(b.x),
                    number(b.y),
                    number(to.x),
                    number(to.y)
                ),
            };
            before = if last { control } else { to };
        }
        let _ = write!(self.body, "<path class=\"line\" d=\"{path}\"/>");
        self.head(before, end);
    }

    /// An arrowhead at `end` of a line that comes from `before`.
    fn head(&mut self, before: Point, end: Point) {
        let neck = short_of(before, end, 9.0);
        let (across, along) = ((end.y - neck.y) * 0.42, (neck.x - end.x) * 0.42);
        let left = Point { x: neck.x + across, y: neck.y + along };
        let right = Point { x: neck.x - across, y: neck.y - along };
        let head = [end, left, right].map(|p| format!("{} {}", number(p.x), number(p.y)));
        let _ = writeln!(self.body, "<path class=\"head\" d=\"M{}Z\"/>", head.join(" L"));
    }

    fn cross(&mut self, at: Point) {
        let [l, r, t, b] = [at.x - 4.5, at.x + 4.5, at.y - 4.5, at.y + 4.5].map(number);
        let _ = writeln!(
            self.body,
            "<path class=\"cross\" d=\"M{l} {t} L{r} {b} M{l} {b} L{r} {t}\"/>"
        );
    }

    fn legend(&mut self, picture: &Picture<'_>) {
        let (left, right, y) = (number(MARGIN), number(MARGIN + self.width), number(self.y));
        let _ = writeln!(self.body, "<path class=\"rule\" d=\"M{left} {y} L{right} {y}\"/>");
        self.y += 24.0;
        let mut x = MARGIN;
        for node in picture.kinds() {
            x = self.item(x, 38.0, node.kind.name(), |page, centre| {
                let size = shape_sample(node.shape);
                page.shape(node.shape, node.colour, &Rect { centre, size });
            });
        }
        if !picture.arrows.is_empty() {
            self.y += 26.0;
        }
        x = MARGIN;
        for (style, meaning) in picture.styles() {
            x = self.item(x, 44.0, meaning, |page, centre| {
                let _ = write!(page.body, "<g class=\"{}\">", class(style));
                let [start, end] = [-22.0, 22.0].map(|dx| Point { x: centre.x + dx, ..centre });
                page.line(start, &[Step::Line(end)], end);
                if style.denied {
                    page.cross(Point { x: centre.x - 4.0, ..centre });
                }
                page.body += "</g>";
            });
        }
        if !picture.caption.is_empty() {
            self.y += 14.0;
            self.paragraph(&picture.caption);
        }
    }

    /// A sample and its meaning; begins a new line where this one is full. Gives the
    /// place of the next.
    fn item(&mut self, x: f64, room: f64, text: &str, draw: impl FnOnce(&mut Self, Point)) -> f64 {
        let taken = room + 8.0 + width(text, NOTE_SIZE) + 18.0;
        let mut x = x;
        if x > MARGIN && x + taken > MARGIN + self.width {
            x = MARGIN;
            self.y += 26.0;
        }
        draw(self, Point { x: x + room / 2.0, y: self.y });
        let baseline = self.y;
        self.y += NOTE_SIZE * 0.35;
        self.text("note", x + room + 8.0, text);
        self.y = baseline;
        x + taken
    }
}

/// The size of a shape in the legend.
fn shape_sample(shape: &str) -> Size {
    let height = if shape == "diamond" { 22.0 } else { 19.0 };
    Size { width: 38.0, height }
}

fn lay_out(picture: &Picture<'_>) -> Layout {
    let nodes: Vec<Size> = picture.nodes.iter().map(box_size).collect();
    let wires: Vec<Wire> = picture
        .arrows
        .iter()
        .map(|arrow| Wire { from: arrow.from, to: arrow.to, plate: plate_size(arrow) })
        .collect();
    arrange(&nodes, &wires)
}

fn box_size(node: &Node<'_>) -> Size {
    let lines = wrap(node.name, LINE);
    let text = Size { width: widest(&lines, &NAME).max(26.0), height: height(lines.len(), &NAME) };
    shape::size_around(node.shape, text)
}

fn plate_size(arrow: &Arrow<'_>) -> Size {
    let lines: Vec<String> = arrow.labels.iter().map(|label| label.text(arrow.style)).collect();
    Size { width: widest(&lines, &LABEL) + 6.0, height: height(lines.len(), &LABEL) + 2.0 }
}

fn widest(lines: &[String], face: &Face) -> f64 {
    lines.iter().map(|line| width(line, face.size)).fold(0.0, f64::max)
}

fn height(lines: usize, face: &Face) -> f64 {
    f64::from(u32::try_from(lines).unwrap_or(u32::MAX)) * face.line
}

/// How many letters of that size go on a line.
fn letters(room: f64, size: f64) -> usize {
    let mut count = 20;
    while width(&"n".repeat(count + 1), size) < room {
        count += 1;
    }
    count
}

fn class(style: Style) -> String {
    let mut class = "arrow".to_owned();
    match style.stroke {
        Stroke::Solid => {}
        Stroke::Dashed => class += " possible",
        Stroke::Dotted => class += " planned",
        Stroke::Background => class += " background",
    }
    if style.attributed {
        class += " said";
    }
    if style.denied {
        class += " denied";
    }
    class
}

/// The point `distance` before `to`, coming from `from`.
fn short_of(from: Point, to: Point, distance: f64) -> Point {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let length = (dx * dx + dy * dy).sqrt().max(1e-9);
    let share = distance / length;
    Point { x: to.x - dx * share, y: to.y - dy * share }
}

/// A number of pixels, to a tenth: the same on every machine.
pub(super) fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Text for XML: marked letters escaped, those that XML 1.0 forbids left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\'' => out += "&#39;",
            '\t' | '\n' => out.push(letter),
            _ if letter < ' ' || letter == '\u{fffe}' || letter == '\u{ffff}' => {}
            _ => out.push(letter),
        }
    }
    out
}
