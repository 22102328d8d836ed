//! What callers asked the demonstration's sites, told as any quote is.

use chrono::{DateTime, TimeDelta, Utc};
use contracts::demo::DemoProduct;
use contracts::identity::SiteCard;
use contracts::workshop::{LineId, LineKind, WorkOrderId};
use kernel::{Actor, Amount, BasisPoints, Context, Problem, Quantity};

use super::quote::Quote;
use crate::counter;
use crate::deposits::Deposit;
use crate::pricing::{Origin, PriceRule};
use crate::reductions::Taken;
use crate::work_orders::command::{begin, keep};
use crate::work_orders::estimate::{Decision, Word};
use crate::work_orders::job::{AuthorisationMethod, Job};
use crate::work_orders::line::Line;
use crate::work_orders::open::terms_of;
use crate::work_orders::state::State;
use crate::work_orders::work_order::{Customer, NO_CUSTOMER, Terms, Vehicle, WorkOrder};

/// Someone who called, as the desk wrote it down.
struct Call {
    name: &'static str,
    phone: &'static str,
    car: &'static str,
    concern: &'static str,
    job: &'static str,
    /// A part that the catalogue does not have, at a guessed price with tax, as it was said on the phone.
    part: Option<(&'static str, Amount)>,
    days_ago: i64,
    says_yes: bool,
}

const HOLDS_FOR: i64 = 14;
const HOUR_AND_A_HALF: Quantity = Quantity(1500);
const CALLS: [Call; 3] = [
    Call {
        name: "M. Trabelsi",
        phone: "+216 20 318 442",
        car: "Clio 4 diesel, 2015",
        concern: "Combien pour l'embrayage ?",
        job: "Remplacement embrayage",
        part: Some(("Kit embrayage (à commander)", Amount(420_000))),
        days_ago: 1,
        says_yes: false,
    },
    Call {
        name: "Mme Gharbi",
        phone: "+216 98 207 115",
        car: "Golf 7 1.6 TDI",
        concern: "Plaquettes avant, elle rappelle demain",
        job: "Plaquettes avant",
        part: None,
        days_ago: 3,
        says_yes: true,
    },
    Call {
        name: "M. Ayari",
        phone: "+216 55 640 281",
        car: "",
        concern: "Prix d'une batterie posée",
        job: "Batterie",
        part: Some(("Batterie 70 Ah", Amount(310_000))),
        days_ago: 24,
        says_yes: false,
    },
];

/// Each site was called three times: one caller waits, one agreed, one was not heard of again.
pub async fn fill(context: &Context, sites: &[SiteCard], products: &[DemoProduct]) -> Result<(), Problem> {
    let (clock, actor) = (context.clock.as_ref(), Actor::system());
    for site in sites {
        let mut tx = context.db.begin().await?;
        for (call, sold) in CALLS.iter().zip(products.iter().skip(1)) {
            let mut order = quote_of(call, sold, site.id, terms_of(site)?, clock.now());
            begin(&mut tx, &mut order, site, &actor, clock).await?;
            if call.says_yes {
                let before = order.clone();
                let facts = order.authorise_offer(&yes(&order, &actor.name, clock.now()), None)?;
                keep(&mut tx, &before, &mut order, &facts, &actor, clock).await?;
            }
        }
        tx.commit().await?;
    }
    Ok(())
}

fn quote_of(call: &Call, sold: &DemoProduct, site_id: kernel::SiteId, terms: Terms, now: DateTime<Utc>) -> WorkOrder {
    let asked_at = now - TimeDelta::days(call.days_ago);
    let part = call.part.map_or_else(|| counter::demo::line(sold), |(name, price)| placeholder(name, price, &terms));
    let job = Job { lines: vec![labour(&terms), part], ..Job::new(call.job.into(), None) };
    WorkOrder {
        id: WorkOrderId::new(),
        number: String::new(),
        site_id,
        state: State::Quote,
        concern: call.concern.into(),
        customer: Customer { id: NO_CUSTOMER, name: call.name.into(), phone: Some(call.phone.into()) },
        vehicle: Vehicle { label: call.car.into(), ..Vehicle::none() },
        technician: None,
        odometer_in: None,
        odometer_out: None,
        key_tag: None,
        promised_at: None,
        notes: None,
        terms,
        jobs: vec![job],
        invoices: vec![],
        parts: vec![],
        opened_at: asked_at,
        completed_at: None,
        closed_at: None,
        version: 1,
        appointment_id: None,
        lead_source: None,
        labour_rate_id: None,
        deposit: Deposit::default(),
        credit_allowed: None,
        quote: Some(Quote { asked_at, valid_until: asked_at + TimeDelta::days(HOLDS_FOR), converted_at: None }),
        discount: None,
        po_number: None,
        exemption: None,
    }
}

fn yes(order: &WorkOrder, by: &str, at: DateTime<Utc>) -> Word {
    let decide = |job: &Job| Decision { job_id: job.id, approve: true, reason: None };
    Word {
        method: AuthorisationMethod::Phone,
        by_name: order.customer.name.clone(),
        at,
        recorded_by: by.to_owned(),
        decisions: order.jobs.iter().map(decide).collect(),
    }
}

fn labour(terms: &Terms) -> Line {
    let origin = Origin { rule: Some(PriceRule::SiteRate), ..Origin::default() };
    let list_price = Some(terms.labour_rate);
    let unit = "hour".into();
    Line { unit, list_price, origin, quantity: HOUR_AND_A_HALF, ..plain(LineKind::Labour, "Main d'œuvre", terms.labour_rate, terms) }
}

fn placeholder(name: &str, price: Amount, terms: &Terms) -> Line {
    let line = plain(LineKind::Part, name, price, terms);
    Line { unit_price: line.without_tax(price), unit_price_with_tax: Some(price), ..line }
}

fn plain(kind: LineKind, description: &str, price: Amount, terms: &Terms) -> Line {
    Line {
        id: LineId::new(),
        kind,
        product_id: None,
        code: None,
        description: description.into(),
        unit: "each".into(),
        quantity: Quantity::whole(1),
        list_price: None,
        unit_price: price,
        origin: Origin::default(),
        unit_cost: None,
        discount: BasisPoints(0),
        vat_rate: terms.vat_rate,
        locked: false,
        taken: Taken::default(),
        completed_quantity: None,
        pack: None,
        core: None,
        core_of: None,
        is_tyre: false,
        is_exempt: false,
        levy_rate: BasisPoints(0),
        unit_price_with_tax: None,
    }
}
