//! Why there can be no connection.

use thiserror::Error;

/// Why no connection can be attempted at all.
#[derive(Debug, Error)]
pub enum NetError {
    /// The extra root certificate cannot be read.
    #[error("cannot read the certificate file {path}: {cause}")]
    Certificate {
        /// Where it was looked for.
        path: String,
        /// What is wrong with it.
        cause: String,
    },
    /// This build of TLS lacks what it needs.
    #[error("TLS cannot be set up")]
    Setup(#[source] rustls::Error),
    /// The system gives no thread.
    #[error("cannot start the connection's thread")]
    Thread(#[source] std::io::Error),
}
