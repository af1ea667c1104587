//! TLS for `wss` addresses.

use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};

use super::NetError;

/// Trusts the public roots and the certificates in `ca_file`, if it is not empty.
///
/// The crypto provider is named explicitly, since a process-wide default is for programs and not
/// for a library inside somebody else's process.
pub(super) fn config(ca_file: &str) -> Result<Arc<ClientConfig>, NetError> {
    let mut roots = RootCertStore {
        roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
    };
    if !ca_file.is_empty() {
        let error = |cause: String| NetError::Certificate {
            path: ca_file.to_owned(),
            cause,
        };
        let certificates = CertificateDer::pem_file_iter(ca_file)
            .and_then(Iterator::collect::<Result<Vec<_>, _>>)
            .map_err(|cause| error(cause.to_string()))?;
        if certificates.is_empty() {
            return Err(error("there is no certificate in it".into()));
        }
        for certificate in certificates {
            roots
                .add(certificate)
                .map_err(|cause| error(cause.to_string()))?;
        }
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(NetError::Setup)?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(Arc::new(config))
}
