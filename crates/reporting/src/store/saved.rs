//! Reports that people keep, and their mails.

use chrono::{DateTime, Utc};
use contracts::identity::UserId;
use kernel::{Binds, SiteId, Tx, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, Value};
use uuid::Uuid;

use super::{at_once, insert_many};
use crate::saved::{Definition, Mail, MailState, Person, SavedReport};

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    owner_id: UserId,
    owner_name: String,
    body: String,
    next_at: Option<DateTime<Utc>>,
    removed_at: Option<DateTime<Utc>>,
    version: i64,
}

#[derive(FromQueryResult)]
struct Named {
    report_id: Uuid,
    user_id: UserId,
    name: String,
}

const COLUMNS: &str = "id, owner_id, owner_name, body, next_at, removed_at, version";

/// What to list.
pub struct Asked<'a> {
    pub user: Uuid,
    /// Where the user may see figures; none of who sees all.
    pub sites: Option<&'a [SiteId]>,
    /// The last of the page before.
    pub before: Option<Uuid>,
    pub limit: u64,
}

/// What the user finds, the latest first.
pub async fn list<C: ConnectionTrait>(conn: &C, asked: &Asked<'_>) -> Result<Vec<SavedReport>, DbErr> {
    let mut binds = Binds::default();
    let before = asked.before.map_or_else(String::new, |before| format!(" and id < {}", binds.add(before)));
    let sites = match asked.sites {
        None => String::new(),
        Some([]) => " and site_id is null".into(),
        Some(sites) => format!(" and (site_id is null or site_id in ({}))", binds.list(sites.iter().copied())),
    };
    let (owner, reader) = (binds.add(asked.user), binds.add(asked.user));
    let sql = format!(
        "select {COLUMNS} from reporting_saved where removed_at is null{before}{sites} and (is_shared or owner_id = {owner} \
         or id in (select report_id from reporting_recipients where user_id = {reader})) order by id desc limit {}",
        asked.limit
    );
    whole(conn, db::all(conn, sql, binds.0).await?).await
}

/// How many a person keeps.
pub async fn count<C: ConnectionTrait>(conn: &C, owner: Uuid) -> Result<i64, DbErr> {
    #[derive(FromQueryResult)]
    struct Count {
        count: i64,
    }
    let sql = "select count(*) as count from reporting_saved where owner_id = $1 and removed_at is null";
    Ok(db::one::<Count, _>(conn, sql, [owner.into()]).await?.map_or(0, |found| found.count))
}

/// A removed one too.
pub async fn find<C: ConnectionTrait>(conn: &C, id: Uuid) -> Result<Option<SavedReport>, DbErr> {
    let sql = format!("select {COLUMNS} from reporting_saved where id = $1");
    Ok(whole(conn, db::all(conn, sql, [id.into()]).await?).await?.pop())
}

/// The same, until the transaction ends nobody else's.
pub async fn lock(tx: &Tx, id: Uuid) -> Result<Option<SavedReport>, DbErr> {
    let sql = format!("select {COLUMNS} from reporting_saved where id = $1{}", tx.lock_clause());
    Ok(whole(&**tx, db::all(&**tx, sql, [id.into()]).await?).await?.pop())
}

/// Those whose time has come, the longest waiting first.
pub async fn due<C: ConnectionTrait>(conn: &C, now: DateTime<Utc>, limit: u64) -> Result<Vec<SavedReport>, DbErr> {
    let sql =
        format!("select {COLUMNS} from reporting_saved where next_at <= $1 and removed_at is null order by next_at, id limit {limit}");
    whole(conn, db::all(conn, sql, [now.into()]).await?).await
}

/// Takes a due report, of whoever looks at once for one alone; false when it is taken, changed or gone.
pub async fn take(tx: &Tx, report: &SavedReport, next: Option<DateTime<Utc>>) -> Result<bool, DbErr> {
    let sql = "update reporting_saved set next_at = $1 where id = $2 and next_at = $3 and version = $4 and removed_at is null";
    let values = [next.into(), report.id.into(), report.next_at.into(), report.version.into()];
    Ok(db::execute(&**tx, sql, values).await?.rows_affected() == 1)
}

/// As it is to be, in place of what it was.
pub async fn put(tx: &Tx, report: &SavedReport) -> Result<(), DbErr> {
    let body = serde_json::to_string(&report.what).map_err(|error| DbErr::Custom(error.to_string()))?;
    let sql = "insert into reporting_saved (id, owner_id, owner_name, site_id, is_shared, body, next_at, removed_at, version) \
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (id) do update set site_id = excluded.site_id, \
               is_shared = excluded.is_shared, body = excluded.body, next_at = excluded.next_at, removed_at = excluded.removed_at, \
               version = excluded.version";
    let values: [Value; 9] = [
        report.id.into(),
        report.owner.id.into(),
        report.owner.name.clone().into(),
        report.what.site_id.into(),
        report.what.shared.into(),
        body.into(),
        report.next_at.into(),
        report.removed_at.into(),
        report.version.into(),
    ];
    db::execute(&**tx, sql, values).await?;
    db::execute(&**tx, "delete from reporting_recipients where report_id = $1", [report.id.into()]).await?;
    for chunk in report.recipients.chunks(at_once(3)) {
        let sql = insert_many("reporting_recipients", &["report_id", "user_id", "name"], chunk.len(), "");
        let values = chunk.iter().flat_map(|person| [report.id.into(), person.id.into(), person.name.clone().into()]);
        db::execute(&**tx, sql, values.collect::<Vec<Value>>()).await?;
    }
    Ok(())
}

/// With their recipients.
async fn whole<C: ConnectionTrait>(conn: &C, rows: Vec<Row>) -> Result<Vec<SavedReport>, DbErr> {
    if rows.is_empty() {
        return Ok(vec![]);
    }
    let mut binds = Binds::default();
    let among = binds.list(rows.iter().map(|row| row.id));
    let sql = format!("select report_id, user_id, name from reporting_recipients where report_id in ({among}) order by name, user_id");
    let named: Vec<Named> = db::all(conn, sql, binds.0).await?;
    rows.into_iter().map(|row| one(row, &named)).collect()
}

fn one(row: Row, named: &[Named]) -> Result<SavedReport, DbErr> {
    let what: Definition = serde_json::from_str(&row.body).map_err(|error| DbErr::Custom(error.to_string()))?;
    let of = named.iter().filter(|named| named.report_id == row.id);
    Ok(SavedReport {
        id: row.id,
        owner: Person { id: row.owner_id, name: row.owner_name },
        what,
        recipients: of.map(|named| Person { id: named.user_id, name: named.name.clone() }).collect(),
        next_at: row.next_at,
        removed_at: row.removed_at,
        version: row.version,
    })
}

#[derive(FromQueryResult)]
struct Mailed {
    id: Uuid,
    report_id: Uuid,
    name: String,
    at: DateTime<Utc>,
    state: String,
    reason: Option<String>,
}

/// The mails of a report's last sending, in place of those before.
pub async fn put_mails(tx: &Tx, report: Uuid, mails: &[Mail]) -> Result<(), DbErr> {
    db::execute(&**tx, "delete from reporting_mails where report_id = $1", [report.into()]).await?;
    for chunk in mails.chunks(at_once(6)) {
        let sql = insert_many("reporting_mails", &["id", "report_id", "name", "at", "state", "reason"], chunk.len(), "");
        let values = chunk.iter().flat_map(|mail| -> [Value; 6] {
            [mail.id.into(), report.into(), mail.name.clone().into(), mail.at.into(), mail.state.name().into(), mail.reason.clone().into()]
        });
        db::execute(&**tx, sql, values.collect::<Vec<_>>()).await?;
    }
    Ok(())
}

/// Of the last sending of each of these reports.
pub async fn mails<C: ConnectionTrait>(conn: &C, reports: &[Uuid]) -> Result<Vec<Mail>, DbErr> {
    if reports.is_empty() {
        return Ok(vec![]);
    }
    let mut binds = Binds::default();
    let among = binds.list(reports.iter().copied());
    let sql = format!("select id, report_id, name, at, state, reason from reporting_mails where report_id in ({among}) order by name, id");
    let rows: Vec<Mailed> = db::all(conn, sql, binds.0).await?;
    rows.into_iter().map(mail).collect()
}

fn mail(Mailed { id, report_id, name, at, state, reason }: Mailed) -> Result<Mail, DbErr> {
    let state = MailState::named(&state).ok_or_else(|| DbErr::Custom(format!("{state} is no state of a mail")))?;
    Ok(Mail { id, report_id, name, at, state, reason })
}

/// What came of a mail; the report that it was of, none of one that a later sending took the place of.
pub async fn end_mail(tx: &Tx, id: Uuid, state: MailState, reason: Option<String>) -> Result<Option<Uuid>, DbErr> {
    #[derive(FromQueryResult)]
    struct Of {
        report_id: Uuid,
    }
    db::execute(&**tx, "update reporting_mails set state = $1, reason = $2 where id = $3", [state.name().into(), reason.into(), id.into()])
        .await?;
    let of = db::one::<Of, _>(&**tx, "select report_id from reporting_mails where id = $1", [id.into()]).await?;
    Ok(of.map(|of| of.report_id))
}
