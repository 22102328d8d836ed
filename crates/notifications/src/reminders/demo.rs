//! Demonstration data: a site that reminds people, as its run of yesterday left it. No message goes out for it.

use chrono::{DateTime, Days, NaiveDate, Utc};
use contracts::identity::SiteCard;
use contracts::vehicles::{DueAsked, DueKind};
use kernel::Problem;
use kernel::site_settings::{SiteSettings, save};

use super::begin::new_run;
use super::judge::{DueNow, Rules};
use super::reminder::Reminder;
use super::run::Run;
use super::settings::ReminderSettings;
use super::{Reminders, store};
use crate::sending::zone;

const MOST: u64 = 60;

/// Switches reminders on at a site, and tells what was told until yesterday.
pub async fn load(reminders: &Reminders, site: &SiteCard) -> Result<(), Problem> {
    let (now, zone) = (reminders.context.clock.now(), zone(site));
    let mut settings = ReminderSettings { enabled: true, ..ReminderSettings::usual(site.id) };
    settings.next_at = settings.next(zone, now);
    let (ladder, kinds) = (settings.ladder(), settings.kinds());
    let yesterday = now.with_timezone(&zone).date_naive() - Days::new(1);
    let rules = Rules { ladder: &ladder, kinds: &kinds, today: yesterday, sends_sms: false, sends_whatsapp: false };
    let mut run = new_run(site.id, yesterday, None, settings.begins(yesterday, zone).unwrap_or(now))?;
    let rows = reminders.told_by(&mut run, &rules, now).await?;
    let tx = reminders.context.db.begin().await?;
    save(&tx, &mut settings).await?;
    store::insert_run(&tx, &run).await?;
    store::put(&tx, rows).await?;
    Ok(tx.commit().await?)
}

impl Reminders {
    async fn told_by(&self, run: &mut Run, rules: &Rules<'_>, now: DateTime<Utc>) -> Result<Vec<Reminder>, Problem> {
        let (from, until) = rules.ladder.window(rules.today);
        let asked = DueAsked { site: Some(run.site_id), kind: DueKind::Service, from, until, after: None, limit: MOST };
        let vehicles = self.vehicles.due(&asked).await?;
        let known = self.known(run.site_id, &vehicles).await?;
        let (mut figures, mut rows) = (run.figures(), vec![]);
        for vehicle in &vehicles {
            let verdict = known.judge(rules, vehicle);
            let all = verdict.due.iter().map(|due| (due, known.row(run, rules, (vehicle, &verdict), due, None)));
            let told: Vec<_> = all.map(|(due, row)| if verdict.stop.is_some() { row } else { as_told(row, rules, due) }).collect();
            figures.found += 1;
            match verdict.stop {
                Some(why) => figures.stop(why),
                None if told.iter().any(|row| row.told_on == Some(rules.today)) => figures.queued += 1,
                None => figures.told += 1,
            }
            rows.extend(told);
        }
        run.figures = serde_json::to_string(&figures).map_err(|error| Problem::internal(&error))?;
        run.ended_at = Some(run.began_at.min(now));
        Ok(rows)
    }
}

/// The step was told on its day.
fn as_told(row: Reminder, rules: &Rules<'_>, due: &DueNow) -> Reminder {
    let step = due.step;
    let told_on = step.and_then(|step| told_on(row.due_on, step)).map(|day| day.min(rules.today));
    Reminder {
        told_step: step,
        told_on,
        told_due_on: Some(row.due_on),
        told_done_on: due.standing.done_on,
        told_item: row.item.clone(),
        told_to: row.customer_id,
        next_on: rules.ladder.next_on(row.due_on, step, rules.today),
        ..row
    }
}

fn told_on(due_on: NaiveDate, step: i32) -> Option<NaiveDate> {
    due_on.checked_sub_days(Days::new(u64::try_from(step).ok()?))
}
