//! What is asked of a report before it is kept.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use contracts::identity::UserId;
use contracts::reporting::REPORT_READ;
use kernel::{Actor, Permission, Problem};

use super::Saved;
use crate::kpis;
use crate::mails::readers;
use crate::saved::{Definition, Person, Schedule, Shows};
use crate::sites::Sites;
use crate::store;

/// A report that may be kept, to whom it goes and when.
pub struct Checked {
    pub what: Definition,
    pub recipients: Vec<Person>,
    pub next_at: Option<DateTime<Utc>>,
}

/// Refused where the actor may not keep it like this, with `unknown` beside a figure or a person that there is not, `out-of-range` beside a day
/// that its schedule does not have, and `may-not-see` beside recipients who see no such figures.
pub async fn check(it: &Saved, actor: &Actor, what: Definition) -> Result<Checked, Problem> {
    what.permit_keeping(actor)?;
    let sites = store::sites::all(it.context.db.reader()).await?;
    let needs = needs(&what)?;
    for permission in needs {
        what.permit(actor, *permission)?;
    }
    let mut what = what;
    what.name = what.name.trim().to_owned();
    what.kpi = what.kpi.filter(|_| what.shows == Shows::Rows).map(|kpi| kpi.trim().to_owned());
    let Some(schedule) = &mut what.schedule else { return Ok(Checked { what, recipients: vec![], next_at: None }) };
    schedule.recipients = Vec::from_iter(schedule.recipients.iter().copied().collect::<BTreeSet<_>>());
    let next_at = next(schedule, &sites, what.site_id, it.context.clock.now())?;
    let recipients = people(it, &schedule.recipients).await?;
    let seeing = readers(it.staff.as_ref(), &sites, &what, &recipients).await?;
    let sees = |reader: &Actor| std::iter::once(&REPORT_READ).chain(needs).all(|permission| what.permit(reader, *permission).is_ok());
    if !seeing.iter().all(sees) {
        return Err(Problem::field("/schedule/recipients", "may-not-see", "not all of them may see it"));
    }
    Ok(Checked { what, recipients, next_at: Some(next_at) })
}

/// What its figure takes beside.
fn needs(what: &Definition) -> Result<&'static [Permission], Problem> {
    match (what.shows, what.kpi.as_deref()) {
        (Shows::Rows, None) => Err(Problem::field("/kpi", "required", "of which figure")),
        (Shows::Rows, Some(kpi)) => {
            let kpi = kpis::find(kpi.trim()).ok_or_else(|| Problem::field("/kpi", "unknown", "there is no such figure"))?;
            Ok(kpi.about.needs())
        }
        _ => Ok(&[]),
    }
}

fn next(schedule: &Schedule, sites: &Sites, site: Option<kernel::SiteId>, now: DateTime<Utc>) -> Result<DateTime<Utc>, Problem> {
    let no_day = || Problem::field("/schedule/on", "out-of-range", "a week has seven days, and only a week and a month have one to name");
    if !schedule.has_day() {
        return Err(no_day());
    }
    schedule.next(now, sites.zone(site)).ok_or_else(no_day)
}

async fn people(it: &Saved, ids: &[UserId]) -> Result<Vec<Person>, Problem> {
    let cards = it.staff.cards(ids).await?;
    let named = |id: &UserId| {
        let card = cards.iter().find(|card| card.id == *id)?;
        Some(Person { id: *id, name: card.name.clone() })
    };
    let known: Option<Vec<_>> = ids.iter().map(named).collect();
    known.ok_or_else(|| Problem::field("/schedule/recipients", "unknown", "not all of them work here"))
}
