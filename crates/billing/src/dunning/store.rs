//! The only place with queries of letters to who is late. What was sent is written once; what is proposed is written anew each day.

use chrono::NaiveDate;
use contracts::billing::{InvoiceId, LetterId};
use contracts::customers::CustomerId;
use contracts::identity::SiteCard;
use kernel::listing::{Conditions, Listing};
use kernel::{Amount, Binds, SiteId, Tx, db};
use sea_orm::{
    ActiveEnum, ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};

use super::letter::LetterState;
use super::settings::{self, Mode};
use super::tables::{letters, lines, pauses};
use crate::invoices::invoice::Parties;
use crate::invoices::store::{AT_ONCE, TERMS};

/// An invoice that is past due, and how far it was reminded of.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Late {
    pub id: InvoiceId,
    pub customer_id: CustomerId,
    pub customer_name: String,
    /// Of an opening entry the earlier system's document's.
    pub number: String,
    pub due_on: NaiveDate,
    pub due: Amount,
    /// As frozen, in JSON; none of an opening entry.
    pub parties: Option<String>,
    /// 0 before the first.
    pub step: i32,
    pub done_on: Option<NaiveDate>,
}

impl Late {
    /// They have a number with the tax office.
    pub fn is_business(&self) -> bool {
        let parties = self.parties.as_deref().and_then(|json| serde_json::from_str::<Parties>(json).ok());
        parties.is_some_and(|parties| !parties.buyer.tax_id.trim().is_empty())
    }
}

/// What is past due at a site on a day and not paused, of everybody or of some invoices, in the order of its customers.
pub async fn late<C: ConnectionTrait>(conn: &C, site: &SiteCard, today: NaiveDate, only: Option<&[InvoiceId]>) -> Result<Vec<Late>, DbErr> {
    let mut binds = Binds::default();
    let (id, currency, day) = (binds.add(site.id), binds.add(site.currency.clone()), binds.add(today));
    let only = binds.and_among("i.id", only);
    let of_line =
        |what: &str| format!("(select max({what}) from billing_dunning_lines l where l.invoice_id = i.id and l.done_on is not null)");
    let (step, done_on) = (of_line("l.step"), of_line("l.done_on"));
    let paused =
        |whose: &str| format!("exists (select 1 from billing_dunning_pauses p where {whose} and (p.until is null or p.until >= {day}))");
    let (of_customer, of_invoice) = (paused("p.customer_id = i.customer_id and p.site_id = i.site_id"), paused("p.invoice_id = i.id"));
    let sql = format!(
        "select i.id, i.customer_id, i.customer_name, coalesce(i.number, i.document, '') as number, i.due_on, i.due, i.parties, \
         coalesce({step}, 0) as step, {done_on} as done_on from billing_invoices i where i.site_id = {id} and i.currency = {currency} \
         and i.due > 0 and i.due <> 0 and i.state <> 'draft' and i.due_on < {day}{only} and not {of_customer} and not {of_invoice} \
         order by i.customer_id, i.id"
    );
    db::all(conn, sql, binds.0).await
}

/// Sites that write to who is late.
pub async fn writing<C: ConnectionTrait>(conn: &C) -> Result<Vec<settings::Model>, DbErr> {
    settings::Entity::find().filter(settings::Column::Mode.ne(Mode::Off)).order_by_asc(settings::Column::SiteId).all(conn).await
}

pub async fn find<C: ConnectionTrait>(conn: &C, id: LetterId) -> Result<Option<letters::Model>, DbErr> {
    letters::Entity::find_by_id(id).one(conn).await
}

/// The same, kept from others until the transaction ends.
pub async fn lock(tx: &Tx, id: LetterId) -> Result<Option<letters::Model>, DbErr> {
    letters::Entity::find_by_id(id).lock_exclusive().one(&**tx).await
}

/// Several, locked in the order of their ids.
pub async fn lock_many(tx: &Tx, ids: &[LetterId]) -> Result<Vec<letters::Model>, DbErr> {
    let these = letters::Entity::find().filter(letters::Column::Id.is_in(ids.iter().copied()));
    these.order_by_asc(letters::Column::Id).lock_exclusive().all(&**tx).await
}

/// What is proposed at a site, locked, the oldest first.
pub async fn lock_proposed(tx: &Tx, site: SiteId) -> Result<Vec<letters::Model>, DbErr> {
    let proposed =
        letters::Entity::find().filter(letters::Column::SiteId.eq(site)).filter(letters::Column::State.eq(LetterState::Proposed));
    proposed.order_by_asc(letters::Column::Id).lock_exclusive().all(&**tx).await
}

/// The lines of letters, in the order that invoices fell due.
pub async fn lines_of<C: ConnectionTrait>(conn: &C, letters: &[LetterId]) -> Result<Vec<lines::Model>, DbErr> {
    if letters.is_empty() {
        return Ok(vec![]);
    }
    let theirs = lines::Entity::find().filter(lines::Column::LetterId.is_in(letters.iter().copied()));
    theirs.order_by_asc(lines::Column::DueOn).order_by_asc(lines::Column::Number).all(conn).await
}

pub async fn insert(tx: &Tx, letter: &letters::Model) -> Result<(), DbErr> {
    letters::Entity::insert(letter.clone().into_active_model()).exec_without_returning(&**tx).await.map(drop)
}

pub async fn save(tx: &Tx, letter: &letters::Model) -> Result<(), DbErr> {
    letter.clone().into_active_model().reset_all().update(&**tx).await.map(drop)
}

/// Takes back what was only proposed.
pub async fn forget(tx: &Tx, proposed: &[LetterId]) -> Result<(), DbErr> {
    for chunk in proposed.chunks(AT_ONCE) {
        forget_lines(tx, chunk).await?;
        letters::Entity::delete_many().filter(letters::Column::Id.is_in(chunk.iter().copied())).exec(&**tx).await?;
    }
    Ok(())
}

pub async fn forget_lines(tx: &Tx, letters: &[LetterId]) -> Result<(), DbErr> {
    for chunk in letters.chunks(AT_ONCE) {
        lines::Entity::delete_many().filter(lines::Column::LetterId.is_in(chunk.iter().copied())).exec(&**tx).await?;
    }
    Ok(())
}

pub async fn insert_lines(tx: &Tx, rows: Vec<lines::Model>) -> Result<(), DbErr> {
    for chunk in rows.chunks(AT_ONCE) {
        let rows = chunk.iter().cloned().map(IntoActiveModel::into_active_model);
        lines::Entity::insert_many(rows).exec_without_returning(&**tx).await?;
    }
    Ok(())
}

/// The step of each of a letter's invoices was taken on a day, or was not after all.
pub async fn mark_lines(tx: &Tx, letter: LetterId, done_on: Option<NaiveDate>) -> Result<(), DbErr> {
    let sql = "update billing_dunning_lines set done_on = $2 where letter_id = $1";
    db::execute(&**tx, sql, [letter.into(), done_on.into()]).await.map(drop)
}

/// Which letters.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Every site without.
    pub sites: Option<Vec<SiteId>>,
    pub state: Option<LetterState>,
    pub customer: Option<CustomerId>,
    pub invoice: Option<InvoiceId>,
    pub before: Option<LetterId>,
    pub limit: u64,
}

/// Newest first. A proposal of which everything is paid by now is not there any more.
pub async fn newest<C: ConnectionTrait>(conn: &C, filter: &Filter) -> Result<Vec<letters::Model>, DbErr> {
    let mut conditions = Conditions::default();
    if let Some(before) = filter.before {
        conditions.add("r.id < ?", [before.into()]);
    }
    if let Some(customer) = filter.customer {
        conditions.add("r.customer_id = ?", [customer.into()]);
    }
    if let Some(invoice) = filter.invoice {
        conditions.add("r.id in (select l.letter_id from billing_dunning_lines l where l.invoice_id = ?)", [invoice.into()]);
    }
    conditions.add(
        "(r.state <> 'proposed' or exists (select 1 from billing_dunning_lines l join billing_invoices i on i.id = l.invoice_id \
         where l.letter_id = r.id and i.due > 0))",
        [],
    );
    let listing = Listing {
        table: "billing_dunning_letters",
        terms: TERMS,
        columns: "r.*",
        keys: "r.id",
        order: "r.id desc",
        limit: filter.limit,
        conditions,
        is_narrow: filter.customer.is_some() || filter.invoice.is_some(),
        words: None,
        sites: filter.sites.as_deref(),
        states: filter.state.iter().map(ActiveEnum::to_value).collect(),
    };
    listing.rows(conn).await
}

/// What is due of invoices now.
#[derive(Clone, Copy, Debug, FromQueryResult)]
pub struct DueNow {
    pub id: InvoiceId,
    pub due: Amount,
}

pub async fn due_now<C: ConnectionTrait>(conn: &C, invoices: &[InvoiceId]) -> Result<Vec<DueNow>, DbErr> {
    if invoices.is_empty() {
        return Ok(vec![]);
    }
    let mut binds = Binds::default();
    let among = binds.and_among("id", Some(invoices));
    db::all(conn, format!("select id, due from billing_invoices where true{among}"), binds.0).await
}

pub async fn find_pause<C: ConnectionTrait>(conn: &C, id: sea_orm::prelude::Uuid) -> Result<Option<pauses::Model>, DbErr> {
    pauses::Entity::find_by_id(id).one(conn).await
}

/// Writes a pause in the place of any other of the same customer or invoice at the site.
pub async fn put_pause(tx: &Tx, pause: &pauses::Model) -> Result<(), DbErr> {
    let same = pauses::Entity::delete_many().filter(pauses::Column::SiteId.eq(pause.site_id));
    let same = match (pause.customer_id, pause.invoice_id) {
        (Some(customer), _) => same.filter(pauses::Column::CustomerId.eq(customer)),
        (None, invoice) => same.filter(pauses::Column::InvoiceId.eq(invoice)),
    };
    same.exec(&**tx).await?;
    pauses::Entity::insert(pause.clone().into_active_model()).exec_without_returning(&**tx).await.map(drop)
}

/// False when somebody ended it already.
pub async fn end_pause(tx: &Tx, id: sea_orm::prelude::Uuid) -> Result<bool, DbErr> {
    Ok(pauses::Entity::delete_by_id(id).exec(&**tx).await?.rows_affected == 1)
}

/// Which pauses.
#[derive(Clone, Debug, Default)]
pub struct PauseFilter {
    pub sites: Option<Vec<SiteId>>,
    pub customer: Option<CustomerId>,
    pub invoice: Option<InvoiceId>,
    pub before: Option<sea_orm::prelude::Uuid>,
    pub limit: u64,
}

/// Newest first; what is over stays out.
pub async fn pauses<C: ConnectionTrait>(conn: &C, filter: &PauseFilter, today: NaiveDate) -> Result<Vec<pauses::Model>, DbErr> {
    let mut conditions = Conditions::default();
    conditions.add("(r.until is null or r.until >= ?)", [today.into()]);
    if let Some(before) = filter.before {
        conditions.add("r.id < ?", [before.into()]);
    }
    if let Some(customer) = filter.customer {
        conditions.add("r.customer_id = ?", [customer.into()]);
    }
    if let Some(invoice) = filter.invoice {
        conditions.add("r.invoice_id = ?", [invoice.into()]);
    }
    let listing = Listing {
        table: "billing_dunning_pauses",
        terms: TERMS,
        columns: "r.*",
        keys: "r.id",
        order: "r.id desc",
        limit: filter.limit,
        conditions,
        is_narrow: filter.customer.is_some() || filter.invoice.is_some(),
        words: None,
        sites: filter.sites.as_deref(),
        states: vec![],
    };
    listing.rows(conn).await
}

/// Of an invoice of the letter a later step is proposed or was taken.
pub async fn is_overtaken(tx: &Tx, letter: LetterId) -> Result<bool, DbErr> {
    #[derive(FromQueryResult)]
    struct Later {}
    let sql = "select 1 as one from billing_dunning_lines l join billing_dunning_lines m on m.invoice_id = l.invoice_id and m.step > l.step \
               where l.letter_id = $1 limit 1";
    Ok(db::one::<Later, _>(&**tx, sql, [letter.into()]).await?.is_some())
}
