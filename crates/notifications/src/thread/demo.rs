//! Demonstration data: what was said about some orders that are open. The same each time.

use chrono::{DateTime, TimeDelta, Utc};
use contracts::demo::DemoVisit;
use contracts::identity::UserId;
use contracts::workshop::WorkOrderCard;
use kernel::{Actor, Context, Problem, Tx};

use super::entry::{Entry, ThreadKind};
use super::store;
use crate::messages::store::Letter;
use crate::messages::{Channel, Draft, demo};

/// Who said it, or what was done.
#[derive(Clone, Copy)]
enum By {
    Desk,
    Written,
    Asked,
    HandedOver,
}

/// So many minutes after the order was opened.
type Line = (i64, By, &'static str);

/// One thread each, of the newest order first: what stands last in the first was not seen yet.
const SAID: [&[Line]; 4] = [
    &[
        (15, By::Desk, "Bonjour, votre voiture est bien arrivée. On vous écrit dès que le diagnostic est fait."),
        (42, By::Written, "Merci. Pouvez-vous regarder aussi les essuie-glaces ? Ils laissent des traces."),
    ],
    &[
        (30, By::Desk, "Bonjour, le diagnostic est fait. Le devis est dans le lien que vous avez reçu."),
        (55, By::Asked, "Freins avant: Est-ce urgent ou cela peut attendre un mois ?"),
        (70, By::Desk, "Oui, c’est urgent : il reste moins de 2 mm de garniture."),
    ],
    &[
        (20, By::Written, "Je passe vers 17 h 30, ça ira ?"),
        (34, By::Desk, "Oui, tout sera prêt. L’accueil ferme à 18 h."),
        (75, By::HandedOver, "Le client passe vers 17 h 30 : lui montrer les anciennes plaquettes."),
    ],
    &[(25, By::Desk, "Bonjour, la pièce arrive demain matin. On vous prévient."), (48, By::Written, "شكرا، في انتظار رسالتكم")],
];

/// Nothing was said of an order that was opened later.
const LONGEST: TimeDelta = TimeDelta::minutes(90);

/// What was said of the newest of these orders; no message goes out. The desk is this advisor.
pub async fn load(context: &Context, open: &[DemoVisit], advisor: (UserId, &str)) -> Result<(), Problem> {
    let now = context.clock.now();
    let mut open: Vec<_> = open.iter().filter(|visit| visit.opened_at + LONGEST < now).collect();
    open.sort_by_key(|visit| std::cmp::Reverse((visit.opened_at, visit.id.0)));
    for (place, (visit, lines)) in open.into_iter().zip(SAID).enumerate() {
        let mut tx = context.db.begin().await?;
        let mut theirs = None;
        for (minutes, by, text) in lines {
            let at = visit.opened_at + TimeDelta::minutes(*minutes);
            if let By::Desk = by {
                sent(&tx, visit, advisor, (text, at)).await?;
                continue;
            }
            let entry = entry(visit, *by, advisor, (text, at));
            theirs = Some(entry.id);
            store::keep(&mut tx, entry, context.clock.as_ref()).await?;
            if let By::HandedOver = by {
                store::set_advisor(&tx, (visit.id, visit.site.id), advisor.0, advisor.1).await?;
            }
        }
        if let Some(until) = theirs.filter(|_| place > 0) {
            store::see(&tx, visit.id, until).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}

fn card(visit: &DemoVisit) -> WorkOrderCard {
    WorkOrderCard {
        id: visit.id,
        number: visit.number.clone(),
        site_id: visit.site.id,
        customer_id: visit.customer.id,
        customer_name: visit.customer.name.clone(),
        currency: visit.site.currency.clone(),
        vehicle_plate: visit.vehicle_plate.clone(),
        vehicle_label: visit.vehicle_label.clone(),
        is_under_way: true,
    }
}

fn entry(visit: &DemoVisit, by: By, (_, advisor): (UserId, &str), (text, at): (&str, DateTime<Utc>)) -> Entry {
    let id = demo::id_of(visit.id.0, at);
    let phone = visit.customer.phone.clone().unwrap_or_default();
    let entry = match by {
        By::HandedOver => Entry::handed_over(&card(visit), ("Hela", advisor), text, at),
        _ => Entry::written((visit.id, visit.site.id), (Channel::Sms, &id.to_string()), &phone, text, at),
    };
    let entry = Entry { id, key: format!("demo:{id}"), ..entry };
    match by {
        By::Asked => Entry { kind: ThreadKind::Asked, channel: None, by_name: Some(visit.customer.name.clone()), ..entry },
        _ => entry,
    }
}

/// A note that went out as a text message.
async fn sent(tx: &Tx, visit: &DemoVisit, (_, by): (UserId, &str), (text, at): (&str, DateTime<Utc>)) -> Result<(), Problem> {
    let id = demo::id_of(visit.id.0, at);
    let actor = Actor { name: by.to_owned(), ..Actor::system() };
    let draft = Draft { key: format!("demo:{id}"), ..Draft::note(card(visit), &actor, text, vec![]) };
    let letter = Letter {
        recipient: visit.customer.phone.clone().unwrap_or_default(),
        language: visit.customer.language.clone(),
        subject: String::new(),
        body: text.to_owned(),
        attachments: vec![],
    };
    Ok(demo::sent(tx, (id, draft), (Channel::Sms, letter), at).await?)
}
