//! `PUT /document-styles/{site}`

use axum::extract::State;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use contracts::identity::{SITE_UPDATE, SiteCard, site};
use kernel::audit::{self, Change};
use kernel::files::{self, Media, NewFile, Prepared, prepare};
use kernel::http::{Caller, IfMatch, Json, Path, Versioned};
use kernel::{Actor, Problem, SiteId};
use serde::Serialize;
use uuid::Uuid;

use super::store;
use super::style::{Model, carries_white, is_colour};
use super::view::{DocumentStyle, SetDocumentStyle};
use crate::{Billing, MODULE};

/// Says how a site's documents look from now on; what has a number already keeps the style of its day.
///
/// Refused beside the field: a colour that white text cannot be read on (`too-pale`), a logo that is no picture (`bad-picture`).
/// Permission: `site.update`.
#[utoipa::path(put, path = "/document-styles/{site_id}", tag = "billing", operation_id = "set_document_style",
    params(("site_id" = SiteId, Path), ("If-Match" = Option<String>, Header)), request_body = SetDocumentStyle,
    responses((status = 200, body = DocumentStyle)), security(("bearer" = [])))]
pub async fn set_document_style(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
    if_match: IfMatch,
    Json(body): Json<SetDocumentStyle>,
) -> Result<Versioned<DocumentStyle>, Problem> {
    actor.permit(SITE_UPDATE, id)?;
    let card = site(billing.sites.as_ref(), id).await?;
    let known = Known::of(&billing, id).await?;
    let drawn = checked(&body, known.logo.as_deref()).await?;
    let row = save(&billing, &actor, &card, (known, if_match), body, drawn).await?;
    let logo = store::logo(billing.context.db.reader(), &row).await?;
    let style = DocumentStyle::new(id, Some(row), logo, &actor);
    Ok(Versioned(style.version, style))
}

/// The newest style of a site, with its logo as it is shown.
pub struct Known {
    pub row: Option<Model>,
    pub logo: Option<String>,
}

impl Known {
    pub async fn of(billing: &Billing, site: SiteId) -> Result<Self, Problem> {
        let conn = billing.context.db.reader();
        let row = store::find(conn, site, None).await?;
        let logo = match &row {
            Some(row) => store::logo(conn, row).await?,
            None => None,
        };
        Ok(Self { row, logo })
    }
}

/// What is drawn anew; nothing when there is no logo, or the one that is known.
pub async fn checked(body: &SetDocumentStyle, known: Option<&str>) -> Result<Option<Prepared>, Problem> {
    if body.colour.as_deref().is_some_and(|colour| !is_colour(colour)) {
        return Err(Problem::field("/colour", "invalid", "it is a colour like #0f766e"));
    }
    if body.colour.as_deref().is_some_and(|colour| !carries_white(colour)) {
        return Err(Problem::field("/colour", "too-pale", "white text cannot be read on it"));
    }
    let Some(sent) = body.logo.as_deref().filter(|sent| Some(*sent) != known) else { return Ok(None) };
    let refused = || Problem::field("/logo", "bad-picture", "a logo is a PNG, JPEG or WebP picture in base64");
    let prepared = prepare(STANDARD.decode(sent).map_err(|_| refused())?).await;
    let prepared = prepared.map_err(|problem| if problem.errors.is_empty() { problem } else { refused() })?;
    if prepared.media == Media::Pdf { Err(refused()) } else { Ok(Some(prepared)) }
}

/// What the trail keeps: not the picture.
#[derive(Serialize)]
struct Told<'a> {
    colour: Option<&'a str>,
    logo: Option<Uuid>,
    footers: &'a str,
    terms: &'a str,
    receipts_on: &'a str,
}

fn told(row: &Model) -> Told<'_> {
    let Model { logo_id, footers, terms, receipts_on, .. } = row;
    Told { colour: row.colour.as_deref(), logo: *logo_id, footers, terms, receipts_on }
}

async fn save(
    billing: &Billing,
    actor: &Actor,
    card: &SiteCard,
    (known, if_match): (Known, IfMatch),
    body: SetDocumentStyle,
    drawn: Option<Prepared>,
) -> Result<Model, Problem> {
    let clock = billing.context.clock.as_ref();
    let json = |text: Result<String, serde_json::Error>| text.map_err(|error| Problem::internal(&error));
    let tx = billing.context.db.begin().await?;
    let before = store::find(&*tx, card.id, None).await?;
    let version = before.as_ref().map_or(0, |row| row.version);
    if_match.check(version)?;
    if version != known.row.as_ref().map_or(0, |row| row.version) {
        return Err(Problem::stale());
    }
    let kept = before.as_ref().and_then(|row| row.logo_id).filter(|_| body.logo.is_some());
    let logo_id = if drawn.is_some() { Some(Uuid::now_v7()) } else { kept };
    if let (Some(id), Some(prepared)) = (logo_id, drawn) {
        let name = format!("logo.{}", prepared.media.extension());
        let file = NewFile { id, record: card.id.0, name, prepared, by_name: actor.name.clone(), at: clock.now() };
        files::store::insert(&tx, MODULE, &file).await?;
    }
    let row = Model {
        id: Uuid::now_v7(),
        site_id: card.id,
        begins_at: clock.now(),
        colour: body.colour,
        logo_id,
        footers: json(serde_json::to_string(&body.footers))?,
        terms: json(serde_json::to_string(&body.terms))?,
        by_name: actor.name.clone(),
        receipts_on: body.receipts_on.code().to_owned(),
        version: version + 1,
    };
    store::insert(&tx, row.clone()).await?;
    let change = Change { action: "document_style.set", entity: "document_style", id: card.id.0, label: &card.name, site: Some(card.id) };
    audit::record(&tx, MODULE, change, (before.as_ref().map(told).as_ref(), Some(&told(&row))), actor, clock).await?;
    tx.commit().await?;
    Ok(row)
}
