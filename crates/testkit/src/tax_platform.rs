//! El Fatoora just large enough, over real HTTP on this machine: `saveEfact` and `consultEfact` of its SOAP service. The test is the tax office
//! that knows some buyers and not others; and the network that fails.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use parking_lot::Mutex;
use tokio::task::JoinHandle;

/// What the platform knows the garage by.
const LOGIN: &str = "garage";
const PASSWORD: &str = "ttn-password";

pub struct TaxPlatform {
    url: String,
    kept: Arc<Mutex<Kept>>,
    task: JoinHandle<()>,
}

/// A document that was handed over.
#[derive(Clone, Debug)]
struct Document {
    number: String,
    buyer: String,
    xml: String,
}

#[derive(Default)]
struct Kept {
    documents: Vec<Document>,
    unknown: BTreeSet<String>,
    /// It fails over documents with these numbers.
    chokes_on: BTreeSet<String>,
    is_down: bool,
    /// What was asked is done, and the answer is lost.
    loses_answers: bool,
    /// It takes documents and looks at none.
    rests: bool,
}

type Shared = Arc<Mutex<Kept>>;

impl TaxPlatform {
    pub async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/ElfatouraServices/EfactService", listener.local_addr().unwrap());
        let kept = Shared::default();
        let router = Router::new().route("/ElfatouraServices/EfactService", post(hear)).with_state(kept.clone());
        let task = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { url, kept, task }
    }

    /// Where its service is.
    pub fn address(&self) -> &str {
        &self.url
    }

    pub const fn login() -> (&'static str, &'static str) {
        (LOGIN, PASSWORD)
    }

    /// Nobody answers from now on, or somebody does again.
    pub fn set_down(&self, is_down: bool) {
        self.kept.lock().is_down = is_down;
    }

    /// Does what it is asked and answers 503 from now on, or answers again.
    pub fn lose_answers(&self, loses: bool) {
        self.kept.lock().loses_answers = loses;
    }

    /// Takes documents and looks at none from now on, or looks at them again.
    pub fn rest(&self, rests: bool) {
        self.kept.lock().rests = rests;
    }

    /// The tax office knows no such number.
    pub fn forget(&self, matricule: &str) {
        self.kept.lock().unknown.insert(matricule.to_owned());
    }

    /// It fails whenever a document with this number comes.
    pub fn choke_on(&self, number: &str) {
        self.kept.lock().chokes_on.insert(number.to_owned());
    }

    /// The numbers of what was handed over, in its order: one that came twice stands here twice.
    pub fn numbers(&self) -> Vec<String> {
        self.kept.lock().documents.iter().map(|document| document.number.clone()).collect()
    }

    /// What was handed over last.
    pub fn last(&self) -> String {
        self.kept.lock().documents.last().map(|document| document.xml.clone()).unwrap_or_default()
    }
}

impl Drop for TaxPlatform {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn hear(State(kept): State<Shared>, body: String) -> Response {
    if kept.lock().is_down {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    let answer = answer(&kept, &body);
    if kept.lock().loses_answers { StatusCode::SERVICE_UNAVAILABLE.into_response() } else { answer }
}

fn answer(kept: &Shared, body: &str) -> Response {
    if between(body, "login") != Some(LOGIN) || between(body, "password") != Some(PASSWORD) {
        return fault("Authentification échouée");
    }
    if let Some(document) = between(body, "documentEfact") {
        return save(kept, document);
    }
    let kept = kept.lock();
    let asked = |place: usize, document: &Document| match (between(body, "documentNumber"), between(body, "idSaveEfact")) {
        (Some(number), _) => document.number == number,
        (None, Some(id)) => (place + 1).to_string() == id,
        (None, None) => false,
    };
    let found = kept.documents.iter().enumerate().filter(|(place, document)| asked(*place, document));
    let all: String = found.map(|(place, document)| consulted(&kept, place + 1, document)).collect();
    envelope("consultEfactResponse", &all)
}

fn save(kept: &Shared, document: &str) -> Response {
    let Some(xml) = STANDARD.decode(document).ok().and_then(|bytes| String::from_utf8(bytes).ok()) else {
        return fault("Document illisible");
    };
    if !xml.contains("Signature") {
        return fault("Document non signé");
    }
    let number = between(&xml, "DocumentIdentifier").unwrap_or_default().to_owned();
    let buyer = after(&xml, "<MessageRecieverIdentifier").unwrap_or_default();
    let mut kept = kept.lock();
    if kept.chokes_on.contains(&number) {
        return fault("Erreur interne");
    }
    kept.documents.push(Document { number, buyer, xml });
    envelope("saveEfactResponse", &format!("<return>{}</return>", kept.documents.len()))
}

fn consulted(kept: &Kept, id: usize, Document { number, buyer, xml }: &Document) -> String {
    let verdict = if kept.rests {
        String::new()
    } else if kept.unknown.contains(buyer) {
        format!("<listAcknowlegments><errorCode>12</errorCode><errorMessage>Matricule {buyer} inconnu</errorMessage></listAcknowlegments>")
    } else {
        let reference = format!("0736202X2026{id:015}");
        let registered = format!(
            "<RefTtnVal><ReferenceTTN refID=\"I-88\">{reference}</ReferenceTTN><ReferenceCEV>CEV {number} {reference}</ReferenceCEV></RefTtnVal></TEIF>"
        );
        let content = STANDARD.encode(xml.replace("</TEIF>", &registered));
        format!("<generatedRef>{reference}</generatedRef><xmlContent>{content}</xmlContent>")
    };
    format!("<return><documentNumber>{number}</documentNumber><idSaveEfact>{id}</idSaveEfact>{verdict}</return>")
}

fn envelope(operation: &str, inside: &str) -> Response {
    let namespace = "http://services.elfatoura.tradenet.com.tn/";
    let text = format!(
        "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body><ns2:{operation} xmlns:ns2=\"{namespace}\">{inside}\
         </ns2:{operation}></soap:Body></soap:Envelope>"
    );
    ([("content-type", "text/xml")], text).into_response()
}

fn fault(words: &str) -> Response {
    let text = format!(
        "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body><soap:Fault><faultcode>soap:Server</faultcode>\
         <faultstring>{words}</faultstring></soap:Fault></soap:Body></soap:Envelope>"
    );
    (StatusCode::INTERNAL_SERVER_ERROR, [("content-type", "text/xml")], text).into_response()
}

fn between<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(&format!("<{name}>"))?;
    Some(rest.split_once(&format!("</{name}>"))?.0)
}

/// The text of an element with attributes.
fn after(text: &str, start: &str) -> Option<String> {
    let (_, rest) = text.split_once(start)?;
    let (_, rest) = rest.split_once('>')?;
    Some(rest.split_once('<')?.0.to_owned())
}
