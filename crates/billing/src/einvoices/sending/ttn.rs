//! El Fatoora of Tunisie `TradeNet`: SOAP 1.1, `saveEfact` and `consultEfact`. It answers what it took with a number of its own, and later, when it is
//! asked, with the document in which its reference and the text of its QR code stand (`RefTtnVal`), or with what was wrong.

use async_trait::async_trait;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use contracts::documents::Registration;

use super::platform::{By, Platform, Standing, Trouble, Verdict};
use super::soap::{Element, escaped, read};
use crate::online::provider::Fault;
use kernel::calls::{Calls, body};

const NAMESPACE: &str = "http://services.elfatoura.tradenet.com.tn/";

pub struct Ttn<'a> {
    pub calls: &'a Calls,
    /// `https://elfatoora.tn/ElfatouraServices/EfactService`
    pub base: &'a str,
    pub login: String,
    pub password: String,
    /// The seller's matricule fiscal.
    pub matricule: String,
}

impl Ttn<'_> {
    async fn call(&self, operation: &str, inside: &str) -> Result<Element, Trouble> {
        let (login, password, matricule) = (escaped(&self.login), escaped(&self.password), escaped(&self.matricule));
        let envelope = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:ser=\"{NAMESPACE}\">\
             <soap:Body><ser:{operation}><login>{login}</login><password>{password}</password><matricule>{matricule}</matricule>{inside}\
             </ser:{operation}></soap:Body></soap:Envelope>"
        );
        let request = self.calls.post(self.base, "")?.header("Content-Type", "text/xml; charset=utf-8").header("SOAPAction", "\"\"");
        let answer = read(&body(request.body(envelope)).await?)?;
        match answer.find("faultstring") {
            Some(fault) => Err(Trouble::Said(fault.text.clone())),
            None => Ok(answer),
        }
    }
}

#[async_trait]
impl Platform for Ttn<'_> {
    async fn send(&self, xml: &str) -> Result<String, Trouble> {
        let document = format!("<documentEfact>{}</documentEfact>", STANDARD.encode(xml));
        let answer = self.call("saveEfact", &document).await?;
        let id = answer.find("return").map(|found| found.text.clone()).filter(|id| !id.is_empty() && id.len() <= 100);
        id.ok_or_else(|| Fault("it took the document and gave it no number".into()).into())
    }

    async fn find(&self, by: By<'_>) -> Result<Option<Standing>, Trouble> {
        let criteria = match by {
            By::Number(number) => format!("<documentNumber>{}</documentNumber>", escaped(number)),
            By::Id(id) => format!("<idSaveEfact>{}</idSaveEfact>", escaped(id)),
        };
        let answer = self.call("consultEfact", &format!("<efactCriteria>{criteria}</efactCriteria>")).await?;
        let all = answer.all("return").into_iter().filter_map(standing);
        Ok(all.max_by_key(|standing| (standing.id.len(), standing.id.clone())))
    }
}

/// Its numbers rise: the longest, then greatest, is the newest.
fn standing(found: &Element) -> Option<Standing> {
    let text = |name: &str| found.find(name).map(|one| one.text.clone()).filter(|text| !text.is_empty());
    let id = text("idSaveEfact")?;
    if let Some(reference) = text("generatedRef") {
        let code = text("xmlContent").and_then(|content| code(&content));
        return Some(Standing { id, verdict: Verdict::Accepted(Registration { reference, code }) });
    }
    let wrong: Vec<_> = found.all("errorMessage").into_iter().map(|one| one.text.clone()).filter(|text| !text.is_empty()).collect();
    let verdict = if wrong.is_empty() { Verdict::Waiting } else { Verdict::Rejected { why: wrong.join("; ") } };
    Some(Standing { id, verdict })
}

/// What the QR code says, in the document that comes back.
fn code(content: &str) -> Option<String> {
    let plain: String = content.chars().filter(|letter| !letter.is_whitespace()).collect();
    let xml = String::from_utf8(STANDARD.decode(plain).ok()?).ok()?;
    let code = read(&xml).ok()?.find("ReferenceCEV")?.text.clone();
    (!code.is_empty()).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_what_has_one_number_the_newest_counts() {
        let answer = "<e><return><idSaveEfact>9</idSaveEfact><ack><errorMessage>Matricule inconnu</errorMessage></ack></return>\
                      <return><idSaveEfact>10</idSaveEfact></return></e>";
        let found = read(answer).unwrap();
        let all: Vec<_> = found.all("return").into_iter().filter_map(standing).collect();
        assert_eq!(all[0].verdict, Verdict::Rejected { why: "Matricule inconnu".into() });
        assert_eq!(all[1], Standing { id: "10".into(), verdict: Verdict::Waiting });
    }

    #[test]
    fn the_reference_and_the_code_come_with_the_document() {
        let document = STANDARD.encode(
            "<TEIF><RefTtnVal><ReferenceTTN refID=\"I-88\">R</ReferenceTTN><ReferenceCEV>CEV&amp;1</ReferenceCEV></RefTtnVal></TEIF>",
        );
        let answer = format!(
            "<e><return><idSaveEfact>1</idSaveEfact><generatedRef>R</generatedRef><xmlContent>{document}</xmlContent></return></e>"
        );
        let found = standing(&read(&answer).unwrap().children[0]).unwrap();
        let registration = Registration { reference: "R".into(), code: Some("CEV&1".into()) };
        assert_eq!(found.verdict, Verdict::Accepted(registration));
    }
}
