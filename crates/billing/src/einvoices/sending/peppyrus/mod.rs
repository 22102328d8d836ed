//! Peppyrus, an access point of the Peppol network: JSON over HTTPS with a key in `X-Api-Key`. `POST /message` answers what it took with a name
//! of its own; the message lies in OUTBOX until it is delivered (SENT) or given up (FAILED, with a report). Nothing is found there by the
//! number of a document: what may have been sent already is looked for among the messages to its receiver.

mod look;
mod report;

use async_trait::async_trait;
use axum::http::StatusCode;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use contracts::documents::Registration;
use kernel::calls::{Calls, answer};
use reqwest::RequestBuilder;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::time::Duration;

use super::document::DocumentKind;
use super::platform::{By, Platform, Standing, Trouble, Verdict};
use crate::online::provider::{Fault, reference};

/// It checks a document before it answers, and shows whole documents in a list.
const PATIENCE: Duration = Duration::from_secs(30);
const LARGEST: usize = 32 << 20;
const PROCESS: &str = "cenbii-procid-ubl::urn:fdc:peppol.eu:2017:poacc:billing:01:1.0";

pub struct Peppyrus<'a> {
    pub calls: &'a Calls,
    /// `https://api.peppyrus.be/v1`
    pub base: &'a str,
    pub key: String,
    /// Where the network knows the garage, and the buyer: `0208:0123456749`.
    pub sender: String,
    pub recipient: String,
    pub kind: DocumentKind,
    /// When the document was issued: it cannot have been sent before.
    pub since: DateTime<Utc>,
}

/// What it keeps of a document.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Message {
    id: String,
    folder: String,
    created: Option<String>,
    file_content: Option<String>,
}

impl Peppyrus<'_> {
    /// None where it does not know what was asked for.
    async fn ask<T: DeserializeOwned>(&self, request: RequestBuilder) -> Result<Option<T>, Trouble> {
        let (status, body) = answer(request.header("X-Api-Key", &self.key).timeout(PATIENCE), LARGEST).await?;
        match status {
            StatusCode::NOT_FOUND => Ok(None),
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => Err(Trouble::Said(format!("the key is not valid ({})", status.as_u16()))),
            StatusCode::UNPROCESSABLE_ENTITY => Err(Trouble::Refused(report::words(&body))),
            status if status.is_success() => {
                let read = serde_json::from_slice(&body).map_err(|error| Fault(format!("its answer cannot be read: {error}")));
                Ok(Some(read?))
            }
            status => Err(Fault(format!("it answered {status}")).into()),
        }
    }

    async fn message(&self, id: &str) -> Result<Option<Message>, Trouble> {
        let id = reference(id).ok_or_else(|| Fault("it gave an odd id".into()))?;
        self.ask(self.calls.get(self.base, &format!("message/{id}"))?).await
    }

    async fn standing(&self, message: Message) -> Result<Standing, Trouble> {
        let id = reference(&message.id).ok_or_else(|| Fault("it gave an odd id".into()))?;
        let verdict = match message.folder.to_ascii_uppercase().as_str() {
            "SENT" => Verdict::Accepted(Registration { reference: id.clone(), code: None }),
            "FAILED" => {
                let report = self.ask(self.calls.get(self.base, &format!("message/{id}/report"))?).await?;
                Verdict::Rejected { why: report::reasons(&report.unwrap_or_default()) }
            }
            _ => Verdict::Waiting,
        };
        Ok(Standing { id, verdict })
    }

    fn document_type(&self) -> String {
        let name = match self.kind {
            DocumentKind::Invoice => "Invoice",
            DocumentKind::CreditNote => "CreditNote",
        };
        let customization = einvoice::ubl::CUSTOMIZATION;
        format!("busdox-docid-qns::urn:oasis:names:specification:ubl:schema:xsd:{name}-2::{name}##{customization}::2.1")
    }

    fn body(&self, xml: &str) -> Value {
        json!({
            "sender": self.sender,
            "recipient": self.recipient,
            "processType": PROCESS,
            "documentType": self.document_type(),
            "fileContent": STANDARD.encode(xml),
        })
    }
}

#[async_trait]
impl Platform for Peppyrus<'_> {
    async fn send(&self, xml: &str) -> Result<String, Trouble> {
        let sent: Option<Message> = self.ask(self.calls.post(self.base, "message")?.json(&self.body(xml))).await?;
        let id = sent.as_ref().and_then(|message| reference(&message.id));
        id.ok_or_else(|| Fault("it took the document and gave it no name".into()).into())
    }

    async fn find(&self, by: By<'_>) -> Result<Option<Standing>, Trouble> {
        let found = match by {
            By::Number(number) => self.look_for(number).await?,
            By::Id(id) => self.message(id).await?,
        };
        match found {
            Some(message) => self.standing(message).await.map(Some),
            None => Ok(None),
        }
    }
}
