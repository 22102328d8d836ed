//! Everything that is done with attachments, for every kind of document. A module's handlers say where and for whom.

use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::attachment::{MOST, Stored, forgotten_before};
use super::form::{Sent, Withdraw};
use super::keeper::{Keeper, Kept};
use super::store;
use super::view::{Attachment, Attachments, shown};
use crate::audit::{self, Change};
use crate::files::{self, Media, NewFile, Shown, prepare, serve};
use crate::http::{Created, Json};
use crate::idempotency::{Claim, Repeatable, hex};
use crate::{Actor, Problem, Tx};

pub type Answer = Repeatable<Created<Json<Attachment>>>;

/// Before megabytes are read: whether the caller may add to it.
pub async fn expect_writable<K: Keeper>(keeper: &K, record: Uuid, actor: &Actor) -> Result<(), Problem> {
    let kept = keeper.find(record).await?.ok_or_else(Problem::not_found)?;
    actor.permit(K::READING, kept.site)?;
    actor.permit(K::WRITING, kept.site)
}

/// Adds one. `path` is where the document's are listed.
pub async fn add<K: Keeper>(
    keeper: &K,
    (record, path): (Uuid, &str),
    actor: &Actor,
    key: Option<&str>,
    sent: Sent,
) -> Result<Answer, Problem> {
    let (db, clock) = (&keeper.context().db, keeper.context().clock.as_ref());
    let body = (record, &sent.name, &sent.note, hex(&Sha256::digest(&sent.bytes)));
    let claim = Claim::new(actor, &format!("attach:{}", K::ENTITY), key, &body)?;
    if let Some(view) = Claim::replay(claim.as_ref(), db, K::MODULE).await? {
        return Ok(answer(path, view, true));
    }
    let prepared = prepare(sent.bytes).await?;
    let file = NewFile { id: Uuid::now_v7(), record, name: sent.name, prepared, by_name: actor.name.clone(), at: clock.now() };
    let mut tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, K::MODULE, clock).await?;
    let kept = locked(keeper, &tx, record, actor).await?;
    if store::count(&*tx, K::MODULE, record).await? >= MOST {
        return Err(Problem::conflict("too-many-attachments", "At most 100 papers are kept with a document"));
    }
    store::insert(&tx, K::MODULE, &file, sent.note.as_deref()).await?;
    let stored = store::find(&*tx, K::MODULE, record, file.id).await?.ok_or_else(Problem::not_found)?;
    let view = shown(stored, true, kept.is_settled);
    note(keeper, &mut tx, &kept, "attach", (None, Some(&view)), actor).await?;
    Claim::keep(claim.as_ref(), &tx, K::MODULE, &view).await?;
    tx.commit().await?;
    Ok(answer(path, view, false))
}

/// What came from outside, by nobody who is signed in.
pub struct Received {
    /// It is kept once under this id.
    pub id: Uuid,
    pub name: String,
    /// Who gave it.
    pub by: String,
    pub bytes: Vec<u8>,
}

/// Keeps what came from outside, once under its id; false where there is no such document, or it has as many as it may.
pub async fn receive<K: Keeper>(keeper: &K, record: Uuid, received: Received) -> Result<bool, Problem> {
    let Received { id, name, by, bytes } = received;
    let prepared = prepare(bytes).await?;
    let file = NewFile { id, record, name, prepared, by_name: by, at: keeper.context().clock.now() };
    let mut tx = keeper.context().db.begin().await?;
    let Some(kept) = keeper.lock(&tx, record).await? else { return Ok(false) };
    if store::find(&*tx, K::MODULE, record, id).await?.is_some() {
        return Ok(true);
    }
    if store::count(&*tx, K::MODULE, record).await? >= MOST {
        return Ok(false);
    }
    store::insert(&tx, K::MODULE, &file, None).await?;
    let stored = store::find(&*tx, K::MODULE, record, id).await?.ok_or_else(Problem::not_found)?;
    let view = shown(stored, true, kept.is_settled);
    note(keeper, &mut tx, &kept, "attach", (None, Some(&view)), &Actor::system()).await?;
    tx.commit().await?;
    Ok(true)
}

fn answer(path: &str, view: Attachment, replayed: bool) -> Answer {
    let body = Created { location: format!("/api/v1{path}/{}", view.id), body: Json(view) };
    Repeatable { status: StatusCode::CREATED, replayed, body }
}

/// What is kept with the document, the newest first.
pub async fn list<K: Keeper>(keeper: &K, record: Uuid, actor: &Actor) -> Result<Attachments, Problem> {
    let kept = keeper.find(record).await?.ok_or_else(Problem::not_found)?;
    actor.permit(K::READING, kept.site)?;
    let may = actor.may(K::WRITING, kept.site);
    let found = store::standing_of(keeper.context().db.reader(), K::MODULE, &[record]).await?;
    let items = found.into_iter().map(|stored| shown(stored, may, kept.is_settled)).collect();
    Ok(Attachments { items, actions: if may { vec!["add".to_owned()] } else { vec![] } })
}

/// The bytes of one, or its thumbnail; 404 where a PDF has none, and for what was taken away.
pub async fn show<K: Keeper>(
    keeper: &K,
    (record, id): (Uuid, Uuid),
    small: bool,
    actor: &Actor,
    headers: &HeaderMap,
) -> Result<Response, Problem> {
    let reader = keeper.context().db.reader();
    let kept = keeper.find(record).await?.ok_or_else(Problem::not_found)?;
    actor.permit(K::READING, kept.site)?;
    let stored = store::find(reader, K::MODULE, record, id).await?.filter(|stored| stored.removed_at.is_none());
    served(keeper, stored, small, headers).await
}

/// The bytes of one that stands, for whoever was shown the way.
pub async fn show_standing<K: Keeper>(keeper: &K, (record, id): (Uuid, Uuid), headers: &HeaderMap) -> Result<Response, Problem> {
    let stored = store::find(keeper.context().db.reader(), K::MODULE, record, id).await?.filter(Stored::stands);
    served(keeper, stored, false, headers).await
}

async fn served<K: Keeper>(keeper: &K, stored: Option<Stored>, small: bool, headers: &HeaderMap) -> Result<Response, Problem> {
    let stored = stored.ok_or_else(Problem::not_found)?;
    let (reader, id) = (keeper.context().db.reader(), stored.id);
    let bytes = files::store::bytes(reader, K::MODULE, id, small).await?.ok_or_else(Problem::not_found)?;
    let whole = Media::from_name(&stored.media).unwrap_or(Media::Pdf);
    let media = if small { Media::Jpeg } else { whole };
    // Its name is words: a dot in them begins no extension.
    let name = format!("{}.{}", stored.name, media.extension());
    let tag = format!("{}{}", id.simple(), if small { "-small" } else { "" });
    Ok(serve(Shown { name, media, bytes, tag }, headers))
}

/// Takes one away from a document that is not settled.
pub async fn remove<K: Keeper>(keeper: &K, (record, id): (Uuid, Uuid), actor: &Actor) -> Result<(), Problem> {
    let now = keeper.context().clock.now();
    let mut tx = keeper.context().db.begin().await?;
    let kept = locked(keeper, &tx, record, actor).await?;
    let mut stored = store::find(&*tx, K::MODULE, record, id).await?.ok_or_else(Problem::not_found)?;
    let before = shown(stored.clone(), true, kept.is_settled);
    stored.take_away(kept.is_settled, now)?;
    store::forget(&tx, K::MODULE, forgotten_before(now)).await?;
    store::save(&tx, K::MODULE, &stored).await?;
    note(keeper, &mut tx, &kept, "remove_file", (Some(&before), None), actor).await?;
    Ok(tx.commit().await?)
}

/// Puts back what was taken away, within a day.
pub async fn restore<K: Keeper>(keeper: &K, (record, id): (Uuid, Uuid), actor: &Actor) -> Result<Attachment, Problem> {
    let mut tx = keeper.context().db.begin().await?;
    let kept = locked(keeper, &tx, record, actor).await?;
    let mut stored = store::find(&*tx, K::MODULE, record, id).await?.ok_or_else(Problem::not_found)?;
    if stored.removed_at.is_none() {
        return Ok(shown(stored, true, kept.is_settled));
    }
    stored.put_back();
    store::save(&tx, K::MODULE, &stored).await?;
    let view = shown(stored, true, kept.is_settled);
    note(keeper, &mut tx, &kept, "restore_file", (None, Some(&view)), actor).await?;
    tx.commit().await?;
    Ok(view)
}

/// Marks one as counting no more.
pub async fn withdraw<K: Keeper>(keeper: &K, (record, id): (Uuid, Uuid), actor: &Actor, body: &Withdraw) -> Result<Attachment, Problem> {
    let mut tx = keeper.context().db.begin().await?;
    let kept = locked(keeper, &tx, record, actor).await?;
    let mut stored: Stored = store::find(&*tx, K::MODULE, record, id).await?.ok_or_else(Problem::not_found)?;
    let before = shown(stored.clone(), true, kept.is_settled);
    stored.withdraw(&actor.name, &body.reason, keeper.context().clock.now())?;
    store::save(&tx, K::MODULE, &stored).await?;
    let view = shown(stored, true, kept.is_settled);
    note(keeper, &mut tx, &kept, "withdraw_file", (Some(&before), Some(&view)), actor).await?;
    tx.commit().await?;
    Ok(view)
}

/// The document, locked, if the caller may change what is kept with it.
async fn locked<K: Keeper>(keeper: &K, tx: &Tx, record: Uuid, actor: &Actor) -> Result<Kept, Problem> {
    let kept = keeper.lock(tx, record).await?.ok_or_else(Problem::not_found)?;
    actor.permit(K::READING, kept.site)?;
    actor.permit(K::WRITING, kept.site)?;
    Ok(kept)
}

/// The trail, and the news for the screens.
async fn note<K: Keeper>(
    keeper: &K,
    tx: &mut Tx,
    kept: &Kept,
    verb: &str,
    sides: (Option<&Attachment>, Option<&Attachment>),
    actor: &Actor,
) -> Result<(), Problem> {
    let action = format!("{}.{verb}", K::ENTITY);
    let change = Change { action: &action, entity: K::ENTITY, id: kept.record, label: &kept.label, site: Some(kept.site) };
    audit::record(tx, K::MODULE, change, sides, actor, keeper.context().clock.as_ref()).await?;
    keeper.tell(tx, kept, actor).await
}
