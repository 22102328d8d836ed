//! A gateway is away for four hours while much is queued, on the day before the clocks change: what waits goes out afterwards, each once, the urgent
//! first, no faster than the gateway takes it, and never at night. `OUTAGE_MESSAGES=20000` queues as many as that.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, TimeDelta, Timelike, Utc};
use contracts::workshop::WorkOrderId;
use kernel::{Backend, db};
use sea_orm::FromQueryResult;
use serde_json::json;
use testkit::SmsProvider;
use uuid::Uuid;

use crate::garage::Garage;

const PARIS: chrono_tz::Tz = chrono_tz::Europe::Paris;

#[derive(Clone, Debug, FromQueryResult)]
struct Tried {
    message_id: Uuid,
    began_at: DateTime<Utc>,
    outcome: Option<String>,
    priority: i16,
}

/// One message is queued by what happens in the workshop, and then as many like it as that; every second is urgent.
async fn queue(garage: &Garage, count: usize) {
    garage.completed(WorkOrderId::new()).await;
    garage.kit.settle().await;
    let id = if garage.kit.db().backend() == Backend::Postgres { "gen_random_uuid()" } else { "randomblob(16)" };
    let sql = format!(
        "with recursive n(i) as (select 1 union all select i + 1 from n where i < {}) insert into notifications_messages \
         (id, key, event, channel, state, site_id, customer_id, params, recipient, language, subject, body, attachments, sendings, attempts, \
         next_at, created_at, priority, passed) select {id}, 'k' || cast(n.i as text), event, channel, 'queued', site_id, customer_id, params, \
         '', 'fr', '', '', '[]', 1, 0, created_at, created_at, case when n.i % 2 = 0 then 1 else 2 end, '' from notifications_messages, n",
        count - 1
    );
    db::execute(garage.kit.db().writer(), &sql, []).await.unwrap();
}

async fn tried(garage: &Garage) -> Vec<Tried> {
    let sql = "select t.message_id as message_id, t.began_at as began_at, t.outcome as outcome, m.priority as priority from notifications_tries t \
               join notifications_messages m on m.id = t.message_id order by t.began_at, t.id";
    db::all(garage.kit.db().reader(), sql, []).await.unwrap()
}

async fn waiting(garage: &Garage) -> i64 {
    #[derive(FromQueryResult)]
    struct Count {
        count: i64,
    }
    let sql = "select count(*) as count from notifications_messages where state = 'queued'";
    db::one::<Count, _>(garage.kit.db().reader(), sql, []).await.unwrap().unwrap().count
}

async fn pass(garage: &Garage, minutes: i64, step: i64) {
    for _ in 0..minutes / step {
        garage.kit.clock.advance(TimeDelta::minutes(step));
        garage.kit.settle().await;
    }
}

#[tokio::test]
async fn what_waited_for_a_gateway_goes_out_once_the_urgent_first_and_not_at_night() {
    let count: usize = std::env::var("OUTAGE_MESSAGES").ok().and_then(|text| text.parse().ok()).unwrap_or(1500);
    let per_minute = (count / 20).max(10);
    let provider = SmsProvider::start(testkit::morning()).await;
    let garage = Garage::start_with(None, Some(&provider)).await;
    garage.set_time_zone(PARIS.name());
    garage.set_phone(Some("+33612345678"));
    garage.set_email(None);
    let (account, key) = SmsProvider::account();
    let gateway =
        json!({"enabled": true, "provider": "twilio", "account": account, "sender": "GARAGE", "key": key, "per_minute": per_minute});
    garage.kit.owner().put(&format!("/sms-gateways/{}", garage.kit.site), gateway).await.expect(200);
    // The evening before winter time, five in the afternoon at Paris.
    let start: DateTime<Utc> = "2027-10-30T15:00:00Z".parse().unwrap();
    garage.kit.clock.advance(start - garage.kit.context.clock.now());
    provider.down(Some(503));
    queue(&garage, count).await;
    pass(&garage, 240, 1).await;
    let during = tried(&garage).await;
    assert!(provider.texts().is_empty() && during.len() < 1000, "a gateway that is away is left alone: {}", during.len());
    provider.down(None);
    // Nine in the evening: the night is an hour longer.
    pass(&garage, 11 * 60, 30).await;
    assert_eq!((provider.texts().len(), garage.kit.context.clock.now().with_timezone(&PARIS).hour()), (0, 7));
    pass(&garage, 120, 1).await;
    pass(&garage, 12 * 60, 30).await;
    assert_eq!((waiting(&garage).await, provider.texts().len()), (0, count));

    let all = tried(&garage).await;
    let taken: Vec<_> = all.iter().filter(|one| one.outcome.as_deref() == Some("taken")).collect();
    let once: HashMap<_, _> = taken.iter().map(|one| (one.message_id, one.began_at)).collect();
    assert_eq!((taken.len(), once.len()), (count, count), "nothing is lost, and nothing goes twice");
    let is_day = |one: &Tried| (8..21).contains(&one.began_at.with_timezone(&PARIS).hour());
    assert!(all.iter().all(is_day), "nobody's telephone rings at night");
    let is_slow = |place: usize| all[place + per_minute].began_at - all[place].began_at >= TimeDelta::minutes(1);
    assert!((0..all.len() - per_minute).all(is_slow), "no more in a minute than the gateway takes");
    // What was not tried in vain goes in the order of its urgency.
    let tried_before: HashSet<_> = during.iter().map(|one| one.message_id).collect();
    let fresh = || taken.iter().filter(|one| !tried_before.contains(&one.message_id));
    let last_urgent = fresh().filter(|one| one.priority == 1).map(|one| one.began_at).max().unwrap();
    let first_other = fresh().filter(|one| one.priority == 2).map(|one| one.began_at).min().unwrap();
    assert!(last_urgent <= first_other, "the urgent first");
}
