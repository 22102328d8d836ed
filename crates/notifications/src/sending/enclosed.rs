//! What comes to be when a letter is written: secret links, and a file for the calendar.

use chrono::TimeDelta;
use kernel::Problem;
use kernel::files::Media;
use kernel::site_settings::of;

use super::Sender;
use super::mail::Attached;
use super::templates::Links;
use crate::campaigns::{Promotion, Wanted};
use crate::feedback::FeedbackSettings;
use crate::messages::store::Claimed;
use crate::messages::{MessageEvent, NotePaper, Outcome, Params};
use crate::reminders::ServiceDue;

/// What belongs to a campaign that is paused is looked at again after so long.
const WAITS: TimeDelta = TimeDelta::minutes(10);

impl Sender {
    /// For somebody who can be reached: no link comes to be that nobody reads.
    pub(super) async fn enclosed(&self, message: &Claimed, params: &Params) -> Result<(Links, Option<Attached>), Outcome> {
        match params {
            Params::AccountLink { .. } => {
                let link = self.link(params).await?;
                link.ok_or_else(|| Outcome::NoAddress("The link is not wanted any more, or is too old".into())).map(only)
            }
            Params::Inspection { .. } => {
                let link = self.link(params).await?;
                link.ok_or_else(|| Outcome::NotWanted("The inspection is open again".into())).map(only)
            }
            Params::Estimate { .. } | Params::Answer { .. } => {
                let link = self.link(params).await?;
                link.ok_or_else(|| Outcome::NotWanted("The estimate is decided, over, or replaced by another".into())).map(only)
            }
            Params::Appointment { notice, .. } => {
                let enclosure = self.directory.enclosure_of(params).await.map_err(|problem| unmade(&problem))?;
                let enclosure = enclosure.ok_or_else(|| Outcome::NotWanted("The appointment is not at this time any more".into()))?;
                let kind = format!("text/calendar; charset=utf-8; method={}", enclosure.method);
                let file = Attached { file_name: format!("{}.ics", notice.number), kind, bytes: enclosure.calendar.into_bytes() };
                // Who did not come has nothing to put into a calendar.
                let file = (message.event != MessageEvent::AppointmentNoShow).then_some(file);
                Ok((Links { secret: Some(enclosure.link), book_again: enclosure.book_again, ..Links::default() }, file))
            }
            Params::ServiceDue { due } => Ok((self.booking(message, due).await?, None)),
            Params::Report { report } => {
                let page = self.gateways.page(&format!("dashboard?saved={}&on={}", report.report_id, report.on));
                Ok((Links { page: Some(page), ..Links::default() }, None))
            }
            Params::Promotion { promotion } => Ok((self.offered(message, promotion).await?, None)),
            Params::Feedback { code, .. } => {
                let settings: FeedbackSettings =
                    of(self.context.db.reader(), message.site_id).await.map_err(|error| unmade(&error.into()))?;
                if !settings.enabled {
                    return Err(Outcome::NotWanted("The site asks for no feedback any more".into()));
                }
                Ok(only(self.gateways.page(&format!("f/{code}"))))
            }
            _ => Ok((Links::default(), None)),
        }
    }

    /// The addresses of a short message, those of a note's papers too: nothing else can go with it.
    pub(super) async fn linked(&self, message: &Claimed, params: &Params) -> Result<Links, Outcome> {
        let (links, _) = self.enclosed(message, params).await?;
        let Params::Note { order, papers, .. } = params else { return Ok(links) };
        let mut all = vec![];
        for paper in papers {
            all.extend(self.directory.papers.issue(*order, paper.id).await.map_err(|problem| unmade(&problem))?);
        }
        Ok(Links { secret: (!all.is_empty()).then(|| all.join("\n")), ..links })
    }

    /// The papers that go with a note by mail; what stands no more is left out.
    pub(super) async fn papers(&self, params: &Params) -> Result<Vec<Attached>, Outcome> {
        let Params::Note { order, papers, .. } = params else { return Ok(vec![]) };
        let mut all = vec![];
        for NotePaper { id, name, media } in papers {
            let found = self.directory.papers.bytes(*order, *id).await;
            let bytes = found.map_err(|problem| Outcome::NotNow(format!("A paper could not be read: {}", problem.title)))?;
            let extension = Media::from_name(media).unwrap_or(Media::Pdf).extension();
            all.extend(bytes.map(|bytes| Attached { file_name: format!("{name}.{extension}"), kind: media.clone(), bytes }));
        }
        Ok(all)
    }

    /// Where who is reminded books; nothing where the reminder is not wanted any more.
    async fn booking(&self, message: &Claimed, due: &ServiceDue) -> Result<Links, Outcome> {
        let reminders = &self.directory.reminders;
        let customer = message.customer_id.ok_or_else(|| Outcome::NoAddress("The recipient is not known any more".into()))?;
        let not_wanted = reminders.not_wanted(message.site_id, customer, due).await.map_err(|problem| unmade(&problem))?;
        if let Some(why) = not_wanted {
            return Err(Outcome::NotWanted(why.into()));
        }
        let page = reminders.booking_page(message.site_id, due).await.map_err(|problem| unmade(&problem))?;
        Ok(Links { book_again: page, ..Links::default() })
    }

    /// Where a promotion leads; nothing where it is not wanted any more.
    async fn offered(&self, message: &Claimed, promotion: &Promotion) -> Result<Links, Outcome> {
        let campaigns = &self.directory.campaigns;
        if promotion.trial.is_some() {
            return campaigns.links_on_trial(message.site_id, promotion).await.map_err(|problem| unmade(&problem));
        }
        let customer = message.customer_id.ok_or_else(|| Outcome::NoAddress("The recipient is not known any more".into()))?;
        match campaigns.wanted(message.site_id, customer, promotion).await.map_err(|problem| unmade(&problem))? {
            Wanted::Now => campaigns.links(message.site_id, promotion).await.map_err(|problem| unmade(&problem)),
            Wanted::Later => Err(Outcome::Early(self.context.clock.now() + WAITS)),
            Wanted::Never(why) => Err(Outcome::NotWanted(why.into())),
        }
    }

    async fn link(&self, params: &Params) -> Result<Option<String>, Outcome> {
        self.directory.link_of(params).await.map_err(|problem| unmade(&problem))
    }
}

fn unmade(problem: &Problem) -> Outcome {
    Outcome::NotNow(format!("The link could not be made: {}", problem.title))
}

fn only(secret: String) -> (Links, Option<Attached>) {
    (Links { secret: Some(secret), ..Links::default() }, None)
}
