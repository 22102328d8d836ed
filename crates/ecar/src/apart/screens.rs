//! Live updates at the gateway: open screens hear what happens in every module, by the modules' feeds.

use std::time::Duration;

use kernel::Problem;
use kernel::feed::Feed;
use kernel::live::{Live, LiveEvent};
use remote::Peer;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

const BATCH: u64 = 100;
const SHORTEST_WAIT: Duration = Duration::from_millis(100);
const LONGEST_WAIT: Duration = Duration::from_secs(2);

/// Tells screens until stopped.
pub async fn tell(live: Live, modules: Vec<Peer>, stop: CancellationToken) {
    let mut followers = JoinSet::new();
    for module in modules {
        followers.spawn(stop.clone().run_until_cancelled_owned(follow(live.clone(), module)));
    }
    while followers.join_next().await.is_some() {}
}

/// From what happens now on: a screen reads what was before when it opens. A module that is down is waited for.
async fn follow(live: Live, module: Peer) {
    let (mut seq, mut wait) = (None, SHORTEST_WAIT);
    loop {
        match step(&live, &module, seq).await {
            Ok(reached) => (seq, wait) = (Some(reached), SHORTEST_WAIT),
            Err(problem) => {
                if wait == SHORTEST_WAIT {
                    tracing::warn!(peer = module.module(), problem = problem.title, "screens have to wait for what happens there");
                }
                tokio::time::sleep(wait).await;
                wait = (wait * 2).min(LONGEST_WAIT);
            }
        }
    }
}

/// How far the feed was read.
async fn step(live: &Live, module: &Peer, seq: Option<i64>) -> Result<i64, Problem> {
    let Some(mut seq) = seq else { return module.head().await };
    for event in module.after(seq, BATCH).await? {
        seq = event.seq;
        live.tell(LiveEvent::of(event));
    }
    Ok(seq)
}
