//! Who signs. TEIF asks for an enveloped XAdES-B signature (Id `SigFrs`, RSA-SHA256, exclusive canonical XML, transforms that leave
//! out `ds:Signature` and `RefTtnVal`, policy `urn:2.16.788.1.2.1.3`, role `Fournisseur`) with a certificate that lives on a USB
//! token, with a mobile identity or in a company seal. Each of them is a [`Signer`]; [`crate::xades::KeyFile`] is one whose key lies in a
//! file.

use thiserror::Error;

/// Why a document was not signed. The sentences are for the log and the queue.
#[derive(Debug, Error)]
pub enum SignError {
    /// The token is not there, the service does not answer: it may work later.
    #[error("what signs cannot be reached: {0}")]
    Unavailable(String),
    /// The PIN, the certificate or the document is refused: trying again changes nothing.
    #[error("what signs refuses: {0}")]
    Refused(String),
}

impl SignError {
    /// Whether it is worth trying again.
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Unavailable(_))
    }
}

pub trait Signer: Send + Sync {
    /// The document with its signature in it. May wait for a person or a network: call it on a blocking thread, outside a
    /// transaction.
    fn sign(&self, xml: &str) -> Result<String, SignError>;
}
