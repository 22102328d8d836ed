//! Demonstration data: a site that asks, and what some of its customers said. The same each time.

use chrono::{DateTime, TimeDelta, Utc};
use contracts::identity::SiteCard;
use contracts::workshop::WorkOrderHandedOver;
use kernel::site_settings::{lock, save};
use kernel::{Context, Problem};

use super::ask::asked;
use super::settings::FeedbackSettings;
use super::store;
use crate::sending::zone;

/// Scores and words, the latest last: a small garage, where fewer have answered, has those at the end.
const SAID: [(i16, &str); 7] = [
    (5, "Très bon accueil, voiture rendue à l’heure."),
    (4, ""),
    (5, "Merci à toute l’équipe."),
    (5, ""),
    (3, "Bon travail, mais une heure d’attente."),
    (2, "Le bruit au freinage est toujours là."),
    (4, "خدمة ممتازة"),
];

/// From asking to the answer.
const THINKS: TimeDelta = TimeDelta::hours(5);

/// Switches asking on, and has most of these visits answered: one low score waits for the desk, and the last for an answer. No message is queued.
pub async fn load(context: &Context, site: &SiteCard, visits: Vec<(WorkOrderHandedOver, DateTime<Utc>)>) -> Result<(), Problem> {
    let tx = context.db.begin().await?;
    let mut settings: FeedbackSettings = lock(&tx, site.id).await?;
    (settings.enabled, settings.review_url) = (true, Some("https://g.page/r/garage-du-lac/review".into()));
    save(&tx, &mut settings).await?;
    let (now, after) = (context.clock.now(), TimeDelta::hours(settings.after_hours.into()));
    let answered = visits.iter().filter(|(_, handed_at)| *handed_at + after + THINKS < now).count();
    for (place, (visit, handed_at)) in visits.into_iter().enumerate() {
        let (id, code) = (visit.id.0, visit.id.0.simple().to_string());
        let mut row = asked(id, code, visit, handed_at + after);
        let at = row.asked_at + THINKS;
        let said = (place + SAID.len()).checked_sub(answered).and_then(|place| SAID.get(place));
        let Some((score, words)) = said.copied() else {
            store::insert(&tx, row).await?;
            continue;
        };
        row.state = row.state.answered(score <= settings.low_score);
        (row.score, row.words, row.answered_at) = (Some(score), words.into(), Some(at));
        row.month = Some(at.with_timezone(&zone(site)).format("%Y-%m").to_string());
        if score == 3 {
            row.state = row.state.handle()?;
            (row.handled_at, row.handled_by) = (Some((at + TimeDelta::days(1)).min(now)), Some("Hela".into()));
            row.note = Some("Appelé, excuses pour l’attente ; lavage offert à la prochaine visite.".into());
        }
        store::insert(&tx, row).await?;
    }
    Ok(tx.commit().await?)
}
