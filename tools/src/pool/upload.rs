//! Bringing seeds to a server that runs elsewhere.

use std::{
    fs::File,
    io::{self, Read},
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use reqwest::{
    Url,
    blocking::{Body, Client},
};
use speedfog_protocol::rest::UploadedSeed;
use speedfog_seeds::PoolName;

use super::check::raceable;
use crate::refusal::{accept, wanted_pause};

/// How long to wait for a connection.
const CONNECT: Duration = Duration::from_secs(30);

/// How often somebody who waits looks whether to stop.
const GLANCE: Duration = Duration::from_millis(250);

/// A server, and whom it takes us for.
#[derive(Debug)]
pub struct Uploads {
    client: Client,
    server: Url,
    token: String,
    stop: Arc<AtomicBool>,
}

impl Uploads {
    /// Uploads to the server at this address with an admin's token. They break off once `stop` is set.
    ///
    /// # Errors
    /// When the address is none of a web server.
    pub fn new(server: &str, token: String, stop: Arc<AtomicBool>) -> Result<Self> {
        let server = Url::parse(server)
            .ok()
            .filter(|url| matches!(url.scheme(), "http" | "https"))
            .context("the server's address must start with http:// or https://")?;
        // A large file on a slow line takes its time, and the server has limits of its own.
        let client = Client::builder().timeout(None).connect_timeout(CONNECT);
        Ok(Self {
            client: client.build()?,
            server,
            token,
            stop,
        })
    }

    /// Checks the archive as the server does, then puts it into `pool`, after a while if the server
    /// wants to be asked less often. `sent` hears how many bytes have left so far.
    ///
    /// # Errors
    /// What is wrong with the archive, what the server has against it, or that it does not answer.
    pub fn upload(
        &self,
        pool: &PoolName,
        archive: &Path,
        sent: impl Fn(u64) + Clone + Send + 'static,
    ) -> Result<UploadedSeed> {
        raceable(archive)?;
        let name = archive.file_name().unwrap_or_default().to_string_lossy();
        let mut url = self.server.clone();
        url.set_path(&format!("/api/admin/pools/{pool}/seeds"));
        url.query_pairs_mut().append_pair("file_name", &name);
        loop {
            let file = File::open(archive)?;
            let length = file.metadata()?.len();
            let body = Outgoing {
                file,
                left: 0,
                sent: sent.clone(),
                stop: Arc::clone(&self.stop),
            };
            let answer = self
                .client
                .post(url.clone())
                .bearer_auth(&self.token)
                .body(Body::sized(body, length))
                .send();
            // What broke the body off may show as any fault of the connection.
            if answer.is_err() {
                self.go_on()?;
            }
            let answer = answer.context("the server did not take it")?;
            match wanted_pause(&answer) {
                Some(pause) => self.wait(pause)?,
                None => return Ok(accept(answer)?.json()?),
            }
        }
    }

    fn wait(&self, pause: Duration) -> Result<()> {
        let until = Instant::now() + pause;
        while let Some(rest) = until.checked_duration_since(Instant::now()) {
            self.go_on()?;
            thread::sleep(rest.min(GLANCE));
        }
        Ok(())
    }

    /// An error once a stop is wanted.
    fn go_on(&self) -> Result<()> {
        ensure!(!self.stop.load(Ordering::Relaxed), "stopped on request");
        Ok(())
    }
}

/// A file that is being sent.
struct Outgoing<F> {
    file: File,
    /// Bytes that have left.
    left: u64,
    sent: F,
    stop: Arc<AtomicBool>,
}

impl<F: Fn(u64)> Read for Outgoing<F> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.stop.load(Ordering::Relaxed) {
            return Err(io::Error::other("stopped on request"));
        }
        let length = self.file.read(buffer)?;
        self.left += length as u64;
        (self.sent)(self.left);
        Ok(length)
    }
}
