//! The elements of a signature. Each names its namespaces itself, so that its canonical form is the same alone and in its place.

use chrono::{DateTime, SecondsFormat, Utc};

use super::certificate::Certificate;
use super::hash;

const DS: &str = "http://www.w3.org/2000/09/xmldsig#";
const XADES: &str = "http://uri.etsi.org/01903/v1.3.2#";
const EXCLUSIVE: &str = "http://www.w3.org/2001/10/xml-exc-c14n#";
const XPATH: &str = "http://www.w3.org/TR/1999/REC-xpath-19991116";
const SHA256: &str = "http://www.w3.org/2001/04/xmlenc#sha256";
/// The policy that Tunisie `TradeNet` signs by, and the hash of its text.
const POLICY: &str = "urn:2.16.788.1.2.1.3";
const POLICY_HASH: &str = "ZKLu5TojntPu+bUfZyjaEDvkYsAh7eyyV+Hf8nUSQEE=";

/// What the signer says of the signature: when, with which certificate, by which policy, as whom.
pub fn properties(certificate: &Certificate, at: DateTime<Utc>) -> String {
    let (at, issuer) = (at.to_rfc3339_opts(SecondsFormat::Secs, true), certificate.issuer_serial());
    let certificate = digested("xades:CertDigest", &hash(&certificate.der));
    let policy = digested("xades:SigPolicyHash", POLICY_HASH);
    format!(
        "<xades:SignedProperties xmlns:xades=\"{XADES}\" xmlns:ds=\"{DS}\" Id=\"xades-SigFrs\"><xades:SignedSignatureProperties>\
         <xades:SigningTime>{at}</xades:SigningTime>\
         <xades:SigningCertificateV2><xades:Cert>{certificate}<xades:IssuerSerialV2>{issuer}</xades:IssuerSerialV2></xades:Cert></xades:SigningCertificateV2>\
         <xades:SignaturePolicyIdentifier><xades:SignaturePolicyId><xades:SigPolicyId>\
         <xades:Identifier Qualifier=\"OIDAsURN\">{POLICY}</xades:Identifier></xades:SigPolicyId>{policy}</xades:SignaturePolicyId>\
         </xades:SignaturePolicyIdentifier>\
         <xades:SignerRoleV2><xades:ClaimedRoles><xades:ClaimedRole>Fournisseur</xades:ClaimedRole></xades:ClaimedRoles></xades:SignerRoleV2>\
         </xades:SignedSignatureProperties><xades:SignedDataObjectProperties><xades:DataObjectFormat ObjectReference=\"#r-id-frs\">\
         <xades:MimeType>application/octet-stream</xades:MimeType></xades:DataObjectFormat></xades:SignedDataObjectProperties>\
         </xades:SignedProperties>"
    )
}

/// What the key signs: the hash of the document and that of the properties.
pub fn signed_info(document: &str, properties: &str) -> String {
    let without =
        |what: &str| format!("<ds:Transform Algorithm=\"{XPATH}\"><ds:XPath>not(ancestor-or-self::{what})</ds:XPath></ds:Transform>");
    let exclusive = format!("<ds:Transform Algorithm=\"{EXCLUSIVE}\"></ds:Transform>");
    let (signature, registration) = (without("ds:Signature"), without("RefTtnVal"));
    format!(
        "<ds:SignedInfo xmlns:ds=\"{DS}\"><ds:CanonicalizationMethod Algorithm=\"{EXCLUSIVE}\"></ds:CanonicalizationMethod>\
         <ds:SignatureMethod Algorithm=\"http://www.w3.org/2001/04/xmldsig-more#rsa-sha256\"></ds:SignatureMethod>\
         <ds:Reference Id=\"r-id-frs\" URI=\"\"><ds:Transforms>{signature}{registration}{exclusive}</ds:Transforms>{}</ds:Reference>\
         <ds:Reference Type=\"http://uri.etsi.org/01903#SignedProperties\" URI=\"#xades-SigFrs\"><ds:Transforms>{exclusive}</ds:Transforms>{}\
         </ds:Reference></ds:SignedInfo>",
        digest(document),
        digest(properties)
    )
}

/// All of it, as it stands before the end of the document.
pub fn signature(info: &str, value: &str, chain: &[String], properties: &str) -> String {
    let certificates: Vec<_> = chain.iter().map(|one| format!("<ds:X509Certificate>{one}</ds:X509Certificate>")).collect();
    let certificates = certificates.concat();
    format!(
        "<ds:Signature xmlns:ds=\"{DS}\" Id=\"SigFrs\">{info}<ds:SignatureValue Id=\"value-SigFrs\">{value}</ds:SignatureValue>\
         <ds:KeyInfo><ds:X509Data>{certificates}</ds:X509Data></ds:KeyInfo>\
         <ds:Object><xades:QualifyingProperties xmlns:xades=\"{XADES}\" Target=\"#SigFrs\">{properties}</xades:QualifyingProperties></ds:Object>\
         </ds:Signature>"
    )
}

fn digested(element: &str, value: &str) -> String {
    format!("<{element}>{}</{element}>", digest(value))
}

fn digest(value: &str) -> String {
    format!("<ds:DigestMethod Algorithm=\"{SHA256}\"></ds:DigestMethod><ds:DigestValue>{value}</ds:DigestValue>")
}
