//! What everybody at a site earned in a period.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use chrono::{Datelike, Days, Months, NaiveDate};
use contracts::identity::{SiteCard, UserId, site};
use contracts::workshop::PAY_READ;
use kernel::export::{Cell, Table};
use kernel::http::{Caller, Json, Path, Query};
use kernel::{Actor, Amount, Currency, Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::back_flags::taken_back;
use super::earned::{Deed, Earned, earned};
use super::store;
use super::terms::Terms;
use crate::time::{Activity, Clocking, ExportQuery, Moment, Period, Worker, days, decimal, midnight, seconds_as_hours, today, within};
use crate::{MODULE, Workshop};

#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PayQuery {
    /// The first day at the site; the first of this month when left out.
    from: Option<NaiveDate>,
    /// The last day; a month from the first on when left out.
    until: Option<NaiveDate>,
}

/// What everybody earned who was there, sold hours or had hours taken back.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PayReport {
    pub currency: String,
    pub from: NaiveDate,
    pub until: NaiveDate,
    /// By name.
    pub people: Vec<PersonPay>,
    pub total: Earned,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PersonPay {
    pub user: Worker,
    pub pay: Earned,
    /// Terms of pay held on a day of the period.
    pub has_terms: bool,
}

/// What everybody at a site earned: for attended hours, for hours of orders that were completed, and of what they asked. Hours that
/// came back for workmanship are taken back when they were made good, where the person's terms say so. Permission: `pay.read`.
#[utoipa::path(get, path = "/pay/{site_id}/report", tag = MODULE, operation_id = "show_pay_report", security(("bearer" = [])),
    params(("site_id" = SiteId, Path), PayQuery), responses((status = 200, body = PayReport)))]
pub async fn show_pay_report(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
    Query(query): Query<PayQuery>,
) -> Result<Json<PayReport>, Problem> {
    workshop.pay_report(&actor, id, &query).await.map(Json)
}

/// The same for a spreadsheet: hours and amounts as decimals. Permission: `pay.read`.
#[utoipa::path(get, path = "/pay/{site_id}/report/export", tag = MODULE, operation_id = "export_pay_report", security(("bearer" = [])),
    params(("site_id" = SiteId, Path), PayQuery, ExportQuery),
    responses((status = 200, content((String = "text/csv"), (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))))]
pub async fn export_pay_report(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
    Query(query): Query<PayQuery>,
    Query(export): Query<ExportQuery>,
) -> Result<Response, Problem> {
    let report = workshop.pay_report(&actor, id, &query).await?;
    let decimals = Currency::from_code(&report.currency).map_or(2, |currency| currency.decimals);
    let rows = report.people.iter().map(|person| row(person, &report.currency, decimals)).collect();
    let name = format!("pay-{}-{}", report.from, report.until);
    Table { name, titles: TITLES.to_vec(), rows }.answer(export.format)
}

const TITLES: [&str; 13] = [
    "name",
    "attended_hours",
    "sold_hours",
    "taken_back_hours",
    "labour_net",
    "parts_net",
    "hourly_pay",
    "flat_rate_pay",
    "back_flag",
    "labour_commission",
    "parts_commission",
    "total",
    "currency",
];

fn row(person: &PersonPay, currency: &str, decimals: u8) -> Vec<Cell> {
    let PersonPay { user, pay, .. } = person;
    let amounts =
        [pay.labour_net, pay.parts_net, pay.hourly, pay.flat_rate, pay.back_flag, pay.labour_commission, pay.parts_commission, pay.total];
    let mut cells = vec![Cell::Text(user.name.clone()), seconds_as_hours(pay.attended), decimal(pay.sold, 3), decimal(pay.taken_back, 3)];
    cells.extend(amounts.map(|amount: Amount| Cell::Number(amount.to_decimal(decimals))));
    cells.push(Cell::Text(currency.to_owned()));
    cells
}

impl Workshop {
    async fn pay_report(&self, actor: &Actor, id: SiteId, query: &PayQuery) -> Result<PayReport, Problem> {
        actor.permit(PAY_READ, id)?;
        let card = site(self.sites.as_ref(), id).await?;
        let first = query.from.unwrap_or_else(|| first_of_month(today(&card, self.now())));
        let last = query.until.unwrap_or_else(|| first.checked_add_months(Months::new(1)).unwrap_or(first) - Days::new(1));
        let period = days(&card, first, last)?;
        let deeds = self.deeds(id, period).await?;
        let terms = store::until(self.context.db.reader(), id, last).await?;
        let people = people(deeds, &by_person(&card, terms));
        let total = people.iter().fold(Earned::default(), |sum, person| sum.plus(person.pay));
        Ok(PayReport { currency: card.currency, from: first, until: last, people, total })
    }

    /// What was done at a site in a period, by person.
    async fn deeds(&self, id: SiteId, period: Period) -> Result<BTreeMap<UserId, Done>, Problem> {
        let (db, now) = (self.context.db.reader(), self.now().timestamp());
        let mut people = BTreeMap::<UserId, Done>::new();
        let mut add = |user: UserId, name: &str, deed: Deed| {
            people.entry(user).or_insert_with(|| Done { name: name.to_owned(), deeds: vec![] }).deeds.push(deed);
        };
        for row in within(db, Some(id), None, period).await? {
            if let Some(deed) = attended(&row, period, now) {
                add(row.user_id, &row.user_name, deed);
            }
        }
        for row in store::sold(db, id, period).await? {
            let deed = Deed::Sold { at: row.at, milli_hours: row.milli_hours, labour: row.labour_net, parts: row.parts_net };
            add(row.user_id, &row.user_name, deed);
        }
        let comebacks = store::made_good(db, id, period).await?;
        let originals: Vec<_> = comebacks.iter().map(|comeback| comeback.original).collect();
        let credited = store::credited(db, id, &originals).await?;
        for (row, at) in taken_back(&comebacks, &credited).into_iter().filter(|(_, at)| (period.0..period.1).contains(at)) {
            add(row.user_id, &row.user_name, Deed::TakenBack { at, milli_hours: row.milli_hours });
        }
        Ok(people)
    }
}

/// What one person did.
struct Done {
    name: String,
    deeds: Vec<Deed>,
}

type TermsByPerson = BTreeMap<UserId, Vec<(Moment, Terms)>>;

fn first_of_month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

fn attended(row: &Clocking, (from, until): Period, now: Moment) -> Option<Deed> {
    let counts = row.activity == Activity::Attended && row.seconds_within(from, until, now) > 0;
    counts.then(|| Deed::Attended { from: row.starts.max(from), until: row.ends.unwrap_or(now).min(until) })
}

fn by_person(card: &SiteCard, terms: Vec<Terms>) -> TermsByPerson {
    let mut people = TermsByPerson::new();
    for row in terms {
        people.entry(row.user_id).or_default().push((midnight(card, row.from_on), row));
    }
    people
}

fn people(deeds: BTreeMap<UserId, Done>, terms: &TermsByPerson) -> Vec<PersonPay> {
    let pay = |(id, Done { name, deeds }): (UserId, Done)| {
        let terms = terms.get(&id).map(Vec::as_slice).unwrap_or_default();
        PersonPay { user: Worker { id, name }, pay: earned(terms, &deeds), has_terms: !terms.is_empty() }
    };
    let mut people: Vec<_> = deeds.into_iter().map(pay).collect();
    people.sort_by(|one, other| (&one.user.name, one.user.id).cmp(&(&other.user.name, other.user.id)));
    people
}
