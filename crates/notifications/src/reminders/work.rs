//! Walks a run from where it is to its end.

use kernel::site_settings::of;
use kernel::{Problem, SiteId};

use super::judge::Rules;
use super::run::{Place, Run};
use super::settings::ReminderSettings;
use super::{Reminders, store};
use crate::gateways;
use crate::messages::Channel;
use crate::walks;

impl Reminders {
    /// Goes on with a run that the caller holds, until it is done or another holds it.
    pub(super) async fn work(&self, mut run: Run) -> Result<(), Problem> {
        let reader = self.context.db.reader();
        let settings: ReminderSettings = of(reader, run.site_id).await?;
        let (ladder, kinds) = (settings.ladder(), settings.kinds());
        let sends = gateways::store::channels(reader, run.site_id).await?;
        let (sends_sms, sends_whatsapp) = (sends.contains(&Channel::Sms), sends.contains(&Channel::Whatsapp));
        let rules = Rules { ladder: &ladder, kinds: &kinds, today: run.day, sends_sms, sends_whatsapp };
        let is_first = self.is_first(run.site_id).await?;
        let (mut place, mut at_site) = (run.place(), run.place().part());
        while let Some((here, kind)) = at_site {
            let is_walked = kinds.contains(&kind) && (here || is_first);
            place = if is_walked {
                let Some((next, figures)) = self.batch(&run, &rules, place, (here.then_some(run.site_id), kind)).await? else {
                    return Ok(());
                };
                run.figures = serde_json::to_string(&figures).map_err(|error| Problem::internal(&error))?;
                next
            } else {
                place.next_part()
            };
            at_site = Place::part(place);
        }
        self.sweep(&run, &rules).await?;
        self.end(&run).await
    }

    /// Vehicles that were at no site are reminded of by the first.
    pub(super) async fn is_first(&self, id: SiteId) -> Result<bool, Problem> {
        crate::sending::is_first(self.sites.as_ref(), id).await
    }

    async fn end(&self, run: &Run) -> Result<(), Problem> {
        let clock = self.context.clock.as_ref();
        let mut tx = self.context.db.begin().await?;
        walks::end(&tx, store::RUNS, (run.id, run.holder), clock.now()).await?;
        let changed = super::ReminderRunChanged { site_id: run.site_id };
        kernel::outbox::append(&mut tx, crate::MODULE, &changed, &kernel::Actor::system(), clock).await?;
        Ok(tx.commit().await?)
    }
}
