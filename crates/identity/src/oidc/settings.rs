//! What the configuration says of the provider.

use std::fmt;

/// The garage's provider.
#[derive(Clone, PartialEq, Eq)]
pub struct Oidc {
    /// `https://accounts.example`; its discovery document is under `/.well-known/openid-configuration`.
    pub issuer: String,
    pub client_id: String,
    /// None for a public client.
    pub client_secret: Option<String>,
    /// What the button says: `Google`, `Our directory`.
    pub name: String,
}

impl fmt::Debug for Oidc {
    /// Without the secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Oidc").field("issuer", &self.issuer).field("client_id", &self.client_id).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_secret_is_not_printed() {
        let oidc = Oidc {
            issuer: "https://accounts.example".into(),
            client_id: "ecar".into(),
            client_secret: Some("hush".into()),
            name: "Directory".into(),
        };
        assert!(!format!("{oidc:?}").contains("hush"));
    }
}
