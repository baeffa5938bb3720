//! The shapes of boxes, by Graphviz's names: how much room they need around their
//! text, what they look like, and where an arrow meets them.

use super::layout::{Point, Rect, Size};
use super::svg::number;
use std::fmt::Write as _;

/// Room between text and outline.
const PADDING: Size = Size { width: 11.0, height: 7.0 };
/// How far the slanted shapes lean.
const SLANT: f64 = 12.0;
/// The lesser of such details: a folded corner, a tab.
const DETAIL: f64 = 8.0;

/// How thick the flat things are that are shown with thickness.
const DEPTH: f64 = 5.0;

/// How a box is drawn, at some place.
pub(super) struct Drawing {
    /// The path that is filled.
    pub outline: String,
    /// Lines within it, or nothing.
    pub detail: String,
}

/// The size of a box of that shape around a text of that size.
pub(super) fn size_around(shape: &str, text: Size) -> Size {
    let width = text.width + 2.0 * PADDING.width;
    let height = text.height + 2.0 * PADDING.height;
    let (more_width, more_height) = match shape {
        "ellipse" | "egg" => {
            // The text's corners must lie inside: (w/W)² + (h/H)² ≤ 1.
            let outer = text.height + 20.0;
            let filled = text.height / outer;
            let around = (text.width + 12.0) / (1.0 - filled * filled).sqrt();
            return Size { width: around, height: outer };
        }
        "diamond" => {
            return Size { width: text.width * 1.6 + 10.0, height: text.height * 2.6 + 6.0 };
        }
        "trapezium" | "invtrapezium" | "parallelogram" | "hexagon" => (2.0 * SLANT - 4.0, 0.0),
        "septagon" => (2.0 * SLANT, DETAIL),
        "octagon" => (4.0, 2.0),
        "doubleoctagon" => (10.0, 8.0),
        "cds" => (SLANT, 0.0),
        "component" | "box3d" | "note" => (DETAIL, 4.0),
        "tab" | "folder" | "cylinder" | "house" | "invhouse" => (0.0, DETAIL),
        _ => (0.0, 0.0),
    };
    Size { width: width + more_width, height: height + more_height }
}

/// How far the text's middle lies from the box's.
pub(super) fn text_offset(shape: &str) -> Point {
    let (x, y) = match shape {
        "house" | "tab" | "folder" | "cylinder" => (0.0, DETAIL / 2.0),
        "invhouse" => (0.0, -DETAIL / 2.0),
        "cds" => (-SLANT / 2.0 + 1.0, 0.0),
        "box3d" => (-2.5, 2.5),
        "component" => (DETAIL / 2.0, 0.0),
        _ => (0.0, 0.0),
    };
    Point { x, y }
}

/// Draws the shape so that it fills `rect`.
pub(super) fn draw(shape: &str, rect: &Rect) -> Drawing {
    let (left, top, right, bottom) = (rect.left(), rect.top(), rect.right(), rect.bottom());
    let outline = match shape {
        "ellipse" | "egg" => oval(rect, blunt(shape)),
        "box" => rounded(&corners(shape, rect), 8.0),
        "note" | "folder" | "tab" | "component" | "underline" | "cds" => {
            rounded(&corners(shape, rect), 2.0)
        }
        "cylinder" => cylinder(rect),
        _ => rounded(&corners(shape, rect), 4.0),
    };
    let scale = (rect.size.height / 26.0).min(1.0);
    let (cut, depth) = (DETAIL * scale, DEPTH * scale);
    let detail = match shape {
        "note" => lines(&[&[(right - cut, top), (right - cut, top + cut), (right, top + cut)]]),
        "box3d" => lines(&[
            &[(left, top + depth), (right - depth, top + depth), (right - depth, bottom)],
            &[(right - depth, top + depth), (right, top)],
        ]),
        "component" => [-6.5, 6.5].map(|y| lug(left, rect.centre.y + y * scale, scale)).concat(),
        "folder" => lines(&[&[(left + rect.size.width * 0.6, top + depth), (right, top + depth)]]),
        "tab" => lines(&[&[(left, top + depth), (left + rect.size.width * 0.4, top + depth)]]),
        "cylinder" => arc((left, top + 5.0), (right, top + 5.0), rect.size.width / 2.0, false),
        "doubleoctagon" => {
            let size = Size {
                width: rect.size.width - 8.0 * scale,
                height: rect.size.height - 8.0 * scale,
            };
            rounded(&corners("octagon", &Rect { size, ..*rect }), 3.0)
        }
        "underline" => lines(&[&[(left, bottom - 3.0), (right, bottom - 3.0)]]),
        _ => String::new(),
    };
    Drawing { outline, detail }
}

/// Where an arrow that comes straight to `point`, at a side of `rect`, meets the shape.
pub(super) fn meet(shape: &str, rect: &Rect, point: Point) -> Point {
    let beside = (point.x - rect.centre.x).abs() / rect.size.width;
    let above = (point.y - rect.centre.y).abs() / rect.size.height;
    let level = beside > above;
    match shape {
        "ellipse" | "egg" => meet_oval(rect, blunt(shape), point, level),
        _ => meet_polygon(&corners(shape, rect), point, level),
    }
}

/// Which part of an oval's width lies left of its highest point.
fn blunt(shape: &str) -> f64 {
    if shape == "egg" { 0.36 } else { 0.5 }
}

fn meet_oval(rect: &Rect, blunt: f64, point: Point, level: bool) -> Point {
    let top = rect.left() + rect.size.width * blunt;
    let half = rect.size.height / 2.0;
    let radius = |x: f64| rect.size.width * if x < top { blunt } else { 1.0 - blunt };
    let along = |share: f64| (1.0 - share * share).max(0.0).sqrt();
    if level {
        let sign = (point.x - rect.centre.x).signum();
        let x = top + sign * radius(point.x) * along((point.y - rect.centre.y) / half);
        Point { x, ..point }
    } else {
        let sign = (point.y - rect.centre.y).signum();
        let y = rect.centre.y + sign * half * along((point.x - top) / radius(point.x));
        Point { y, ..point }
    }
}

fn meet_polygon(corners: &[Point], point: Point, level: bool) -> Point {
    let swap = |p: Point| if level { Point { x: p.y, y: p.x } } else { p };
    let at = swap(point);
    let next = corners.iter().cycle().skip(1);
    let crossings =
        corners.iter().zip(next).map(|(&a, &b)| (swap(a), swap(b))).filter_map(|(a, b)| {
            let spans = a.x.min(b.x) <= at.x && at.x <= a.x.max(b.x) && (a.x - b.x).abs() > 1e-9;
            spans.then(|| a.y + (b.y - a.y) * (at.x - a.x) / (b.x - a.x))
        });
    let y = crossings.min_by(|a, b| (a - at.y).abs().total_cmp(&(b - at.y).abs()));
    swap(Point { x: at.x, y: y.unwrap_or(at.y) })
}

/// The corners, clockwise.
fn corners(shape: &str, rect: &Rect) -> Vec<Point> {
    // Details shrink with the box, for the legend's samples.
    let scale = (rect.size.height / 26.0).min(1.0);
    polygon(shape)
        .iter()
        .map(|&((share_x, x), (share_y, y))| Point {
            x: rect.left() + share_x * rect.size.width + x * scale,
            y: rect.top() + share_y * rect.size.height + y * scale,
        })
        .collect()
}

/// Across and down: a share of the box's side, and pixels on top of it.
type Corner = ((f64, f64), (f64, f64));

fn polygon(shape: &str) -> &'static [Corner] {
    match shape {
        "diamond" => &[MIDDLE_TOP, RIGHT_MIDDLE, MIDDLE_BOTTOM, LEFT_MIDDLE],
        "parallelogram" => &[LEANING_TOP_LEFT, TOP_RIGHT, LEANING_BOTTOM_RIGHT, BOTTOM_LEFT],
        "trapezium" => &[LEANING_TOP_LEFT, LEANING_TOP_RIGHT, BOTTOM_RIGHT, BOTTOM_LEFT],
        "invtrapezium" => &[TOP_LEFT, TOP_RIGHT, LEANING_BOTTOM_RIGHT, LEANING_BOTTOM_LEFT],
        "hexagon" => &HEXAGON,
        "septagon" => &SEPTAGON,
        "octagon" | "doubleoctagon" => &OCTAGON,
        "house" => &HOUSE,
        "invhouse" => &INVERSE_HOUSE,
        "cds" => &[TOP_LEFT, LEANING_TOP_RIGHT, RIGHT_MIDDLE, LEANING_BOTTOM_RIGHT, BOTTOM_LEFT],
        "box3d" => &BOX,
        "note" => &NOTE,
        "folder" => &FOLDER,
        "tab" => &TAB,
        _ => &[TOP_LEFT, TOP_RIGHT, BOTTOM_RIGHT, BOTTOM_LEFT],
    }
}

const TOP_LEFT: Corner = ((0.0, 0.0), (0.0, 0.0));
const TOP_RIGHT: Corner = ((1.0, 0.0), (0.0, 0.0));
const BOTTOM_RIGHT: Corner = ((1.0, 0.0), (1.0, 0.0));
const BOTTOM_LEFT: Corner = ((0.0, 0.0), (1.0, 0.0));
const MIDDLE_TOP: Corner = ((0.5, 0.0), (0.0, 0.0));
const MIDDLE_BOTTOM: Corner = ((0.5, 0.0), (1.0, 0.0));
const LEFT_MIDDLE: Corner = ((0.0, 0.0), (0.5, 0.0));
const RIGHT_MIDDLE: Corner = ((1.0, 0.0), (0.5, 0.0));
const LEANING_TOP_LEFT: Corner = ((0.0, SLANT), (0.0, 0.0));
const LEANING_TOP_RIGHT: Corner = ((1.0, -SLANT), (0.0, 0.0));
const LEANING_BOTTOM_RIGHT: Corner = ((1.0, -SLANT), (1.0, 0.0));
const LEANING_BOTTOM_LEFT: Corner = ((0.0, SLANT), (1.0, 0.0));

const HEXAGON: [Corner; 6] = [
    LEANING_TOP_LEFT,
    LEANING_TOP_RIGHT,
    RIGHT_MIDDLE,
    LEANING_BOTTOM_RIGHT,
    LEANING_BOTTOM_LEFT,
    LEFT_MIDDLE,
];
const SEPTAGON: [Corner; 7] = [
    MIDDLE_TOP,
    ((1.0, -SLANT), (0.0, DETAIL)),
    ((1.0, 0.0), (0.65, 0.0)),
    LEANING_BOTTOM_RIGHT,
    LEANING_BOTTOM_LEFT,
    ((0.0, 0.0), (0.65, 0.0)),
    ((0.0, SLANT), (0.0, DETAIL)),
];
const OCTAGON: [Corner; 8] = [
    ((0.0, DETAIL), (0.0, 0.0)),
    ((1.0, -DETAIL), (0.0, 0.0)),
    ((1.0, 0.0), (0.0, DETAIL)),
    ((1.0, 0.0), (1.0, -DETAIL)),
    ((1.0, -DETAIL), (1.0, 0.0)),
    ((0.0, DETAIL), (1.0, 0.0)),
    ((0.0, 0.0), (1.0, -DETAIL)),
    ((0.0, 0.0), (0.0, DETAIL)),
];
const HOUSE: [Corner; 5] =
    [MIDDLE_TOP, ((1.0, 0.0), (0.0, SLANT)), BOTTOM_RIGHT, BOTTOM_LEFT, ((0.0, 0.0), (0.0, SLANT))];
const INVERSE_HOUSE: [Corner; 5] =
    [TOP_LEFT, TOP_RIGHT, ((1.0, 0.0), (1.0, -SLANT)), MIDDLE_BOTTOM, ((0.0, 0.0), (1.0, -SLANT))];
const BOX: [Corner; 6] = [
    ((0.0, DEPTH), (0.0, 0.0)),
    TOP_RIGHT,
    ((1.0, 0.0), (1.0, -DEPTH)),
    ((1.0, -DEPTH), (1.0, 0.0)),
    BOTTOM_LEFT,
    ((0.0, 0.0), (0.0, DEPTH)),
];
const NOTE: [Corner; 5] = [
    TOP_LEFT,
    ((1.0, -DETAIL), (0.0, 0.0)),
    ((1.0, 0.0), (0.0, DETAIL)),
    BOTTOM_RIGHT,
    BOTTOM_LEFT,
];
const FOLDER: [Corner; 7] = [
    ((0.0, 0.0), (0.0, DEPTH)),
    ((0.6, -4.0), (0.0, DEPTH)),
    ((0.6, 0.0), (0.0, 0.0)),
    ((1.0, -4.0), (0.0, 0.0)),
    ((1.0, 0.0), (0.0, DEPTH)),
    BOTTOM_RIGHT,
    BOTTOM_LEFT,
];
const TAB: [Corner; 6] = [
    TOP_LEFT,
    ((0.4, 0.0), (0.0, 0.0)),
    ((0.4, 0.0), (0.0, DEPTH)),
    ((1.0, 0.0), (0.0, DEPTH)),
    BOTTOM_RIGHT,
    BOTTOM_LEFT,
];

/// A closed path whose corners are rounded.
fn rounded(corners: &[Point], radius: f64) -> String {
    let mut path = String::new();
    let count = corners.len();
    for (index, &corner) in corners.iter().enumerate() {
        let toward = |other: Point| {
            let (dx, dy) = (other.x - corner.x, other.y - corner.y);
            let length = (dx * dx + dy * dy).sqrt().max(1e-9);
            let share = (radius / length).min(0.5);
            (corner.x + dx * share, corner.y + dy * share)
        };
        let (before, after) =
            (toward(corners[(index + count - 1) % count]), toward(corners[(index + 1) % count]));
        let command = if index == 0 { 'M' } else { 'L' };
        let _ = write!(path, "{command}{} Q{} {}", at(before), at((corner.x, corner.y)), at(after));
    }
    path + "Z"
}

fn oval(rect: &Rect, blunt: f64) -> String {
    let top = rect.left() + rect.size.width * blunt;
    let radii = [rect.size.width * (1.0 - blunt), rect.size.width * blunt];
    let half = number(rect.size.height / 2.0);
    let (north, south) = (at((top, rect.top())), at((top, rect.bottom())));
    let east = at((rect.right(), rect.centre.y));
    let west = at((rect.left(), rect.centre.y));
    let (wide, narrow) = (number(radii[0]), number(radii[1]));
    format!(
        "M{north} A{wide} {half} 0 0 1 {east} A{wide} {half} 0 0 1 {south} \
         A{narrow} {half} 0 0 1 {west} A{narrow} {half} 0 0 1 {north}Z"
    )
}

fn cylinder(rect: &Rect) -> String {
    let (l, t, r, b) = (rect.left(), rect.top() + 5.0, rect.right(), rect.bottom() - 5.0);
    let radius = rect.size.width / 2.0;
    let lid = arc((l, t), (r, t), radius, true);
    let foot = arc((r, b), (l, b), radius, true);
    format!("{lid} L{}Z", foot.trim_start_matches('M'))
}

/// A flat arc from one point to another, 5 high.
fn arc(from: (f64, f64), to: (f64, f64), radius: f64, clockwise: bool) -> String {
    let sweep = u8::from(clockwise);
    format!("M{} A{} 5 0 0 {sweep} {}", at(from), number(radius), at(to))
}

/// One of the two lugs of a component.
fn lug(left: f64, middle: f64, scale: f64) -> String {
    let ([near, far], half) = ([left - 4.0 * scale, left + 5.0 * scale], 2.5 * scale);
    let corners = [(-1.0, near), (-1.0, far), (1.0, far), (1.0, near)];
    format!("{}Z", lines(&[&corners.map(|(sign, x)| (x, middle + sign * half))]))
}

fn lines(strokes: &[&[(f64, f64)]]) -> String {
    let stroke = |points: &&[(f64, f64)]| {
        let points: Vec<String> = points.iter().copied().map(at).collect();
        format!("M{}", points.join(" L"))
    };
    strokes.iter().map(stroke).collect::<Vec<_>>().join(" ")
}

fn at((x, y): (f64, f64)) -> String {
    format!("{} {}", number(x), number(y))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHAPES: [&str; 21] = [
        "box",
        "box3d",
        "cds",
        "component",
        "cylinder",
        "diamond",
        "doubleoctagon",
        "egg",
        "ellipse",
        "folder",
        "hexagon",
        "house",
        "invhouse",
        "invtrapezium",
        "note",
        "octagon",
        "parallelogram",
        "septagon",
        "tab",
        "trapezium",
        "underline",
    ];

    fn around(shape: &str, text: Size) -> Rect {
        Rect { centre: Point { x: 300.0, y: 200.0 }, size: size_around(shape, text) }
    }

    /// How far the shape reaches left and right at that height.
    fn span(shape: &str, rect: &Rect, y: f64) -> (f64, f64) {
        let reach = |x| meet(shape, rect, Point { x, y }).x;
        (reach(rect.left()), reach(rect.right()))
    }

    #[test]
    fn knows_the_shape_of_every_kind() {
        for line in include_str!("../../data/kinds.toml").lines() {
            if let Some(shape) = line.strip_prefix("shape = ") {
                assert!(SHAPES.contains(&shape.trim_matches('"')), "{shape} is not drawn");
            }
        }
    }

    #[test]
    fn holds_its_text_whole() {
        let texts = [(30.0, 16.0), (160.0, 16.0), (90.0, 48.0)];
        for (shape, (width, height)) in SHAPES.iter().flat_map(|s| texts.map(|text| (s, text))) {
            let rect = around(shape, Size { width, height });
            let offset = text_offset(shape);
            // Letters stand a little inside of their line.
            for y in [height / 2.0 - 2.0, 2.0 - height / 2.0] {
                let (left, right) = span(shape, &rect, rect.centre.y + offset.y + y);
                let x = rect.centre.x + offset.x;
                assert!(left <= x - width / 2.0, "{shape} {width} x {height}: {left}");
                assert!(right >= x + width / 2.0, "{shape} {width} x {height}: {right}");
            }
        }
    }

    #[test]
    fn meets_arrows_on_its_outline_in_a_straight_line() {
        for shape in SHAPES {
            let rect = around(shape, Size { width: 90.0, height: 16.0 });
            let (x, y) = (rect.centre.x + 20.0, rect.centre.y - 5.0);
            let below = meet(shape, &rect, Point { x, y: rect.bottom() });
            assert!(
                (below.x - x).abs() < 1e-9
                    && (rect.centre.y..=rect.bottom() + 1e-9).contains(&below.y),
                "{shape}"
            );
            let right = meet(shape, &rect, Point { x: rect.right(), y });
            assert!(
                (right.y - y).abs() < 1e-9
                    && (rect.centre.x..=rect.right() + 1e-9).contains(&right.x),
                "{shape}"
            );
        }
        let oval = around("ellipse", Size { width: 90.0, height: 16.0 });
        let side = meet("ellipse", &oval, Point { x: oval.right(), y: oval.centre.y - 9.0 });
        assert!(side.x < oval.right() - 5.0, "an oval is narrower off its middle");
    }
}
