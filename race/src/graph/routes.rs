//! How long the routes through a seed are, without walking them and without telling where they
//! lead: a deep seed has millions.

use super::SeedGraph;

/// The node type that a route ends at.
const FINAL: &str = "final_boss";

/// How a seed compares with others of its pool. Lengths are sums of node weights, the start's
/// included; weights are relative, so only ratios between seeds mean something.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RouteStats {
    /// Length of the shortest route.
    pub shortest: f64,
    /// Length of the longest route that never turns back.
    pub longest: f64,
    /// Mean length when every gate that leads on is equally likely to be taken.
    pub likely: f64,
    /// Standard deviation of that length: how much luck at the gates decides.
    pub deviation: f64,
    /// Mean number of places that a place on a route leads on to; 1 would be a corridor.
    pub branching: f64,
}

/// Lengths from one node to the end.
#[derive(Clone, Copy)]
struct Ahead {
    shortest: f64,
    longest: f64,
    mean: f64,
    /// Mean of the squared length.
    square: f64,
}

impl Ahead {
    /// What lies ahead of a node of this weight, given what lies ahead of each node it leads to.
    fn over(weight: f64, next: &[Self]) -> Self {
        let count = next.len() as f64;
        let mean = next.iter().map(|ahead| ahead.mean).sum::<f64>() / count;
        let square = next.iter().map(|ahead| ahead.square).sum::<f64>() / count;
        Self {
            shortest: weight + fold(next, f64::INFINITY, |ahead| ahead.shortest, f64::min),
            longest: weight + fold(next, 0.0, |ahead| ahead.longest, f64::max),
            mean: weight + mean,
            square: weight * weight + 2.0 * weight * mean + square,
        }
    }

    fn end(weight: f64) -> Self {
        Self {
            shortest: weight,
            longest: weight,
            mean: weight,
            square: weight * weight,
        }
    }
}

fn fold(
    next: &[Ahead],
    first: f64,
    value: impl Fn(&Ahead) -> f64,
    better: impl Fn(f64, f64) -> f64,
) -> f64 {
    next.iter().map(value).fold(first, better)
}

/// Works from the final boss back to the start; edges that do not lead deeper do not count.
/// `None` when no route leads from a start to a final boss.
pub(super) fn route_stats(graph: &SeedGraph) -> Option<RouteStats> {
    let start = graph.start? as usize;
    let layer = |index: u32| graph.nodes[index as usize].layer;
    let mut next: Vec<Vec<usize>> = vec![Vec::new(); graph.nodes.len()];
    for (from, to) in &graph.edges {
        if layer(*from) < layer(*to) {
            next[*from as usize].push(*to as usize);
        }
    }
    let mut order: Vec<usize> = (0..graph.nodes.len()).collect();
    order.sort_by_key(|index| std::cmp::Reverse(graph.nodes[*index].layer));
    let mut ahead: Vec<Option<Ahead>> = vec![None; graph.nodes.len()];
    for index in order {
        let data = &graph.nodes[index];
        let leads: Vec<Ahead> = next[index].iter().filter_map(|to| ahead[*to]).collect();
        ahead[index] = if graph.text(data.kind) == FINAL {
            Some(Ahead::end(data.weight))
        } else if leads.is_empty() {
            None
        } else {
            Some(Ahead::over(data.weight, &leads))
        };
    }
    let all = ahead[start]?;
    Some(RouteStats {
        shortest: all.shortest,
        longest: all.longest,
        likely: all.mean,
        // Rounding can leave a hair below zero when all routes are equally long.
        deviation: (all.square - all.mean * all.mean).max(0.0).sqrt(),
        branching: branching(&next, &ahead, start),
    })
}

/// The mean number of ways on, over the nodes that a route can pass.
fn branching(next: &[Vec<usize>], ahead: &[Option<Ahead>], start: usize) -> f64 {
    let mut seen = vec![false; next.len()];
    let mut open = vec![start];
    seen[start] = true;
    let (mut nodes, mut ways) = (0_u32, 0_u32);
    while let Some(index) = open.pop() {
        let leads = next[index].iter().filter(|to| ahead[**to].is_some());
        let before = ways;
        for to in leads {
            ways += 1;
            if !std::mem::replace(&mut seen[*to], true) {
                open.push(*to);
            }
        }
        nodes += u32::from(ways > before);
    }
    if nodes == 0 {
        return 0.0;
    }
    f64::from(ways) / f64::from(nodes)
}
