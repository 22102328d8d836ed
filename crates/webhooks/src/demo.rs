//! Demonstration data: a webhook of the first site that stopped answering, and what came of it. Its address leads nowhere.

use chrono::TimeDelta;
use kernel::vault::Vault;
use kernel::{Context, Problem, SiteId, outbox};
use uuid::Uuid;

use crate::MODULE;
use crate::endpoints::{Came, Delivery, Endpoint, WebhookState, secret, store};
use crate::events;
use crate::events::store::Wanted;

/// Events that it was told before, and that wait since.
const TOLD: u64 = 5;
const WAITING: i64 = 12;

/// What it answered to the next one, the last of which is written at the end.
const ANSWERS: [Option<i32>; 3] = [Some(503), Some(503), None];

pub async fn load(context: &Context, vault: &Vault, (site, made_by): (SiteId, &str)) -> Result<(), Problem> {
    // Nobody works yet who would do so.
    while outbox::place(&context.db, MODULE, events::LIST).await? > 0 {}
    let (now, id) = (context.clock.now(), Uuid::now_v7());
    let [place, _] = secret::places(id);
    let tx = context.db.begin().await?;
    let head = events::store::head(&*tx).await?;
    let one = Endpoint {
        id,
        name: "Comptabilité".into(),
        url: "https://comptabilite.example/ecar".into(),
        kinds: vec![],
        sites: vec![site],
        state: WebhookState::Paused,
        secret: vault.seal(&place, secret::new()?.as_bytes())?,
        old_secret: None,
        old_until: None,
        place: (head - WAITING).max(0),
        attempts: 9,
        due_at: now,
        claim: None,
        said: Some("HTTP 503".into()),
        told_at: Some(now - TimeDelta::days(4)),
        user_id: None,
        created_by: made_by.to_owned(),
        created_at: now - TimeDelta::days(40),
        version: 1,
    };
    store::save(&tx, &one).await?;
    let wanted: Wanted = one.wanted();
    let told = events::store::between(&*tx, &wanted, (one.place - 20).max(0), one.place, TOLD).await?;
    for event in &told {
        let came = Came { status: Some(200), rest: None, duration_ms: 84, fault: None };
        store::insert_delivery(&tx, &Delivery::of(&one, event, &came, (1, false), now - TimeDelta::days(4))).await?;
    }
    if let Some(next) = events::store::between(&*tx, &wanted, one.place, head, 1).await?.first() {
        for (attempt, status) in (1..).zip(ANSWERS) {
            let fault = status.is_none().then(|| "operation timed out".to_owned());
            let came = Came { status, rest: None, duration_ms: if status.is_some() { 112 } else { 10_000 }, fault };
            let at = now - TimeDelta::days(4) + TimeDelta::hours(i64::from(attempt));
            store::insert_delivery(&tx, &Delivery::of(&one, next, &came, (attempt, false), at)).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}
