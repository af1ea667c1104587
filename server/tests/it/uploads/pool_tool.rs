//! Seeds that an operator brings from the command line.

use std::{
    fs,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use speedfog_seeds::PoolName;
use speedfog_tools::pool::Uploads;

use super::{AT_FIRST, available, files, until};
use crate::common::{TestServer, playable_archive};

#[tokio::test]
async fn the_pool_tool_brings_seeds() {
    let server = TestServer::start().await;
    let admin = server.sign_in("admin", "admin").await;
    let ann = server.sign_in("ann", "user").await;
    let file = server.path().join("seed_sent.zip");
    fs::write(&file, playable_archive(1)).unwrap();
    let length = fs::metadata(&file).unwrap().len();
    let send = async |token: &str, pool: &str, stop: bool| {
        let address = format!("http://{}", server.address());
        let (token, pool) = (token.to_owned(), PoolName::parse(pool).unwrap());
        let file = file.clone();
        let sending = move || {
            let sent = Arc::new(AtomicU64::new(0));
            let counted = sent.clone();
            let uploads = Uploads::new(&address, token, Arc::new(stop.into())).unwrap();
            let answer = uploads.upload(&pool, &file, move |bytes| {
                counted.store(bytes, Ordering::Relaxed);
            });
            answer
                .map(|seed| (seed, sent.load(Ordering::Relaxed)))
                .map_err(|error| format!("{error:#}"))
        };
        tokio::task::spawn_blocking(sending).await.unwrap()
    };
    let refused = send(ann.token(), "sprint", false).await.unwrap_err();
    assert!(refused.contains("Only admins can do that."), "{refused}");
    let refused = send(admin.token(), "nowhere", false).await.unwrap_err();
    assert!(refused.contains("There is no pool"), "{refused}");
    let stopped = send(admin.token(), "sprint", true).await.unwrap_err();
    assert!(stopped.contains("stopped on request"), "{stopped}");
    until(|| files(&server) == AT_FIRST).await;
    let (seed, sent) = send(admin.token(), "sprint", false).await.unwrap();
    assert_eq!((seed.file.as_str(), sent), ("seed_sent.zip", length));
    assert_eq!(available(&admin).await, 4);
    let again = send(admin.token(), "sprint", false).await.unwrap_err();
    assert!(
        again.contains("already a seed called seed_sent.zip"),
        "{again}"
    );
}
