//! Two reports that the owner of a demonstration keeps.

use contracts::identity::UserId;
use kernel::export::FileFormat;
use kernel::{Context, Problem, SiteId};
use uuid::Uuid;

use crate::saved::{Definition, Every, Person, Rule, SavedReport, Schedule, Shows};
use crate::store;

/// The figures of the week, by mail on Monday; and what is open, for whoever sees figures. Call it when the sites are known.
pub async fn load(context: &Context, site: SiteId, (owner, name): (UserId, &str)) -> Result<(), Problem> {
    let weekly = Schedule { every: Every::Week, on: Some(1), hour: 7, recipients: vec![owner] };
    let kept = [
        ("Chiffres de la semaine", Shows::Figures, Rule::LastWeek, Some(weekly)),
        ("Ce que doivent les clients", Shows::Receivables, Rule::Today, None),
    ];
    let tx = context.db.begin().await?;
    let zone = store::sites::all(&*tx).await?.zone(Some(site));
    for (title, shows, period, schedule) in kept {
        let person = Person { id: owner, name: name.to_owned() };
        let next_at = schedule.as_ref().and_then(|schedule| schedule.next(context.clock.now(), zone));
        let recipients = schedule.iter().map(|_| person.clone()).collect();
        let what = Definition {
            name: title.to_owned(),
            shows,
            kpi: None,
            site_id: Some(site),
            period,
            format: FileFormat::Xlsx,
            shared: schedule.is_none(),
            schedule,
        };
        store::saved::put(&tx, &SavedReport { id: Uuid::now_v7(), owner: person, what, recipients, next_at, removed_at: None, version: 1 })
            .await?;
    }
    Ok(tx.commit().await?)
}
