//! A message on the browsers that a customer has told. Told twice, a browser shows it once: nothing is asked before another try.

use super::deliver::{Delivery, Ready, both, hidden, unmade, whole, zone};
use super::short::untried;
use super::templates::Links;
use super::{Sender, Turn, words};
use crate::messages::store::Letter;
use crate::messages::zones::zones;
use crate::messages::{Channel, Outcome};
use crate::push::notice::Notice;
use crate::push::post::Posted;
use crate::push::store;
use crate::push::subscription::Subscription;
use crate::texts::{TextChannel, Written};

impl Sender {
    pub(super) async fn pushed(&self, ready: Ready<'_>, turn: &Turn) -> Delivery {
        let (message, began_at) = (ready.message, self.context.clock.now());
        let zones = zones(ready.person.phone.as_deref(), zone(ready.site));
        if let Some(morning) = turn.settings_of(message).night().end(&zones, began_at) {
            return untried(None, Outcome::Early(morning), Channel::Push);
        }
        let links = match self.linked(message, &ready.params).await {
            Ok(links) => links,
            Err(outcome) => return untried(None, outcome, Channel::Push),
        };
        let Written { letter, why } = match turn.write(&ready, TextChannel::Sms, &links) {
            Ok(written) => written,
            Err(error) => return untried(None, unmade(&error), Channel::Push),
        };
        let devices = message.customer_id.and_then(|customer| turn.devices.get(&customer)).map_or(&[][..], Vec::as_slice);
        let services: Vec<_> = devices.iter().map(Subscription::service).collect();
        let letter = Letter { recipient: services.join(", "), ..letter };
        let outcome = self.tell(devices, &notice(&ready, &letter, &links, &self.gateways.public_url)).await;
        let tried = whole(message, Channel::Push, (began_at, self.context.clock.now()), &outcome, both(ready.way.why, why));
        let outcome = if ready.way.is_last { outcome } else { outcome.with_another_way(message.attempts) };
        Delivery { letter: Some(hidden(letter, &links)), outcome, channel: Channel::Push, tried: Some(tried), ends: None }
    }

    /// One that is told is enough; those that are no more are forgotten.
    async fn tell(&self, devices: &[Subscription], notice: &Notice) -> Outcome {
        let (mut is_told, mut busy, mut refused) = (false, None, None);
        for device in devices {
            match self.push.post(device, notice).await {
                Ok(Posted::Taken) => is_told = true,
                Ok(Posted::Gone) => {
                    refused.get_or_insert_with(|| "The browser is no more".to_owned());
                    self.forget(device).await;
                }
                Ok(Posted::Refused(said)) => refused = Some(said),
                Ok(Posted::Busy(said)) => busy = Some(said),
                Err(problem) => busy = Some(problem.title),
            }
        }
        match (is_told, busy, refused) {
            (true, ..) => Outcome::Sent,
            (false, Some(said), _) => Outcome::NotNow(said),
            (false, None, said) => Outcome::Refused(said.unwrap_or_else(|| "The browser is no more".to_owned())),
        }
    }

    async fn forget(&self, device: &Subscription) {
        let forgotten = async {
            let tx = self.context.db.begin().await?;
            store::forget(&tx, device.id, None).await?;
            tx.commit().await
        };
        if let Err(error) = forgotten.await {
            tracing::warn!(%error, "a browser that is no more could not be forgotten");
        }
    }
}

/// What the text message says, with the garage as its title; a touch leads where its link does.
fn notice(ready: &Ready<'_>, letter: &Letter, links: &Links, public_url: &str) -> Notice {
    let (name, language) = (&ready.site.name, ready.person.language);
    let body = links.secret.as_ref().map_or_else(|| letter.body.clone(), |link| letter.body.replace(link, ""));
    let begins = [words::name(name, language), name.clone()];
    let said = begins.iter().find_map(|name| body.strip_prefix(name.as_str())).unwrap_or(&body);
    // Of several papers, the first.
    let url = links.secret.as_deref().and_then(|links| links.lines().next()).unwrap_or(public_url).to_owned();
    let said = said.trim_matches(|letter: char| letter.is_whitespace() || letter == ':');
    Notice::new(ready.message.id, name, said, url, language)
}
