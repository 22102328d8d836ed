//! The only place with queries of checkouts, and of what providers told of them. What was asked for is written once; after that only
//! [`save`] says how it stands.

use chrono::{DateTime, Utc};
use contracts::billing::InvoiceId;
use kernel::listing::{Conditions, Listing};
use kernel::{Amount, Problem, SiteId, Tx, db};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveEnum, ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::checkout::State;
use super::provider::Kind;
use super::tables::checkouts::{Column, Entity, Model};
use crate::invoices::store::TERMS;

/// Adds it; false when there is one of its key, or of its name at the provider.
pub async fn insert(tx: &Tx, checkout: Model) -> Result<bool, DbErr> {
    let insert = Entity::insert(checkout.into_active_model()).on_conflict(OnConflict::new().do_nothing().to_owned());
    Ok(insert.exec_without_returning(&**tx).await? == 1)
}

pub async fn by_key<C: ConnectionTrait>(conn: &C, key: &str) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(Column::RequestKey.eq(key)).one(conn).await
}

pub async fn by_reference<C: ConnectionTrait>(conn: &C, provider: Kind, reference: &str) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(Column::Provider.eq(provider)).filter(Column::Reference.eq(reference)).one(conn).await
}

/// Kept from others until the transaction ends; SQLite's writer is alone already.
pub async fn lock(tx: &Tx, id: Uuid) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).lock_exclusive().one(&**tx).await
}

/// How many checkouts of an invoice were begun and are over.
pub async fn over<C: ConnectionTrait>(conn: &C, invoice: InvoiceId) -> Result<i64, DbErr> {
    #[derive(FromQueryResult)]
    struct Count {
        count: i64,
    }
    let sql = "select count(*) as count from billing_checkouts where invoice_id = $1 and state <> 'open'";
    Ok(db::one::<Count, _>(conn, sql, [invoice.0.into()]).await?.map_or(0, |row| row.count))
}

/// The invoice's newest.
pub async fn newest_of<C: ConnectionTrait>(conn: &C, invoice: InvoiceId) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(Column::InvoiceId.eq(invoice)).order_by_desc(Column::Id).one(conn).await
}

/// Where this sum of an invoice can be paid now and until later than `until`.
pub async fn open_for<C: ConnectionTrait>(
    conn: &C,
    (invoice, provider): (InvoiceId, Kind),
    amount: Amount,
    until: DateTime<Utc>,
) -> Result<Option<Model>, DbErr> {
    let open = Entity::find().filter(Column::InvoiceId.eq(invoice)).filter(Column::State.eq(State::Open));
    let same = open.filter(Column::Provider.eq(provider)).filter(Column::Amount.eq(amount)).filter(Column::ExpiresAt.gt(until));
    same.order_by_desc(Column::Id).one(conn).await
}

/// How it stands now.
pub async fn save(tx: &Tx, checkout: &Model) -> Result<(), DbErr> {
    let columns =
        [Column::State, Column::Difference, Column::ToldAmount, Column::ToldCurrency, Column::ClosedAt, Column::AskedAt, Column::AskAt];
    let mut row = checkout.clone().into_active_model();
    for column in columns {
        row.reset(column);
    }
    Entity::update_many().set(row).filter(Column::Id.eq(checkout.id)).exec(&**tx).await.map(drop)
}

/// Open checkouts whose provider is to be asked now, the longest waiting first.
pub async fn to_ask<C: ConnectionTrait>(conn: &C, now: DateTime<Utc>, limit: u64) -> Result<Vec<Model>, DbErr> {
    let open = Entity::find().filter(Column::State.eq(State::Open)).filter(Column::AskAt.lte(now));
    open.order_by_asc(Column::AskAt).limit(limit).all(conn).await
}

/// Takes it upon this process to ask; false when another did.
pub async fn claim(tx: &Tx, checkout: &Model, again_at: DateTime<Utc>) -> Result<bool, DbErr> {
    let sql = "update billing_checkouts set ask_at = $1 where id = $2 and ask_at = $3 and state = 'open'";
    let values = [again_at.into(), checkout.id.into(), checkout.ask_at.into()];
    Ok(db::execute(&**tx, sql, values).await?.rows_affected() == 1)
}

/// What a provider told.
pub struct Heard<'a> {
    pub provider: Kind,
    pub event: &'a str,
    pub site: SiteId,
}

/// Notes it; once is enough.
pub async fn note(tx: &Tx, heard: &Heard<'_>, checkout: Option<Uuid>, at: DateTime<Utc>) -> Result<(), Problem> {
    let sql = "insert into billing_provider_events (id, provider, event_id, site_id, checkout_id, at) values ($1, $2, $3, $4, $5, $6) \
               on conflict do nothing";
    let (provider, event, site) = (heard.provider.to_value(), heard.event, heard.site);
    let values = [Uuid::now_v7().into(), provider.into(), event.into(), site.into(), checkout.into(), at.into()];
    Ok(db::execute(&**tx, sql, values).await.map(drop)?)
}

/// Whether it was heard before.
pub async fn was_heard<C: ConnectionTrait>(conn: &C, heard: &Heard<'_>) -> Result<bool, DbErr> {
    #[derive(FromQueryResult)]
    struct Found {
        #[expect(dead_code, reason = "that it is there is all that is asked")]
        id: Uuid,
    }
    let sql = "select id from billing_provider_events where provider = $1 and event_id = $2";
    Ok(db::one::<Found, _>(conn, sql, [heard.provider.to_value().into(), heard.event.into()]).await?.is_some())
}

/// Which checkouts, from where on.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Every site without.
    pub sites: Option<Vec<SiteId>>,
    pub states: Vec<State>,
    pub invoice: Option<InvoiceId>,
    pub difference: Option<bool>,
    pub before: Option<Uuid>,
    pub limit: u64,
}

/// Newest first.
pub async fn newest<C: ConnectionTrait>(conn: &C, filter: &Filter) -> Result<Vec<Model>, DbErr> {
    let mut conditions = Conditions::default();
    conditions.equal("r.invoice_id", filter.invoice.map(|id| id.0));
    match filter.difference {
        Some(true) => conditions.add("r.difference is not null", []),
        Some(false) => conditions.add("r.difference is null", []),
        None => {}
    }
    if let Some(before) = filter.before {
        conditions.add("r.id < ?", [before.into()]);
    }
    let listing = Listing {
        table: "billing_checkouts",
        terms: TERMS,
        columns: "r.*",
        keys: "r.id",
        order: "r.id desc",
        limit: filter.limit,
        conditions,
        is_narrow: filter.invoice.is_some(),
        words: None,
        sites: filter.sites.as_deref(),
        states: filter.states.iter().map(|state| state.code()).collect(),
    };
    listing.rows(conn).await
}
