//! Bands made narrower than dugong makes them, each in its order.

use super::{LANE_GAP, NODE_GAP, Plan};

/// Bends of less than this are made straight where there is room.
const STRAIGHTENED: f64 = 26.0;

impl Plan {
    /// Moves everything together across the flow, in the same order, as far as what
    /// stands beside it in its band allows.
    pub(super) fn squeeze(&mut self, share: f64) {
        for mut row in self.rows() {
            for item in &mut row {
                item.x *= share;
            }
            self.settle(row);
        }
        // What the squeezing bent a little is made straight again.
        for mut row in self.rows() {
            for item in &mut row {
                let What::Stop(wire, stop) = item.what else { continue };
                let before = if self.turned_up(wire) { stop + 1 } else { stop - 1 };
                let is_lane = before > 0 && before + 1 < self.ways[wire].len();
                let x = self.ways[wire][before].x;
                if is_lane && (x - item.x).abs() < STRAIGHTENED {
                    item.x = x;
                }
            }
            self.settle(row);
        }
    }

    /// Whether a wire runs against the flow.
    fn turned_up(&self, wire: usize) -> bool {
        self.ways[wire].first().map(|stop| stop.band) > self.ways[wire].last().map(|stop| stop.band)
    }

    /// What stands in every band, in order.
    fn rows(&self) -> Vec<Vec<Item>> {
        let mut rows: Vec<Vec<Item>> = vec![Vec::new(); self.bands.len()];
        for (node, place) in self.places.iter().enumerate() {
            let half = f64::midpoint(self.sizes[node].width, self.loops[node]);
            // With its loops a box is not in the middle of its room.
            let x = place.x + self.loops[node] / 2.0;
            rows[place.band].push(Item { what: What::Box(node), x, half, gap: NODE_GAP / 2.0 });
        }
        for (wire, way) in self.ways.iter().enumerate() {
            let inner = way.iter().enumerate().skip(1).take(way.len().saturating_sub(2));
            for (stop, place) in inner {
                let is_plate = stop == self.plates[wire];
                let half = if is_plate { self.wires[wire].plate.width / 2.0 } else { 0.0 };
                let what = What::Stop(wire, stop);
                rows[place.band].push(Item { what, x: place.x, half, gap: LANE_GAP / 2.0 });
            }
        }
        for row in &mut rows {
            row.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.what.cmp(&b.what)));
        }
        rows
    }

    /// Puts the items of a band where they want to be, or as near as they can.
    fn settle(&mut self, mut row: Vec<Item>) {
        keep_apart(&mut row);
        for Item { what, x, .. } in row {
            match what {
                What::Box(node) => self.places[node].x = x - self.loops[node] / 2.0,
                What::Stop(wire, stop) => self.ways[wire][stop].x = x,
            }
        }
    }
}

/// Something that takes room in a band.
#[derive(Clone)]
struct Item {
    what: What,
    /// Its middle.
    x: f64,
    /// Half of its width.
    half: f64,
    /// Half of the room that it wants on either side.
    gap: f64,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    Box(usize),
    /// A wire, and which of its stops.
    Stop(usize, usize),
}

/// Moves the items of a band, which are in order, as little as keeps them apart: the
/// least squares, by pooling neighbours that push each other.
fn keep_apart(row: &mut [Item]) {
    // Without the room that those before it need, each item wants to be at `x - offset`,
    // and those must only not decrease.
    let mut offset = 0.0;
    let mut pools: Vec<(f64, u32)> = Vec::new();
    let mut offsets = Vec::new();
    for (index, item) in row.iter().enumerate() {
        if let Some(before) = index.checked_sub(1).map(|i| &row[i]) {
            offset += before.half + before.gap + item.half + item.gap;
        }
        offsets.push(offset);
        let mut pool = (item.x - offset, 1);
        while let Some(&(sum, count)) = pools.last() {
            if sum / f64::from(count) <= pool.0 / f64::from(pool.1) {
                break;
            }
            pool = (pool.0 + sum, pool.1 + count);
            pools.pop();
        }
        pools.push(pool);
    }
    let mut wanted =
        pools.into_iter().flat_map(|(sum, count)| (0..count).map(move |_| sum / f64::from(count)));
    for (item, offset) in row.iter_mut().zip(offsets) {
        item.x = wanted.next().unwrap_or(item.x) + offset;
    }
}
