//! Where everything stands: connected parts laid out one by one, then packed on a
//! page. Nothing overlaps: neither boxes, nor plates, nor an arrow and a box.

use super::layered::{self, Drawn};
use super::orientation::Orientation;

/// Width over height of the page that we aim at, between 4:3 and 16:10.
const ASPECT: f64 = 1.45;
/// Room between connected parts.
const PART_GAP: f64 = 36.0;
/// Above so many nodes one layout is tried instead of four.
const LARGE: usize = 400;

/// A point, in pixels; y points down.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Point {
    pub x: f64,
    pub y: f64,
}

/// Width and height, in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Size {
    pub width: f64,
    pub height: f64,
}

/// A rectangle by its centre.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Rect {
    pub centre: Point,
    pub size: Size,
}

/// An arrow to be laid out: the indices of its ends and the size of its plate.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wire {
    pub from: usize,
    pub to: usize,
    pub plate: Size,
}

/// The way of an arrow.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Route {
    /// Where it leaves its subject's box.
    pub start: Point,
    /// How it goes on, to the side of its object's box.
    pub steps: Vec<Step>,
    /// Where its plate lies; it runs below it.
    pub plate: Rect,
    /// A free place on the arrow between plate and object.
    pub mark: Point,
}

/// A piece of a way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Step {
    Line(Point),
    /// A cubic Bézier curve: two control points and the end.
    Curve(Point, Point, Point),
}

/// Everything in its place, from the upper left corner at 0, 0.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Layout {
    pub size: Size,
    /// In the order of the nodes that were given.
    pub nodes: Vec<Rect>,
    /// In the order of the wires that were given.
    pub routes: Vec<Route>,
}

impl Size {
    pub(super) fn transposed(self) -> Self {
        Self { width: self.height, height: self.width }
    }

    /// How high a page of the wanted shape must be to hold it.
    fn page(self) -> f64 {
        self.height.max(self.width / ASPECT)
    }
}

impl Rect {
    pub(super) fn left(&self) -> f64 {
        self.centre.x - self.size.width / 2.0
    }

    pub(super) fn right(&self) -> f64 {
        self.centre.x + self.size.width / 2.0
    }

    pub(super) fn top(&self) -> f64 {
        self.centre.y - self.size.height / 2.0
    }

    pub(super) fn bottom(&self) -> f64 {
        self.centre.y + self.size.height / 2.0
    }
}

impl Layout {
    /// Calls `change` with every point.
    pub(super) fn for_each_point(&mut self, mut change: impl FnMut(&mut Point)) {
        for node in &mut self.nodes {
            change(&mut node.centre);
        }
        for route in &mut self.routes {
            change(&mut route.start);
            change(&mut route.plate.centre);
            change(&mut route.mark);
            for step in &mut route.steps {
                match step {
                    Step::Line(to) => change(to),
                    Step::Curve(a, b, to) => [a, b, to].into_iter().for_each(&mut change),
                }
            }
        }
    }

    /// Mirrored at the diagonal: what went down goes right.
    pub(super) fn transposed(mut self) -> Self {
        self.for_each_point(|point| *point = Point { x: point.y, y: point.x });
        for node in &mut self.nodes {
            node.size = node.size.transposed();
        }
        for route in &mut self.routes {
            route.plate.size = route.plate.size.transposed();
        }
        Self { size: self.size.transposed(), ..self }
    }
}

/// Lays out boxes of the given sizes, and wires between them.
pub(super) fn arrange(nodes: &[Size], wires: &[Wire]) -> Layout {
    let parts = parts(nodes.len(), wires);
    let laid: Vec<Layout> = parts.iter().map(|part| best(part, nodes, wires)).collect();
    let (size, corners) = pack(&laid.iter().map(|layout| layout.size).collect::<Vec<_>>());
    let mut placed_nodes = vec![Rect::default(); nodes.len()];
    let mut placed_routes: Vec<Option<Route>> = vec![None; wires.len()];
    for ((part, mut layout), corner) in parts.iter().zip(laid).zip(corners) {
        layout.for_each_point(|point| {
            point.x += corner.x;
            point.y += corner.y;
        });
        for (&node, rect) in part.nodes.iter().zip(layout.nodes) {
            placed_nodes[node] = rect;
        }
        for (&wire, route) in part.wires.iter().zip(layout.routes) {
            placed_routes[wire] = Some(route);
        }
    }
    let routes = placed_routes.into_iter().map(|r| r.expect("a wire lies in one part")).collect();
    Layout { size, nodes: placed_nodes, routes }
}

/// What hangs together, by index, in the order of the first node.
struct Part {
    nodes: Vec<usize>,
    wires: Vec<usize>,
}

fn parts(nodes: usize, wires: &[Wire]) -> Vec<Part> {
    let mut group: Vec<usize> = (0..nodes).collect();
    let root = |group: &[usize], mut node: usize| {
        while group[node] != node {
            node = group[node];
        }
        node
    };
    for wire in wires {
        let (a, b) = (root(&group, wire.from), root(&group, wire.to));
        group[a.max(b)] = a.min(b);
    }
    let mut place = vec![usize::MAX; nodes];
    let mut parts: Vec<Part> = Vec::new();
    for node in 0..nodes {
        let first = root(&group, node);
        if first == node {
            place[node] = parts.len();
            parts.push(Part { nodes: Vec::new(), wires: Vec::new() });
        }
        parts[place[first]].nodes.push(node);
    }
    for (index, wire) in wires.iter().enumerate() {
        parts[place[root(&group, wire.from)]].wires.push(index);
    }
    parts
}

/// The layout of a part that needs the smallest page of the wanted shape: from left
/// to right or downwards, with leaves on one side of their hub or on both.
fn best(part: &Part, nodes: &[Size], wires: &[Wire]) -> Layout {
    let local = |node: usize| part.nodes.binary_search(&node).expect("an end lies in its part");
    let sizes: Vec<Size> = part.nodes.iter().map(|&node| nodes[node]).collect();
    let wires: Vec<Wire> = part
        .wires
        .iter()
        .map(|&index| Wire {
            from: local(wires[index].from),
            to: local(wires[index].to),
            ..wires[index]
        })
        .collect();
    let orientations =
        [Orientation::Spread, Orientation::Balanced, Orientation::Outwards, Orientation::Directed];
    let ways = orientations.into_iter().flat_map(|way| [(true, way), (false, way)]);
    let tried = if sizes.len() > LARGE { 1 } else { usize::MAX };
    ways.take(tried)
        .flat_map(|(downwards, way)| layered::lay_out(&sizes, &wires, downwards, way))
        .min_by(|a, b| cost(a, wires.len()).total_cmp(&cost(b, wires.len())))
        .map(|drawn| drawn.layout)
        .expect("dugong lays out every graph whose boxes have a size and whose wires join two")
}

/// How far a drawing is from what we want: small, of the page's shape, with
/// few crossings and bends.
fn cost(drawn: &Drawn, wires: usize) -> f64 {
    let count = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    let wires = count(wires.max(1));
    let faults = 0.3 * count(drawn.crossings) / wires + 0.15 * count(drawn.bends) / wires;
    drawn.layout.size.page() * (1.0 + faults)
}

/// Packs rectangles on the smallest page of the wanted shape; gives the page's size
/// and everyone's upper left corner.
fn pack(sizes: &[Size]) -> (Size, Vec<Point>) {
    let widest = sizes.iter().map(|size| size.width).fold(0.0, f64::max);
    let area: f64 = sizes.iter().map(|s| (s.width + PART_GAP) * (s.height + PART_GAP)).sum();
    let square = (area * ASPECT).sqrt();
    [0.8, 1.0, 1.2, 1.5, 2.0]
        .into_iter()
        .map(|factor| pack_within(widest.max(square * factor), sizes))
        .min_by(|a, b| a.0.page().total_cmp(&b.0.page()))
        .expect("several widths are tried")
}

/// The tallest first, each as high on the page as it can go, then as far left.
fn pack_within(width: f64, sizes: &[Size]) -> (Size, Vec<Point>) {
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    order.sort_by(|&a, &b| sizes[b].height.total_cmp(&sizes[a].height).then(a.cmp(&b)));
    let mut corners = vec![Point::default(); sizes.len()];
    let mut page = Size::default();
    for (count, &index) in order.iter().enumerate() {
        let size = sizes[index];
        let placed = &order[..count];
        let edge = |&other: &usize| corners[other].x + sizes[other].width + PART_GAP;
        let corner = placed
            .iter()
            .map(edge)
            .chain([0.0])
            .filter(|x| *x <= 0.0 || x + size.width <= width)
            .map(|x| Point { x, y: floor(x, size, placed, &corners, sizes) })
            .min_by(|a, b| a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x)))
            .expect("the left margin is always tried");
        corners[index] = corner;
        page.width = page.width.max(corner.x + size.width);
        page.height = page.height.max(corner.y + size.height);
    }
    (page, corners)
}

/// How high up a rectangle at `x` can go without touching those that are placed.
fn floor(x: f64, size: Size, placed: &[usize], corners: &[Point], sizes: &[Size]) -> f64 {
    placed
        .iter()
        .filter(|&&other| {
            let left = corners[other].x;
            left < x + size.width + PART_GAP && x < left + sizes[other].width + PART_GAP
        })
        .map(|&other| corners[other].y + sizes[other].height + PART_GAP)
        .fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Boxes and wires of many sizes; loops and doubles are among the wires.
    fn drawings(most: usize) -> impl Strategy<Value = (Vec<Size>, Vec<Wire>)> {
        let size = |width, height| {
            (20.0..width, 14.0..height).prop_map(|(width, height)| Size { width, height })
        };
        prop::collection::vec(size(240.0, 90.0), 1..=most).prop_flat_map(move |nodes| {
            let count = nodes.len();
            let wire = (0..count, 0..count, size(150.0, 60.0));
            let wire = wire.prop_map(|(from, to, plate)| Wire { from, to, plate });
            (Just(nodes), prop::collection::vec(wire, 0..=most * 3 / 2))
        })
    }

    fn overlap(a: &Rect, b: &Rect) -> bool {
        let slack = 0.01;
        a.left() + slack < b.right()
            && b.left() + slack < a.right()
            && a.top() + slack < b.bottom()
            && b.top() + slack < a.bottom()
    }

    /// Points along a route, a few pixels apart.
    fn points(route: &Route) -> Vec<Point> {
        let mix = |a: Point, b: Point, t: f64| Point {
            x: a.x + (b.x - a.x) * t,
            y: a.y + (b.y - a.y) * t,
        };
        let (mut at, mut points) = (route.start, vec![route.start]);
        for &step in &route.steps {
            let (first, second, to) = match step {
                Step::Line(to) => (at, to, to),
                Step::Curve(first, second, to) => (first, second, to),
            };
            for t in (1..=50).map(|t| f64::from(t) / 50.0) {
                let inner = mix(first, second, t);
                let (before, after) = (mix(at, first, t), mix(second, to, t));
                points.push(mix(mix(before, inner, t), mix(inner, after, t), t));
            }
            at = to;
        }
        points
    }

    fn check(nodes: &[Size], wires: &[Wire]) {
        let layout = arrange(nodes, wires);
        let rects: Vec<&Rect> =
            layout.nodes.iter().chain(layout.routes.iter().map(|route| &route.plate)).collect();
        for (index, a) in rects.iter().enumerate() {
            assert!(a.left() >= -0.01 && a.right() <= layout.size.width + 0.01, "{a:?} is off");
            assert!(a.top() >= -0.01 && a.bottom() <= layout.size.height + 0.01, "{a:?} is off");
            for b in &rects[..index] {
                assert!(!overlap(a, b), "{a:?} lies on {b:?}");
            }
        }
        for (index, (route, wire)) in layout.routes.iter().zip(wires).enumerate() {
            if wire.from == wire.to {
                continue;
            }
            let others = (0..layout.nodes.len()).filter(|&n| n != wire.from && n != wire.to);
            let plates = (0..wires.len()).filter(|&w| w != index).map(|w| nodes.len() + w);
            let obstacles: Vec<&Rect> = others.chain(plates).map(|i| rects[i]).collect();
            for point in points(route) {
                let dot = Rect { centre: point, size: Size { width: 0.2, height: 0.2 } };
                let hit = obstacles.iter().find(|obstacle| overlap(obstacle, &dot));
                assert!(hit.is_none(), "{wire:?} runs through {hit:?}");
            }
        }
        for (route, wire) in layout.routes.iter().zip(wires) {
            let (first, last) = (route.start, *points(route).last().unwrap());
            assert!(near_side(&layout.nodes[wire.from], first), "{first:?} is off its box");
            assert!(near_side(&layout.nodes[wire.to], last), "{last:?} is off its box");
        }
    }

    fn near_side(rect: &Rect, point: Point) -> bool {
        let (dx, dy) = ((point.x - rect.centre.x).abs(), (point.y - rect.centre.y).abs());
        let (x, y) = (rect.size.width / 2.0 - dx, rect.size.height / 2.0 - dy);
        x > -0.1 && y > -0.1 && x.min(y) < 0.1
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn lays_nothing_over_anything_in_a_graph_of_25((nodes, wires) in drawings(25)) {
            check(&nodes, &wires);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3))]

        #[test]
        fn lays_nothing_over_anything_in_a_graph_of_100((nodes, wires) in drawings(100)) {
            check(&nodes, &wires);
        }
    }

    #[test]
    fn keeps_the_page_s_shape_for_many_small_parts() {
        let nodes = [Size { width: 120.0, height: 30.0 }; 60];
        let plate = Size { width: 60.0, height: 16.0 };
        let wires: Vec<Wire> =
            (0..30).map(|i| Wire { from: 2 * i, to: 2 * i + 1, plate }).collect();
        let size = arrange(&nodes, &wires).size;
        let shape = size.width / size.height;
        assert!((1.0..2.1).contains(&shape), "{size:?}");
    }

    #[test]
    fn gives_a_star_both_sides_of_its_hub() {
        let nodes = [Size { width: 120.0, height: 30.0 }; 31];
        let plate = Size { width: 60.0, height: 16.0 };
        let wires: Vec<Wire> = (1..31).map(|to| Wire { from: 0, to, plate }).collect();
        let size = arrange(&nodes, &wires).size;
        assert!(size.page() < 1100.0, "{size:?}");
    }
}
