//! What is logged and in which form.

use std::io::IsTerminal;

use tracing_subscriber::{EnvFilter, fmt, layer::SubscriberExt, util::SubscriberInitExt};

/// Logging settings.
#[derive(Debug, Clone)]
pub struct LogSettings {
    /// `LOG_LEVEL`: a level such as `INFO`, or a filter such as `info,speedfog_racing=debug`.
    pub level: String,
    /// `LOG_JSON`: one JSON object per line instead of text.
    pub json: bool,
}

impl LogSettings {
    /// Installs the logger for the whole process. Database statements, and the wire below HTTP, are
    /// logged only when asked for by name: there are secrets in the addresses that we call.
    pub fn install(&self) {
        let filter = EnvFilter::try_new(format!(
            "sqlx=warn,sea_orm=warn,sea_orm_migration=warn,h2=warn,hyper=warn,hyper_util=warn,\
             reqwest=warn,{}",
            self.level
        ))
        .unwrap_or_else(|_| EnvFilter::new("info"));
        let registry = tracing_subscriber::registry().with(filter);
        if self.json {
            registry
                .with(fmt::layer().json().flatten_event(true))
                .init();
        } else {
            registry
                .with(
                    fmt::layer()
                        .with_target(false)
                        .with_ansi(std::io::stdout().is_terminal()),
                )
                .init();
        }
    }
}
