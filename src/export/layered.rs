//! One connected part in layers, by dugong, a port of dagre (after Sugiyama, and
//! Brandes and Köpf).
//!
//! Boxes and plates stand in bands across the flow. dugong says in which band, in
//! which order and where across; the bands' distances and the arrows' ways are ours:
//! inside a band an arrow runs straight along the flow, where dugong kept a lane
//! free, and it bends only between bands, where nothing stands. So no arrow can run
//! through a box or a plate that is not its own.

mod routes;
mod squeeze;

use super::layout::{Layout, Point, Size, Wire};
use super::orientation::{Orientation, turned};
use dugong::graphlib::{Graph, GraphOptions};
use dugong::{EdgeLabel, GraphLabel, NodeLabel};

/// Room between boxes of one band.
const NODE_GAP: f64 = 22.0;
/// Room between lanes and plates of one band.
const LANE_GAP: f64 = 14.0;
/// Room between arrows at a box.
const PORT_GAP: f64 = 9.0;
/// The most that a box grows for its arrows.
const MOST_GROWTH: f64 = 200.0;
/// How far a loop reaches out from its box, to its plate.
const LOOP_REACH: f64 = 30.0;
/// Height between bends that would else run over one another.
const BEND_GAP: f64 = 7.0;

/// Shares of dugong's width that are tried; it is generous to keep arrows straight.
const SQUEEZES: [f64; 4] = [1.0, 0.8, 0.65, 0.5];

type Dagre = Graph<NodeLabel, EdgeLabel, GraphLabel>;

/// Lays out one connected part, more and less squeezed; nothing if dugong fails.
///
/// In here flow is always downwards: y runs along it and x across it. To flow to the
/// right, everything is transposed before and after.
pub(super) fn lay_out(
    nodes: &[Size],
    wires: &[Wire],
    downwards: bool,
    orientation: Orientation,
) -> Vec<Drawn> {
    let turn = |size: Size| if downwards { size } else { size.transposed() };
    let sizes: Vec<Size> = nodes.iter().map(|&size| turn(size)).collect();
    let wires: Vec<Wire> =
        wires.iter().map(|wire| Wire { plate: turn(wire.plate), ..*wire }).collect();
    let turned = turned(sizes.len(), &wires, orientation);
    let Some(plan) = Plan::new(sizes, wires, &turned) else { return Vec::new() };
    let drawn = SQUEEZES.iter().map(|&squeeze| {
        let mut plan = plan.clone();
        plan.squeeze(squeeze);
        plan.set_ports();
        plan.space_bands();
        let layout = plan.draw();
        let layout = if downwards { layout } else { layout.transposed() };
        Drawn { layout, crossings: plan.crossings(), bends: plan.bent() }
    });
    drawn.collect()
}

/// A layout, and what is to be said against it.
pub(super) struct Drawn {
    pub layout: Layout,
    /// How often its arrows cross.
    pub crossings: usize,
    /// How often they bend.
    pub bends: usize,
}

/// A row of boxes and plates across the flow.
#[derive(Clone)]
struct Band {
    /// Its middle, along the flow.
    y: f64,
    /// Half of its thickness.
    half: f64,
}

/// A wire on its way from one band to the next that it meets, in the order of bands.
struct Bend {
    wire: usize,
    /// Which of the wire's stops it comes from, on the wire's own way.
    stop: usize,
    low: Stop,
    high: Stop,
    /// How many bends it waits for before it bends.
    level: usize,
}

/// A place where a wire crosses or meets a band.
#[derive(Clone, Copy)]
struct Stop {
    band: usize,
    x: f64,
}

#[derive(Clone)]
struct Plan {
    wires: Vec<Wire>,
    /// Sizes of the boxes, grown for their arrows.
    sizes: Vec<Size>,
    /// Where the boxes stand.
    places: Vec<Stop>,
    bands: Vec<Band>,
    /// The stops of every wire, both ends included; empty for a loop.
    ways: Vec<Vec<Stop>>,
    /// Which of a wire's stops its plate stands at.
    plates: Vec<usize>,
    /// Room beside every box that its loops take.
    loops: Vec<f64>,
    /// How far, after every stop, a wire runs straight on before and after its bend,
    /// counted downwards.
    levels: Vec<Vec<(f64, f64)>>,
}

impl Plan {
    fn new(mut sizes: Vec<Size>, wires: Vec<Wire>, turned: &[bool]) -> Option<Self> {
        grow(&mut sizes, &wires);
        let mut loops = vec![0.0; sizes.len()];
        for wire in wires.iter().filter(|wire| wire.from == wire.to) {
            loops[wire.from] += loop_room(wire);
        }
        let mut graph = dagre(&sizes, &wires, &loops, turned);
        dugong::layout(&mut graph).ok()?;
        let mut centres = Vec::new();
        for (node, size) in sizes.iter().enumerate() {
            let label = graph.node(&node.to_string())?;
            // The box stands at the left of the room that it shares with its loops.
            centres.push((Point { x: label.x? - loops[node] / 2.0, y: label.y? }, *size));
        }
        let mut lanes = Vec::new();
        for (index, wire) in wires.iter().enumerate() {
            if wire.from == wire.to {
                lanes.push((centres[wire.from].0, Vec::new()));
                continue;
            }
            let (from, to) =
                if turned[index] { (wire.to, wire.from) } else { (wire.from, wire.to) };
            let name = index.to_string();
            let edge = graph.edge(&from.to_string(), &to.to_string(), Some(&name))?;
            let inner = edge.points.len().checked_sub(1).and_then(|end| edge.points.get(1..end))?;
            let mut inner: Vec<Point> = inner.iter().map(|p| Point { x: p.x, y: p.y }).collect();
            if turned[index] {
                inner.reverse();
            }
            lanes.push((Point { x: edge.x?, y: edge.y? }, inner));
        }
        Some(Self::of(sizes, wires, loops, &centres, &lanes))
    }

    /// Sorts what dugong placed into bands.
    fn of(
        sizes: Vec<Size>,
        wires: Vec<Wire>,
        loops: Vec<f64>,
        centres: &[(Point, Size)],
        lanes: &[(Point, Vec<Point>)],
    ) -> Self {
        let middles = centres.iter().map(|(point, size)| (point.y, size.height / 2.0));
        let plates =
            lanes.iter().zip(&wires).map(|(lane, wire)| (lane.0.y, wire.plate.height / 2.0));
        let bands = bands(middles.chain(plates).collect());
        let stop = |point: &Point| Stop { band: nearest(&bands, point.y), x: point.x };
        // Where no band is, nothing stands in the way, and the bend may be longer.
        let met = |point: &&Point| (bands[nearest(&bands, point.y)].y - point.y).abs() < 1.0;
        let boxes: Vec<Stop> = centres.iter().map(|(point, _)| stop(point)).collect();
        let ways: Vec<Vec<Stop>> = lanes
            .iter()
            .zip(&wires)
            .map(|((_, inner), wire)| {
                if wire.from == wire.to {
                    return Vec::new();
                }
                let mut way = vec![boxes[wire.from]];
                way.extend(inner.iter().filter(met).map(stop));
                way.push(boxes[wire.to]);
                way
            })
            .collect();
        let plates = lanes.iter().zip(&ways).map(|((plate, _), way)| {
            let band = nearest(&bands, plate.y);
            way.iter().position(|stop| stop.band == band).unwrap_or(0)
        });
        let plates = plates.collect();
        Self { wires, sizes, places: boxes, bands, ways, plates, loops, levels: Vec::new() }
    }

    /// Shares the sides of every box among the arrows that meet it: each as near to
    /// where it comes from as may be, and none across another.
    fn set_ports(&mut self) {
        for (way, wire) in self.ways.iter_mut().zip(&self.wires) {
            if let [first, .., last] = &mut way[..] {
                (first.x, last.x) = (self.places[wire.from].x, self.places[wire.to].x);
            }
        }
        let mut sides: Vec<[Vec<Port>; 2]> = vec![[Vec::new(), Vec::new()]; self.sizes.len()];
        for (wire, way) in self.ways.iter().enumerate() {
            let [first, second, ..] = way[..] else { continue };
            let [.., last_but_one, last] = way[..] else { continue };
            let ends = self.wires[wire];
            for (node, at_end, here, there) in
                [(ends.from, false, first, second), (ends.to, true, last, last_but_one)]
            {
                let side = usize::from(there.band > here.band);
                sides[node][side].push(Port { wire, at_end, x: there.x });
            }
        }
        for (node, ports) in
            sides.iter_mut().enumerate().flat_map(|(n, s)| s.iter_mut().map(move |p| (n, p)))
        {
            let middle = self.places[node].x;
            share_side(ports, middle, self.sizes[node].width);
            for port in ports {
                let way = &mut self.ways[port.wire];
                let end = if port.at_end { way.len() - 1 } else { 0 };
                way[end].x = port.x;
            }
        }
    }

    fn bends(&self) -> Vec<Bend> {
        let ways = self.ways.iter().enumerate();
        let pairs = ways.flat_map(|(wire, way)| {
            way.windows(2).enumerate().map(move |(stop, pair)| (wire, stop, pair[0], pair[1]))
        });
        pairs
            .map(|(wire, stop, a, b)| {
                let (low, high) = if a.band < b.band { (a, b) } else { (b, a) };
                Bend { wire, stop, low, high, level: 0 }
            })
            .collect()
    }

    /// Moves bands as near as the bends between them allow, and lets bends that would
    /// run over one another take turns.
    fn space_bands(&mut self) {
        let mut bends = self.bends();
        let mut most = vec![0; self.bands.len()];
        let mut sideways = vec![0.0_f64; self.bands.len()];
        bends.sort_by_key(|bend| bend.low.band);
        for gap in bends.chunk_by_mut(|a, b| a.low.band == b.low.band) {
            let band = gap[0].low.band;
            most[band] = take_turns(gap);
            for bend in &*gap {
                for passed in &mut sideways[band..bend.high.band] {
                    *passed = passed.max((bend.low.x - bend.high.x).abs());
                }
            }
        }
        let mut y = 0.0;
        for ((band, sideways), most) in self.bands.iter_mut().zip(sideways).zip(&most) {
            band.y = y + band.half;
            y += 2.0 * band.half + (24.0 + 0.06 * sideways).min(46.0) + steps(*most);
        }
        self.levels = self.ways.iter().map(|way| vec![(0.0, 0.0); way.len()]).collect();
        for bend in bends {
            let waits = steps(bend.level);
            let rests = steps(most[bend.low.band] - bend.level);
            self.levels[bend.wire][bend.stop] = (waits, rests);
        }
    }

    /// How often arrows bend.
    fn bent(&self) -> usize {
        let pairs = self.ways.iter().flat_map(|way| way.windows(2));
        pairs.filter(|pair| (pair[0].x - pair[1].x).abs() > 0.5).count()
    }

    /// How often arrows cross.
    fn crossings(&self) -> usize {
        let mut bends = self.bends();
        bends.sort_by_key(|bend| bend.low.band);
        let crosses = |a: &Bend, b: &Bend| (a.low.x < b.low.x) != (a.high.x < b.high.x);
        bends
            .chunk_by(|a, b| a.low.band == b.low.band)
            .map(|gap| {
                let pairs = gap.iter().enumerate();
                pairs.map(|(i, a)| gap[..i].iter().filter(|b| crosses(a, b)).count()).sum::<usize>()
            })
            .sum()
    }
}

/// Gives every bend between two bands a level, such that of two that run the same
/// way over one another the one that is ahead bends first. Returns the highest.
fn take_turns(gap: &mut [Bend]) -> usize {
    let rightwards = |bend: &Bend| bend.low.x < bend.high.x;
    let ahead = |bend: &Bend| if rightwards(bend) { -bend.low.x } else { bend.low.x };
    gap.sort_by(|a, b| ahead(a).total_cmp(&ahead(b)).then(a.wire.cmp(&b.wire)));
    let mut highest = 0;
    for index in 0..gap.len() {
        let (before, rest) = gap.split_at_mut(index);
        let bend = &mut rest[0];
        if (bend.low.x - bend.high.x).abs() < 2.0 * BEND_GAP {
            continue;
        }
        let over = |other: &&Bend| {
            rightwards(other) == rightwards(bend)
                && other.low.x.min(other.high.x) < bend.low.x.max(bend.high.x)
                && bend.low.x.min(bend.high.x) < other.low.x.max(other.high.x)
                && (other.low.x - other.high.x).abs() >= 2.0 * BEND_GAP
        };
        bend.level = before.iter().filter(over).map(|other| other.level + 1).max().unwrap_or(0);
        highest = highest.max(bend.level);
    }
    highest
}

fn steps(level: usize) -> f64 {
    f64::from(u32::try_from(level).unwrap_or(u32::MAX)) * BEND_GAP
}

/// An end of a wire at a side of a box.
#[derive(Clone)]
struct Port {
    wire: usize,
    at_end: bool,
    /// First where the wire would like to meet the box, then where it does.
    x: f64,
}

fn share_side(ports: &mut [Port], middle: f64, width: f64) {
    ports.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.wire.cmp(&b.wire)));
    let count = f64::from(u32::try_from(ports.len()).unwrap_or(u32::MAX));
    let usable = width * 0.76;
    let gap = (usable / count).min(PORT_GAP);
    let (low, high) = (middle - usable / 2.0, middle + usable / 2.0);
    let mut least = low;
    for port in ports.iter_mut() {
        port.x = port.x.clamp(low, high).max(least);
        least = port.x + gap;
    }
    let mut most = high;
    for port in ports.iter_mut().rev() {
        port.x = port.x.min(most);
        most = port.x - gap;
    }
}

/// Makes room at boxes that many arrows meet.
fn grow(sizes: &mut [Size], wires: &[Wire]) {
    let mut ends = vec![[0_u32; 2]; sizes.len()];
    for wire in wires {
        ends[wire.from][0] += 1;
        ends[wire.to][1] += 1;
    }
    for (size, [out, into]) in sizes.iter_mut().zip(ends) {
        let wanted = f64::from(out.max(into) + 1) * PORT_GAP;
        size.width = size.width.max(wanted.min(MOST_GROWTH));
    }
}

fn dagre(sizes: &[Size], wires: &[Wire], loops: &[f64], turned: &[bool]) -> Dagre {
    let options = GraphOptions { multigraph: true, compound: false, directed: true };
    let mut graph: Dagre = Graph::new(options);
    graph.set_graph(GraphLabel {
        nodesep: NODE_GAP,
        edgesep: LANE_GAP,
        ranksep: 40.0,
        ..GraphLabel::default()
    });
    for (node, size) in sizes.iter().enumerate() {
        let of_loops = wires.iter().filter(|wire| wire.from == node && wire.to == node);
        let height = of_loops.map(|wire| wire.plate.height).fold(size.height, f64::max);
        let width = size.width + loops[node];
        graph.set_node(node.to_string(), NodeLabel { width, height, ..NodeLabel::default() });
    }
    for (index, wire) in wires.iter().enumerate().filter(|(_, wire)| wire.from != wire.to) {
        let (from, to) = if turned[index] { (wire.to, wire.from) } else { (wire.from, wire.to) };
        let Size { width, height } = wire.plate;
        let label = EdgeLabel { width, height, weight: 1.0, ..EdgeLabel::default() };
        let name = Some(index.to_string());
        graph.set_edge_named(from.to_string(), to.to_string(), name, Some(label));
    }
    graph
}

/// Bands of the given middles and half thicknesses.
fn bands(mut things: Vec<(f64, f64)>) -> Vec<Band> {
    things.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut bands: Vec<Band> = Vec::new();
    for (y, half) in things {
        match bands.last_mut() {
            Some(band) if (band.y - y).abs() < 1.0 => band.half = band.half.max(half),
            _ => bands.push(Band { y, half }),
        }
    }
    bands
}

fn nearest(bands: &[Band], y: f64) -> usize {
    let after = bands.partition_point(|band| band.y < y).min(bands.len().saturating_sub(1));
    let before = after.saturating_sub(1);
    if (bands[before].y - y).abs() < (bands[after].y - y).abs() { before } else { after }
}

/// How much room a loop takes beside its box.
fn loop_room(wire: &Wire) -> f64 {
    wire.plate.width + LOOP_REACH
}
