//! A listener and a router → answers, until told to stop.
//!
//! Each connection is a task of its own with limits of its own: the size of a head, the time for it, the time that
//! a client may leave an answer untaken. Past the greatest number of connections new ones wait in the system's queue.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;

use super::ServeOptions;
use super::patience::Patient;

/// Bytes that the first line and the headers of a request may have together.
const HEAD: usize = 64 << 10;

/// After a failure to accept (too many open files) others get time to close.
const PAUSE: Duration = Duration::from_millis(50);

/// Answers until `stop` is ready; then requests that run may end within `options.grace`, and the rest is cut off.
pub(super) async fn serve(
    listener: TcpListener,
    router: Router,
    options: &ServeOptions,
    stop: impl Future<Output = ()>,
) {
    let places = Arc::new(Semaphore::new(options.connections.max(1)));
    let (stopping, stopped) = watch::channel(false);
    let mut tasks = JoinSet::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let arrival = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (place, listener.accept().await)
        };
        let (place, accepted) = tokio::select! {
            () = &mut stop => break,
            arrived = arrival => arrived,
        };
        while tasks.try_join_next().is_some() {}
        let Ok((stream, _)) = accepted else {
            tokio::time::sleep(PAUSE).await;
            continue;
        };
        let one = connection(stream, router.clone(), options, stopped.clone());
        tasks.spawn(async move {
            one.await;
            drop(place);
        });
    }
    drop(listener);
    // Nobody is listening where all connections are closed already.
    let _ = stopping.send(true);
    let end = async { while tasks.join_next().await.is_some() {} };
    let _ = tokio::time::timeout(options.grace, end).await;
    tasks.shutdown().await;
}

/// Answers what one client asks, until it leaves, breaks a limit, or the server stops.
fn connection(
    stream: TcpStream,
    router: Router,
    options: &ServeOptions,
    mut stopped: watch::Receiver<bool>,
) -> impl Future<Output = ()> + use<> {
    let mut builder = http1::Builder::new();
    builder
        .timer(TokioTimer::new())
        .header_read_timeout(options.patience)
        .max_header_size(HEAD);
    let patience = options.patience;
    async move {
        // Small answers must not wait for the acknowledgement of earlier ones.
        drop(stream.set_nodelay(true));
        let io = TokioIo::new(Patient::new(stream, patience));
        let service = TowerToHyperService::new(router);
        let mut answering = std::pin::pin!(builder.serve_connection(io, service));
        tokio::select! {
            // What ends a connection early is the client's doing; it has been told where that was possible.
            _ = answering.as_mut() => return,
            _ = stopped.wait_for(|stopped| *stopped) => {}
        }
        answering.as_mut().graceful_shutdown();
        drop(answering.await);
    }
}
