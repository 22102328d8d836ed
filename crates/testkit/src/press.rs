//! Prints nothing: what a document says comes back as JSON, so that tests can read it.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use contracts::documents::{HistoryDocument, InvoiceDocument, LabelsDocument, Language, PaperDocument, Press, Renderer, Style, Styles};
use kernel::{Problem, SiteId};
use serde::Serialize;

struct JsonPress;

/// Each site has its id at the foot of its documents.
pub fn press() -> Press {
    Press { renderer: Arc::new(JsonPress), styles: Arc::new(JsonPress) }
}

fn written(document: &impl Serialize) -> Result<Vec<u8>, String> {
    serde_json::to_vec(document).map_err(|error| error.to_string())
}

impl Renderer for JsonPress {
    fn invoice(&self, document: &InvoiceDocument) -> Result<Vec<u8>, String> {
        written(document)
    }

    fn factur_x(&self, document: &InvoiceDocument, _: &str) -> Result<Vec<u8>, String> {
        written(document)
    }

    fn paper(&self, document: &PaperDocument) -> Result<Vec<u8>, String> {
        written(document)
    }

    fn history(&self, document: &HistoryDocument) -> Result<Vec<u8>, String> {
        written(document)
    }

    fn labels(&self, document: &LabelsDocument) -> Result<Vec<u8>, String> {
        written(document)
    }
}

#[async_trait::async_trait]
impl Styles for JsonPress {
    async fn style(&self, site: SiteId, at: Option<DateTime<Utc>>, language: Language) -> Result<Style, Problem> {
        let moment = at.map(|at| at.to_rfc3339()).unwrap_or_default();
        Ok(Style { footer: format!("{site} {moment}"), terms: language.code().to_owned(), ..Style::default() })
    }
}
