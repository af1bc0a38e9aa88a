//! Work for a request → its result, on a thread of its own, when it is its turn and while its time lasts.
//!
//! Not obvious: the turn goes with the thread, not with the request, so that no more run than there are turns. But a product
//! of patterns without a common variable may go on for minutes without noticing that it was called off (Oxigraph looks
//! only when it reads a statement); then the turn is given to the next, for as many such threads as there are turns.

use std::sync::{Arc, Mutex, PoisonError};
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
    /// Turns for threads that run on after they were called off.
    spare: Arc<Semaphore>,
    timeout: Duration,
}

/// The part of the request in its work. Dropped, because the work is done, its time is up or its client has left, it calls
/// the work off and takes the turn back, where a spare one can stand in for it.
struct Turn {
    token: CancellationToken,
    held: Arc<Mutex<Option<OwnedSemaphorePermit>>>,
    spare: Arc<Semaphore>,
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.token.cancel();
        let mut held = lock(&self.held);
        if held.is_some()
            && let Ok(spare) = Arc::clone(&self.spare).try_acquire_owned()
        {
            *held = Some(spare);
        }
    }
}

fn lock<T>(shared: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    // Nothing that can panic runs while it is locked.
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Gate {
    pub(super) fn new(options: &ServeOptions) -> Self {
        let parallel = options.parallel.max(1);
        Self {
            places: Arc::new(Semaphore::new(parallel + options.waiting)),
            turns: Arc::new(Semaphore::new(parallel)),
            spare: Arc::new(Semaphore::new(parallel)),
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
        let turn = Turn {
            token: token.clone(),
            held: Arc::default(),
            spare: Arc::clone(&self.spare),
        };
        let held = Arc::clone(&turn.held);
        let done = tokio::time::timeout(self.timeout, async {
            *lock(&held) = Arc::clone(&self.turns).acquire_owned().await.ok();
            let task = tokio::task::spawn_blocking(move || {
                let done = work(token);
                drop(lock(&held).take());
                drop(place);
                done
            });
            task.await
        });
        let done = done.await;
        drop(turn);
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

    fn until_cancelled(token: &CancellationToken) {
        while !token.is_cancelled() {
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    #[test]
    fn who_finds_no_place_is_told_at_once_and_who_waits_too_long_later() {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let gate = gate(1, 1, 100);
        let statuses = runtime.block_on(async {
            let work = || {
                gate.run(|token| {
                    until_cancelled(&token);
                    Ok(())
                })
            };
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
    fn who_does_not_hear_is_left_behind_but_not_any_number() {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let gate = gate(1, 9, 100);
        let deaf = |_| {
            std::thread::sleep(Duration::from_secs(2));
            Ok(())
        };
        let quick = |_| Ok(());
        runtime.block_on(async {
            assert!(gate.run(deaf).await.is_err());
            assert_eq!(gate.run(quick).await, Ok(()), "beside the first");
            assert!(gate.run(deaf).await.is_err());
            assert!(gate.run(quick).await.is_err(), "no turn is left");
        });
        runtime.block_on(async {
            tokio::time::sleep(Duration::from_secs(3)).await;
            assert_eq!(gate.run(quick).await, Ok(()), "all have ended");
        });
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
