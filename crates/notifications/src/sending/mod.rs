//! Sends what is due: a worker claims messages for some minutes, asks for their recipients all at once, and sends a few at a time.

mod deliver;
mod directory;
mod enclosed;
mod gateway;
mod mail;
mod outlet;
mod plain;
mod route;
mod segments;
mod short;
mod templates;
mod twilio;
mod words;

use std::collections::HashMap;
use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use futures::StreamExt;
use kernel::module::Worker;
use kernel::{Actor, Context, SiteId, outbox};
use sea_orm::DbErr;

use crate::MODULE;
use crate::gateways::{self, Gateways, SmsGateway};
use crate::messages::store::{self, Claimed, Queue};
use crate::messages::tries::{self, Try};
use crate::messages::{MessageChanged, after};

use self::deliver::Delivery;
pub use deliver::zone;
pub use directory::{Directory, People};
pub use gateway::{Answer, Gateway, Short};
pub use outlet::Outlet;
pub use plain::Plain;
pub use twilio::Twilio;

const AT_ONCE: usize = 4;

/// The worker.
pub struct Sender {
    context: Context,
    directory: Directory,
    outlet: Outlet,
    gateways: Arc<Gateways>,
}

/// What a turn knows of all its messages.
struct Turn {
    people: Result<People, String>,
    gateways: HashMap<SiteId, SmsGateway>,
    /// Tries that somebody began and told nothing of.
    open: HashMap<uuid::Uuid, Try>,
}

#[async_trait]
impl Worker for Sender {
    async fn turn(&self) -> Result<bool, DbErr> {
        let (reader, now) = (self.context.db.reader(), self.context.clock.now());
        let gateways = gateways::store::all(reader).await?;
        let mut may_be_more = self.queue(Queue::Mail, store::BATCH, &gateways, now).await?;
        // Where a gateway was switched off, what waited for it goes another way.
        for gateway in gateways.iter().filter(|gateway| !gateway.is_paused()) {
            let most = gateways::store::room(reader, gateway, now).await?.min(store::BATCH);
            if most > 0 {
                may_be_more |= self.queue(Queue::Sms(gateway.site_id), most, &gateways, now).await?;
            }
        }
        Ok(may_be_more)
    }
}

impl Sender {
    pub const fn new(context: Context, directory: Directory, outlet: Outlet, gateways: Arc<Gateways>) -> Self {
        Self { context, directory, outlet, gateways }
    }

    /// A batch of a queue; whether there may be more.
    async fn queue(&self, queue: Queue, most: usize, gateways: &[SmsGateway], now: DateTime<Utc>) -> Result<bool, DbErr> {
        if !store::is_due(self.context.db.reader(), queue, now).await? {
            return Ok(false);
        }
        let claimed = self.claim(queue, most, now).await?;
        // Another way may be open at once to what did not go this one.
        let may_be_more = !claimed.is_empty();
        let ids: Vec<_> = claimed.iter().map(|message| message.id).collect();
        let turn = Turn {
            people: self.directory.people_of(&claimed).await.map_err(|problem| problem.title),
            gateways: gateways.iter().filter(|gateway| gateway.enabled).map(|gateway| (gateway.site_id, gateway.clone())).collect(),
            open: tries::open(self.context.db.reader(), &ids).await?,
        };
        let all = futures::stream::iter(claimed).for_each_concurrent(AT_ONCE, |message| {
            let turn = &turn;
            async move {
                let delivery = self.deliver(&message, turn).await;
                // The lease runs out, and the message is tried again.
                if let Err(error) = self.record(&message, delivery).await {
                    tracing::warn!(message.id = %message.id, %error, "a try to send could not be written down");
                }
            }
        });
        all.await;
        Ok(may_be_more)
    }

    async fn claim(&self, queue: Queue, most: usize, now: DateTime<Utc>) -> Result<Vec<Claimed>, DbErr> {
        let tx = self.context.db.begin().await?;
        let claimed = store::claim(&tx, queue, now, most).await?;
        tx.commit().await?;
        Ok(claimed)
    }

    async fn record(&self, message: &Claimed, delivery: Delivery) -> Result<(), DbErr> {
        let clock = self.context.clock.as_ref();
        let now = clock.now();
        let Delivery { letter, outcome, channel, tried, ends } = delivery;
        let progress = after(outcome, message.attempts, now);
        let mut tx = self.context.db.begin().await?;
        if store::record(&tx, message, channel, letter.as_ref(), &progress).await? {
            if let Some(tried) = tried {
                tries::insert(&tx, tried).await?;
            }
            if let Some(end) = ends {
                tries::end(&tx, end.id, end.outcome, end.said, end.reference, now).await?;
            }
            let changed = MessageChanged { id: message.id, site_id: message.site_id };
            outbox::append(&mut tx, MODULE, &changed, &Actor::system(), clock).await?;
            if let Some(messaged) = message.messaged(progress.state, &letter.map_or_else(String::new, |letter| letter.title())) {
                outbox::append(&mut tx, MODULE, &messaged, &Actor::system(), clock).await?;
            }
        }
        tx.commit().await
    }
}
