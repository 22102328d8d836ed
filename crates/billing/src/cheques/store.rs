//! The only place with queries of cheques. What is written on one is written once; its state moves, with an entry.

use chrono::NaiveDate;
use contracts::billing::{ChequeChanged, ChequeId};
use contracts::customers::CustomerId;
use kernel::audit::{self, Change};
use kernel::{Actor, Amount, Binds, Clock, Problem, SiteId, Tx, db, outbox};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde::Serialize;

use super::ChequeState;
use super::tables::{cheque_entries, cheques};
use crate::MODULE;

/// Which cheques, from where on.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Every site without.
    pub sites: Option<Vec<SiteId>>,
    pub state: Option<ChequeState>,
    pub customer: Option<CustomerId>,
    /// Due on these days, both counted.
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
    pub after: Option<(NaiveDate, ChequeId)>,
    pub limit: u64,
}

pub async fn insert(tx: &Tx, cheque: &cheques::Model) -> Result<(), DbErr> {
    cheque.clone().into_active_model().insert(&**tx).await.map(drop)
}

pub async fn find<C: ConnectionTrait>(conn: &C, id: ChequeId) -> Result<Option<cheques::Model>, DbErr> {
    cheques::Entity::find_by_id(id).one(conn).await
}

/// The same, kept from others until the transaction ends.
pub async fn lock(tx: &Tx, id: ChequeId) -> Result<Option<cheques::Model>, DbErr> {
    cheques::Entity::find_by_id(id).lock_exclusive().one(&**tx).await
}

/// Several, locked in the order of their ids.
pub async fn lock_many(tx: &Tx, ids: &[ChequeId]) -> Result<Vec<cheques::Model>, DbErr> {
    let these = cheques::Entity::find().filter(cheques::Column::Id.is_in(ids.iter().copied()));
    these.order_by_asc(cheques::Column::Id).lock_exclusive().all(&**tx).await
}

/// By the day they are due.
pub async fn list<C: ConnectionTrait>(conn: &C, filter: &Filter) -> Result<Vec<cheques::Model>, DbErr> {
    let mut binds = Binds::default();
    let mut conditions = binds.and_among("r.site_id", filter.sites.as_deref());
    if let Some(state) = filter.state {
        conditions += &format!(" and r.state = {}", binds.add(state));
    }
    if let Some(customer) = filter.customer {
        conditions += &format!(" and r.customer_id = {}", binds.add(customer));
    }
    if let Some(from) = filter.from {
        conditions += &format!(" and r.due_on >= {}", binds.add(from));
    }
    if let Some(until) = filter.until {
        conditions += &format!(" and r.due_on <= {}", binds.add(until));
    }
    if let Some((due_on, id)) = filter.after {
        let (due_on, id) = (binds.add(due_on), binds.add(id));
        conditions += &format!(" and (r.due_on, r.id) > ({due_on}, {id})");
    }
    let limit = filter.limit;
    let sql = format!("select r.* from billing_cheques r where 1 = 1{conditions} order by r.due_on, r.id limit {limit}");
    db::all(conn, sql, binds.0).await
}

/// Cheques of one day, state and currency.
#[derive(Clone, Debug, FromQueryResult)]
pub struct OfDay {
    pub due_on: NaiveDate,
    pub state: ChequeState,
    pub currency: String,
    pub count: i64,
    pub amount: Amount,
}

/// Those that the bank has not paid, day by day.
pub async fn open_days<C: ConnectionTrait>(conn: &C, sites: Option<&[SiteId]>) -> Result<Vec<OfDay>, DbErr> {
    let mut binds = Binds::default();
    let sites = binds.and_among("site_id", sites);
    let sql = format!(
        "select due_on, state, currency, count(*) as count, cast(sum(amount) as bigint) as amount from billing_cheques \
         where state in ('in_hand', 'banked'){sites} group by due_on, state, currency order by due_on, state, currency"
    );
    db::all(conn, sql, binds.0).await
}

/// Saves where a locked cheque stands now with the entries that made it so, and tells it.
pub async fn save(
    tx: &mut Tx,
    action: &str,
    (before, cheque): (&cheques::Model, &cheques::Model),
    entries: Vec<cheque_entries::Model>,
    (actor, clock): (&Actor, &dyn Clock),
) -> Result<(), Problem> {
    for entry in entries {
        entry.into_active_model().insert(&**tx).await?;
    }
    cheque.clone().into_active_model().reset_all().update(&**tx).await?;
    tell(tx, action, (Some(before), cheque), (actor, clock)).await
}

/// What the audit trail keeps.
#[derive(Serialize)]
struct Told<'a> {
    number: &'a str,
    bank: &'a str,
    document: &'a str,
    amount: Amount,
    currency: &'a str,
    due_on: NaiveDate,
    state: ChequeState,
    slip: Option<i64>,
    reason: Option<&'a str>,
}

impl<'a> Told<'a> {
    fn of(row: &'a cheques::Model) -> Self {
        let cheques::Model { number, bank, document, amount, currency, due_on, state, slip, reason, .. } = row;
        Self { number, bank, document, amount: *amount, currency, due_on: *due_on, state: *state, slip: *slip, reason: reason.as_deref() }
    }
}

/// Writes it into the trail, and tells the screens.
pub async fn tell(
    tx: &mut Tx,
    action: &str,
    (before, cheque): (Option<&cheques::Model>, &cheques::Model),
    (actor, clock): (&Actor, &dyn Clock),
) -> Result<(), Problem> {
    let change = Change { action, entity: "cheque", id: cheque.id.0, label: &cheque.number, site: Some(cheque.site_id) };
    let before = before.map(Told::of);
    audit::record(tx, MODULE, change, (before.as_ref(), Some(&Told::of(cheque))), actor, clock).await?;
    let news = ChequeChanged { id: cheque.id, site_id: cheque.site_id };
    Ok(outbox::append(tx, MODULE, &news, actor, clock).await?)
}
