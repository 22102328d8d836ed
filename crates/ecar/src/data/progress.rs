//! How far it is, on the console.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use copies::Progress;
use tokio_util::sync::CancellationToken;

/// Until it is ended.
pub struct Shown {
    stop: CancellationToken,
    task: tokio::task::JoinHandle<()>,
}

impl Shown {
    pub async fn end(self) {
        self.stop.cancel();
        // It only prints.
        let _ = self.task.await;
    }
}

/// Says once a second how many rows are done.
pub fn show(progress: Arc<Progress>, verb: &'static str) -> Shown {
    let stop = CancellationToken::new();
    let stopped = stop.clone();
    let task = tokio::spawn(async move {
        let mut was_shown = false;
        while tokio::time::timeout(Duration::from_secs(1), stopped.cancelled()).await.is_err() {
            was_shown = true;
            eprint!("\r{} of {} rows {verb}", progress.rows.load(Ordering::Relaxed), progress.total.load(Ordering::Relaxed));
        }
        if was_shown {
            eprintln!();
        }
    });
    Shown { stop, task }
}
