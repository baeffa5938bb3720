//! The ways of arrows, once it is settled where everything stands.

use super::super::layout::{Layout, Point, Rect, Route, Size, Step, Wire};
use super::{LOOP_REACH, Plan, Stop, loop_room};

impl Plan {
    pub(super) fn draw(&self) -> Layout {
        let rect = |stop: &Stop, size: Size| {
            let centre = Point { x: stop.x, y: self.bands[stop.band].y };
            Rect { centre, size }
        };
        let nodes: Vec<Rect> =
            self.places.iter().zip(&self.sizes).map(|(stop, &size)| rect(stop, size)).collect();
        let mut taken = vec![0.0; nodes.len()];
        let mut routes = Vec::new();
        for (index, wire) in self.wires.iter().enumerate() {
            routes.push(if wire.from == wire.to {
                let beside = &mut taken[wire.from];
                let route = loop_route(wire, &nodes[wire.from], *beside);
                *beside += loop_room(wire);
                route
            } else {
                let plate = rect(&self.ways[index][self.plates[index]], wire.plate);
                self.route(index, plate, &nodes[wire.from], &nodes[wire.to])
            });
        }
        let mut layout = Layout { size: Size::default(), nodes, routes };
        self.fit(&mut layout);
        layout
    }

    fn route(&self, index: usize, plate: Rect, from: &Rect, to: &Rect) -> Route {
        let way = &self.ways[index];
        let side = |stop: &Stop, toward: &Stop, half: f64| {
            let sign = if toward.band > stop.band { 1.0 } else { -1.0 };
            Point { x: stop.x, y: self.bands[stop.band].y + sign * half }
        };
        let (first, last) = (way[0], way[way.len() - 1]);
        let start = side(&first, &way[1], from.size.height / 2.0);
        let end = side(&last, &way[way.len() - 2], to.size.height / 2.0);
        let mut path = Path { at: start, steps: Vec::new() };
        let mut mark = start;
        for (pair, &(upper, lower)) in way.windows(2).zip(&self.levels[index]) {
            let leave = side(&pair[0], &pair[1], self.bands[pair[0].band].half);
            let reach = side(&pair[1], &pair[0], self.bands[pair[1].band].half);
            let down = leave.y < reach.y;
            let (before, after) = if down { (upper, -lower) } else { (-lower, upper) };
            path.line(Point { y: leave.y + before, ..leave });
            path.bend(Point { y: reach.y + after, ..reach });
            path.line(reach);
            // On the bend at a quarter of its parameter, clear of the arrowhead.
            let (from, to) = (leave.y + before, reach.y + after);
            mark.x = leave.x + 0.156_25 * (reach.x - leave.x);
            mark.y = from + 0.296_875 * (to - from);
        }
        path.line(end);
        Route { start, steps: path.steps, plate, mark }
    }

    /// Moves everything so that it begins at 0, 0, and measures it.
    fn fit(&self, layout: &mut Layout) {
        let rects = || layout.nodes.iter().chain(layout.routes.iter().map(|route| &route.plate));
        let beside = layout.nodes.iter().zip(&self.loops).map(|(node, room)| node.right() + room);
        let left = rects().map(Rect::left).fold(f64::INFINITY, f64::min);
        let right = rects().map(Rect::right).chain(beside).fold(f64::NEG_INFINITY, f64::max);
        let lanes = self.ways.iter().flatten().map(|stop| stop.x);
        let (left, right) = lanes.fold((left, right), |(l, r), x| (l.min(x), r.max(x)));
        let bottom = self.bands.last().map_or(0.0, |band| band.y + band.half);
        layout.for_each_point(|point| point.x -= left);
        layout.size = Size { width: right - left, height: bottom };
    }
}

/// A way that is being drawn.
struct Path {
    at: Point,
    steps: Vec<Step>,
}

impl Path {
    fn line(&mut self, to: Point) {
        if (self.at.x - to.x).abs() + (self.at.y - to.y).abs() < 0.05 {
            return;
        }
        self.steps.push(Step::Line(to));
        self.at = to;
    }

    /// A bend that leaves and arrives along the flow.
    fn bend(&mut self, to: Point) {
        if (self.at.x - to.x).abs() < 0.05 {
            return self.line(to);
        }
        let y = f64::midpoint(self.at.y, to.y);
        let control = |x| Point { x, y };
        self.steps.push(Step::Curve(control(self.at.x), control(to.x), to));
        self.at = to;
    }
}

/// A loop on the right of its box, around its own plate.
fn loop_route(wire: &Wire, node: &Rect, beside: f64) -> Route {
    let apex = node.right() + beside + LOOP_REACH - 4.0;
    let (x, y) = (apex + wire.plate.width / 2.0, node.centre.y);
    // The middle of such a curve lies at three quarters of its control points.
    let reach = node.right() + (apex - node.right()) * 4.0 / 3.0;
    let spread = (node.size.height * 0.25).min(12.0);
    let at = |x, y| Point { x, y };
    let start = at(node.right(), y - spread);
    let end = at(node.right(), y + spread);
    Route {
        start,
        steps: vec![Step::Curve(at(reach, start.y), at(reach, end.y), end)],
        plate: Rect { centre: at(x, y), size: wire.plate },
        mark: at(node.right() + 14.0, start.y),
    }
}
