//! `GET /estimates/{id}/pdf`

use std::collections::HashSet;
use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use contracts::documents::{Language, PaperCell, PaperDocument, PaperKind, PaperMore, PaperTable, Party, Style};
use contracts::identity::{self, SiteCard};
use contracts::workshop::{EstimateId, WORK_ORDER_READ};
use kernel::Problem;
use kernel::http::{Caller, Path, Query};
use kernel::pdf::PdfFile;
use sea_orm::ActiveEnum as _;
use serde::Deserialize;
use utoipa::IntoParams;

use super::rows::{Columns, PaperJob};
use super::{Local, answer, card_of};
use crate::estimates::document::{Document, DocumentJob};
use crate::estimates::store;
use crate::estimates::tables::{decision, version};
use crate::work_orders::store as orders;
use crate::{MODULE, Workshop};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct EstimatePdfQuery {
    /// `fr`, `ar` or `en`; the customer's language when left out.
    lang: Option<Language>,
}

/// A version of an estimate as PDF, as it was sent, with what the customer decided on it. Permission: `work_order.read`.
#[utoipa::path(
    get, path = "/estimates/{estimate_id}/pdf", tag = MODULE, operation_id = "print_estimate", security(("bearer" = [])),
    params(("estimate_id" = EstimateId, Path), EstimatePdfQuery),
    responses(
        (status = 200, body = PdfFile, content_type = "application/pdf"),
        (status = 304, description = "The copy named by If-None-Match is the present one")
    )
)]
pub async fn print_estimate(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path(id): Path<EstimateId>,
    Query(asked): Query<EstimatePdfQuery>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let reader = workshop.context.db.reader();
    let version = store::find(reader, id).await?;
    actor.permit(WORK_ORDER_READ, version.site_id)?;
    let order = orders::find(reader, version.order_id).await?.ok_or_else(Problem::not_found)?;
    let decisions = store::decisions(reader, order.id).await?.into_iter().filter(|one| one.estimate_id == Some(id)).collect();
    let site = identity::site(workshop.sites.as_ref(), version.site_id).await?;
    let card = card_of(&workshop, &order.customer).await?;
    let own = card.as_ref().map_or(site.languages.default, |card| Language::from_code(&card.language));
    let language = asked.lang.unwrap_or(own);
    let style = workshop.press.styles.style(site.id, Some(version.sent_at), language).await?;
    let document = version.document()?;
    let buyer = Party::buyer(card.as_ref(), &document.customer);
    let offered = Offered { version, document, decisions };
    let name = format!("{}-v{}", offered.document.number, offered.document.version);
    answer(&workshop, offered.printed(&site, buyer, (language, style)), &name, &headers).await
}

/// A version and what was said to it, newest first.
struct Offered {
    version: version::Model,
    document: Document,
    decisions: Vec<decision::Model>,
}

impl Offered {
    fn printed(self, site: &SiteCard, buyer: Party, (language, style): (Language, Style)) -> PaperDocument {
        let local = Local::of(site);
        let facts = self.facts(local);
        let tables = self.proofs(local).into_iter().collect();
        let jobs: Vec<_> = self.document.jobs.iter().map(|job| self.job(job)).collect();
        let columns = Columns::of(&jobs, true);
        let is_signed = jobs.iter().any(|job| job.mark == Some("waiting"));
        PaperDocument {
            kind: PaperKind::Estimate,
            language,
            number: Some(self.document.number),
            on: local.day(self.document.sent_at),
            seller: Party::seller(site),
            buyer,
            currency: self.document.totals.currency.clone(),
            heading: None,
            facts,
            text: None,
            columns: columns.names(),
            rows: columns.rows(jobs),
            sums: vec![],
            in_words: None,
            is_signed,
            more: PaperMore { totals: Some(self.document.totals), notes: self.document.notes, tables, code: None, has_terms: true },
            style,
        }
    }

    fn facts(&self, local: Local) -> Vec<(String, PaperCell)> {
        let document = &self.document;
        let mut facts = vec![
            ("version", PaperCell::Code(document.version.to_string())),
            ("until", PaperCell::Code(local.minute(document.expires_at))),
            ("by", PaperCell::Text(document.sent_by.clone())),
        ];
        if !document.plate.is_empty() {
            facts.push(("plate", PaperCell::Text(document.plate.clone())));
        }
        if !document.vehicle.is_empty() {
            facts.push(("vehicle", PaperCell::Text(document.vehicle.clone())));
        }
        if let Some(ask) = document.deposit {
            let asked = ask.share().map(PaperCell::Rate).or(ask.amount().map(PaperCell::Amount));
            facts.push(("deposit", asked.unwrap_or(PaperCell::Empty)));
        }
        if let Some(exemption) = &document.exemption {
            facts.push(("exempt", PaperCell::Text(format!("{} ({})", exemption.number, exemption.reason))));
        }
        facts.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    }

    fn job(&self, job: &DocumentJob) -> PaperJob {
        let decided = self.decisions.iter().find(|one| one.job_id == job.id).map(|one| one.approved);
        let mark = match decided {
            Some(true) => "approved",
            Some(false) => "declined",
            None if job.approved => "approved",
            None => "waiting",
        };
        let notes = [("concern", job.concern.clone()), ("option_group", job.option_group.clone())];
        PaperJob {
            title: job.title.clone(),
            mark: Some(mark),
            notes: notes.into_iter().filter_map(|(key, text)| Some((key, text.filter(|text| !text.is_empty())?))).collect(),
            lines: job.lines.clone(),
            net: job.totals.net,
        }
    }

    /// The last word on each job, with the fingerprint of what was decided on.
    fn proofs(&self, local: Local) -> Option<PaperTable> {
        let mut told = HashSet::new();
        let last = self.decisions.iter().filter(|one| told.insert(one.job_id));
        let mut rows: Vec<_> = last.map(|one| proof(one, local)).collect();
        if rows.is_empty() {
            return None;
        }
        rows.push(vec![PaperCell::Note("fingerprint".into(), Box::new(PaperCell::Code(self.version.hash.clone())))]);
        let columns = ["job", "decision", "who", "when", "how", "amount"].map(str::to_owned).into();
        Some(PaperTable { title: "decisions".into(), columns, rows, is_form: false })
    }
}

fn proof(decision: &decision::Model, local: Local) -> Vec<PaperCell> {
    let from = decision.phone.as_ref().or(decision.address.as_ref());
    let who = from.map_or_else(|| decision.by_name.clone(), |from| format!("{} ({from})", decision.by_name));
    vec![
        PaperCell::Text(decision.job_title.clone()),
        PaperCell::Word(if decision.approved { "approved" } else { "declined" }.into()),
        PaperCell::Text(who),
        PaperCell::Code(local.minute(decision.at)),
        PaperCell::Word(decision.method.to_value()),
        PaperCell::Amount(decision.amount),
    ]
}
