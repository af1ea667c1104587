//! Prints how long graphs take to read, as the best of ten times: the files named on the command line, or one of 10,000
//! nodes made on the spot.

use std::time::Instant;

use speedfog_race::SeedGraph;
use speedfog_race::fixtures::wide_graph_builder;

fn main() {
    let files: Vec<String> = std::env::args().skip(1).collect();
    if files.is_empty() {
        measure(
            "2500 layers of 4",
            wide_graph_builder(2500, 4).json().as_bytes(),
        );
    }
    for file in files {
        match std::fs::read(&file) {
            Ok(bytes) => measure(&file, &bytes),
            Err(error) => eprintln!("{file}: {error}"),
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "measuring is the purpose")]
fn measure(name: &str, bytes: &[u8]) {
    let once = || {
        let start = Instant::now();
        let graph = SeedGraph::parse(bytes);
        (start.elapsed(), graph)
    };
    let best = (0..10).map(|_| once()).min_by_key(|(time, _)| *time);
    let Some((time, graph)) = best else { return };
    match graph {
        Ok(graph) => println!(
            "{name}: {} nodes, {} bytes read in {time:.1?}, {} bytes held",
            graph.nodes().len(),
            bytes.len(),
            graph.memory_bytes()
        ),
        Err(error) => eprintln!("{name}: {error}"),
    }
}
