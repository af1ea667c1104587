//! Figures about the running server, for Prometheus.
//!
//! Recording is a few atomic operations. Where nobody asks for figures the handles do nothing at all.

use std::{sync::Arc, time::Duration};

use metrics::{Counter, Gauge, Histogram, counter, gauge, histogram, with_local_recorder};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusRecorder};

/// Upper bounds of spans, in seconds: from what a message takes to what nobody should wait for.
const SPANS: &[f64] = &[
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0,
];

/// Upper bounds of the number of commits in one transaction.
const GROUPS: &[f64] = &[1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0];

const GROUP_SIZE: &str = "speedfog_journal_group_size";

/// All figures that are kept. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Figures {
    recorder: Option<Arc<PrometheusRecorder>>,
    /// Rooms that are live.
    pub(crate) rooms: Gauge,
    /// Connected mods.
    pub(crate) mods: Gauge,
    /// Connected spectators.
    pub(crate) spectators: Gauge,
    /// From the arrival of a mod's message to the moment everybody has been told what follows, but for
    /// those who wait for the next tick.
    pub(crate) message: Histogram,
    /// From a room's wish to store something to the moment it is durable.
    pub(crate) commit: Histogram,
    /// Commits that shared a transaction.
    pub(crate) group_size: Histogram,
    /// Times a spectator fell behind and was given a fresh state.
    pub(crate) restarted: Counter,
    /// Times a socket was closed because it kept falling behind.
    pub(crate) too_slow: Counter,
    /// Statements of the database that succeeded.
    pub(crate) statement: Histogram,
    /// Statements of the database that failed.
    pub(crate) failed_statement: Histogram,
}

impl std::fmt::Debug for Figures {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Figures")
            .field("kept", &self.recorder.is_some())
            .finish_non_exhaustive()
    }
}

impl Figures {
    /// Figures that nobody will ask for.
    #[must_use]
    pub(crate) fn off() -> Self {
        Self {
            recorder: None,
            rooms: Gauge::noop(),
            mods: Gauge::noop(),
            spectators: Gauge::noop(),
            message: Histogram::noop(),
            commit: Histogram::noop(),
            group_size: Histogram::noop(),
            restarted: Counter::noop(),
            too_slow: Counter::noop(),
            statement: Histogram::noop(),
            failed_statement: Histogram::noop(),
        }
    }

    /// Figures that are kept.
    ///
    /// # Panics
    /// Never: the bounds above are not empty.
    #[must_use]
    pub(crate) fn kept() -> Self {
        let recorder = PrometheusBuilder::new()
            .set_buckets(SPANS)
            .and_then(|builder| {
                builder.set_buckets_for_metric(Matcher::Full(GROUP_SIZE.into()), GROUPS)
            })
            .expect("there are bounds")
            .build_recorder();
        let figures = with_local_recorder(&recorder, || {
            describe();
            gauge!("speedfog_build_info", "version" => env!("CARGO_PKG_VERSION")).set(1.0);
            let sockets = |kind: &'static str| gauge!("speedfog_sockets", "kind" => kind);
            let overflows = |outcome: &'static str| counter!("speedfog_queue_overflows_total", "outcome" => outcome);
            let statements = |result: &'static str| histogram!("speedfog_database_statement_seconds", "result" => result);
            Self {
                recorder: None,
                rooms: gauge!("speedfog_rooms"),
                mods: sockets("mod"),
                spectators: sockets("spectator"),
                message: histogram!("speedfog_mod_message_seconds"),
                commit: histogram!("speedfog_journal_commit_seconds"),
                group_size: histogram!(GROUP_SIZE),
                restarted: overflows("restarted"),
                too_slow: overflows("closed"),
                statement: statements("ok"),
                failed_statement: statements("failed"),
            }
        });
        // Counters appear with their first count; a zero is an answer too.
        figures.restarted.increment(0);
        figures.too_slow.increment(0);
        Self {
            recorder: Some(Arc::new(recorder)),
            ..figures
        }
    }

    /// Counts an answered request. `route` is the pattern, never the address.
    pub(crate) fn request(&self, method: &str, route: &str, status: u16, took: Duration) {
        let Some(recorder) = &self.recorder else {
            return;
        };
        with_local_recorder(&**recorder, || {
            let (method, route) = (method.to_owned(), route.to_owned());
            histogram!("speedfog_http_request_seconds", "route" => route.clone()).record(took);
            counter!("speedfog_http_requests_total",
                "method" => method, "route" => route, "status" => status.to_string())
            .increment(1);
        });
    }

    /// Notes how many seeds of a pool are available.
    pub(crate) fn pool_seeds(&self, pool: &str, available: u64) {
        let Some(recorder) = &self.recorder else {
            return;
        };
        with_local_recorder(&**recorder, || {
            #[expect(clippy::cast_precision_loss, reason = "no pool has that many seeds")]
            gauge!("speedfog_pool_seeds", "pool" => pool.to_owned()).set(available as f64);
        });
    }

    /// Everything in the text format of Prometheus; nothing where no figures are kept.
    #[must_use]
    pub(crate) fn render(&self) -> String {
        let recorder = self.recorder.as_ref();
        recorder.map_or_else(String::new, |recorder| recorder.handle().render())
    }

    /// Sorts what was recorded into its buckets. To be called now and then, so that it does not pile
    /// up while nobody asks.
    pub(crate) fn tidy(&self) {
        if let Some(recorder) = &self.recorder {
            recorder.handle().run_upkeep();
        }
    }
}

/// Something that is counted as long as it exists.
#[derive(Debug)]
pub(crate) struct Present(Gauge);

impl Present {
    /// Counts one more until it is dropped.
    pub(crate) fn new(gauge: &Gauge) -> Self {
        gauge.increment(1);
        Self(gauge.clone())
    }
}

impl Drop for Present {
    fn drop(&mut self) {
        self.0.decrement(1);
    }
}

fn describe() {
    use metrics::{describe_counter, describe_gauge, describe_histogram};
    describe_gauge!("speedfog_build_info", "The version that runs.");
    describe_gauge!("speedfog_rooms", "Rooms that are live.");
    describe_gauge!("speedfog_sockets", "Open WebSockets by kind.");
    describe_gauge!("speedfog_pool_seeds", "Available seeds by pool.");
    describe_histogram!(
        "speedfog_mod_message_seconds",
        "From the arrival of a mod's message to the moment everybody has been told."
    );
    describe_histogram!(
        "speedfog_journal_commit_seconds",
        "From a room's wish to store something to the moment it is durable."
    );
    describe_histogram!(GROUP_SIZE, "Commits that shared one transaction.");
    describe_counter!(
        "speedfog_queue_overflows_total",
        "Sockets that fell behind, by what became of them."
    );
    describe_histogram!(
        "speedfog_database_statement_seconds",
        "Statements of the database by result."
    );
    describe_histogram!(
        "speedfog_http_request_seconds",
        "Time until an answer begins, by route."
    );
    describe_counter!(
        "speedfog_http_requests_total",
        "Answered requests by method, route and status."
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_kept_only_where_somebody_asks() {
        let off = Figures::off();
        off.rooms.increment(1);
        off.request("GET", "/api/races", 200, Duration::from_millis(3));
        assert_eq!(off.render(), "");

        let figures = Figures::kept();
        let here = Present::new(&figures.rooms);
        figures.commit.record(Duration::from_millis(3));
        figures.request("GET", "/api/races", 200, Duration::from_millis(3));
        let text = figures.render();
        for line in [
            "speedfog_rooms 1",
            "speedfog_queue_overflows_total{outcome=\"closed\"} 0",
            "speedfog_journal_commit_seconds_bucket{le=\"0.005\"} 1",
            "speedfog_journal_commit_seconds_bucket{le=\"0.0025\"} 0",
            "speedfog_http_requests_total{method=\"GET\",route=\"/api/races\",status=\"200\"} 1",
        ] {
            assert!(text.contains(line), "{line} is not in\n{text}");
        }
        drop(here);
        assert!(figures.render().contains("speedfog_rooms 0"));
    }
}
