//! Work for a request → its result, on a thread of its own, when it is its turn and while its time lasts.
//!
//! Not obvious: the turn goes with the thread, not with the request. A query whose client has left is called off, and
//! only when it has really stopped does the next one begin, so that no more run than there are turns.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::ServeOptions;
use super::fault::Fault;
use crate::rdf::{CancellationToken, RdfError};

/// Lets as many in as may run or wait, and as many of them run as there are turns.
#[derive(Debug)]
pub(super) struct Gate {
    places: Arc<Semaphore>,
    turns: Arc<Semaphore>,
    timeout: Duration,
}

/// Calls a query off when the request is dropped, so that nobody works for a client that left.
struct Guard(CancellationToken);

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

impl Gate {
    pub(super) fn new(options: &ServeOptions) -> Self {
        let parallel = options.parallel.max(1);
        Self {
            places: Arc::new(Semaphore::new(parallel + options.waiting)),
            turns: Arc::new(Semaphore::new(parallel)),
            timeout: options.timeout,
        }
    }

    /// Runs `work`; the token that it gets is cancelled when time is up or the client has gone.
    ///
    /// Errors with 503 where there is no place, or no time.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(CancellationToken) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        let place = self.place()?;
        let token = CancellationToken::new();
        let guard = Guard(token.clone());
        let done = tokio::time::timeout(self.timeout, async {
            let turn = Arc::clone(&self.turns).acquire_owned().await;
            let task = tokio::task::spawn_blocking(move || {
                let done = work(token);
                drop((turn, place));
                done
            });
            task.await
        });
        let done = done.await;
        drop(guard);
        match done {
            Ok(Ok(done)) => done,
            Ok(Err(_)) => Err(Fault::broken()),
            Err(_) => Err(RdfError::Cancelled.into()),
        }
    }

    fn place(&self) -> Result<OwnedSemaphorePermit, Fault> {
        let place = Arc::clone(&self.places).try_acquire_owned();
        place.map_err(|_| Fault::busy("too many queries are running and waiting; try again soon"))
    }
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;

    use super::*;

    fn gate(parallel: usize, waiting: usize, timeout: u64) -> Gate {
        Gate::new(&ServeOptions {
            parallel,
            waiting,
            timeout: Duration::from_millis(timeout),
            ..ServeOptions::default()
        })
    }

    fn until_cancelled(token: &CancellationToken) -> Result<(), Fault> {
        while !token.is_cancelled() {
            std::thread::sleep(Duration::from_millis(1));
        }
        Ok(())
    }

    #[test]
    fn who_finds_no_place_is_told_at_once_and_who_waits_too_long_later() {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let gate = gate(1, 1, 100);
        let statuses = runtime.block_on(async {
            let work = || gate.run(|token| until_cancelled(&token));
            let done = tokio::join!(work(), work(), work());
            [done.0, done.1, done.2].map(|done| done.unwrap_err())
        });
        let [running, waiting, outside] = statuses;
        assert_eq!(running.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(running.message.contains("was stopped"), "{running:?}");
        assert!(waiting.message.contains("was stopped"), "{waiting:?}");
        assert!(outside.message.contains("too many"), "{outside:?}");
    }

    #[test]
    fn a_turn_comes_back_when_its_work_has_ended() {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let gate = gate(1, 0, 1000);
        for n in 0..3 {
            assert_eq!(runtime.block_on(gate.run(move |_| Ok(n))), Ok(n));
        }
    }
}
