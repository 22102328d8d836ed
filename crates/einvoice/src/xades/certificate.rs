//! Certificates, and as much of DER as naming one takes: who issued it and under which number (RFC 5280, 4.1).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::refused;
use crate::sign::SignError;

const SEQUENCE: u8 = 0x30;
const INTEGER: u8 = 0x02;
const VERSION: u8 = 0xa0;
/// A name among the general names: `[4]`, explicit.
const DIRECTORY_NAME: u8 = 0xa4;

pub struct Certificate {
    pub der: Vec<u8>,
    /// As they stand in it, each whole.
    issuer: Vec<u8>,
    serial: Vec<u8>,
}

impl Certificate {
    /// Those of a PEM file, in its order.
    pub fn all(pem: &str) -> Result<Vec<Self>, SignError> {
        blocks(pem, "CERTIFICATE")?.into_iter().map(|der| Self::read(der).ok_or_else(|| refused("a certificate cannot be read"))).collect()
    }

    fn read(der: Vec<u8>) -> Option<Self> {
        let (_, certificate, _) = element(&der, SEQUENCE)?;
        let (_, mut rest, _) = element(certificate, SEQUENCE)?;
        if let Some((_, _, after)) = element(rest, VERSION) {
            rest = after;
        }
        let (serial, _, rest) = element(rest, INTEGER)?;
        let (_, _, rest) = element(rest, SEQUENCE)?;
        let (issuer, _, _) = element(rest, SEQUENCE)?;
        let (issuer, serial) = (issuer.to_vec(), serial.to_vec());
        Some(Self { der, issuer, serial })
    }

    /// `IssuerSerial` (RFC 5035, 4) in base64.
    pub fn issuer_serial(&self) -> String {
        let names = wrapped(SEQUENCE, &wrapped(DIRECTORY_NAME, &self.issuer));
        STANDARD.encode(wrapped(SEQUENCE, &[names, self.serial.clone()].concat()))
    }
}

/// What stands between the marks of a kind, decoded.
pub fn blocks(pem: &str, kind: &str) -> Result<Vec<Vec<u8>>, SignError> {
    let (begin, end) = (format!("-----BEGIN {kind}-----"), format!("-----END {kind}-----"));
    let block = |part: &str| {
        let text: String = part.split(end.as_str()).next().unwrap_or_default().split_whitespace().collect();
        STANDARD.decode(text).map_err(|_| refused("the file is no PEM"))
    };
    pem.split(begin.as_str()).skip(1).map(block).collect()
}

/// The first element, if it is of that kind: whole, its content, and what follows it.
fn element(der: &[u8], tag: u8) -> Option<(&[u8], &[u8], &[u8])> {
    let (&found, rest) = der.split_first()?;
    let (&first, rest) = rest.split_first()?;
    let (length, rest) = match first {
        0..=0x7f => (usize::from(first), rest),
        0x81..=0x83 => {
            let (bytes, rest) = rest.split_at_checked(usize::from(first - 0x80))?;
            (bytes.iter().fold(0, |length, byte| (length << 8) | usize::from(*byte)), rest)
        }
        _ => return None,
    };
    let (content, after) = rest.split_at_checked(length)?;
    let whole = &der[..der.len() - after.len()];
    (found == tag).then_some((whole, content, after))
}

fn wrapped(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len().to_be_bytes();
    let short: Vec<u8> = length.into_iter().skip_while(|byte| *byte == 0).collect();
    let length = match u8::try_from(content.len()) {
        Ok(length @ 0..=0x7f) => vec![length],
        _ => [vec![0x80 + u8::try_from(short.len()).unwrap_or_default()], short].concat(),
    };
    [vec![tag], length, content.to_vec()].concat()
}
