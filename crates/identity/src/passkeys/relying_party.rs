//! What the protocol asks and accepts (WebAuthn level 3). A library decides; here is what we want of it, and how its values become
//! text for the database.
//!
//! Every passkey is discoverable and verified by its owner (a finger, a face, a PIN), whatever model it is of: attestation is not
//! asked for. Answers must come from the app's own origin, not from a page that frames it.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use contracts::identity::UserId;
use kernel::Problem;
use reqwest::Url;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;
use webauthn_rp::bin::{Decode, Encode};
use webauthn_rp::request::auth::AuthenticationVerificationOptions;
use webauthn_rp::request::register::{
    CredProtect, Nickname, PublicKeyCredentialUserEntity, RegistrationVerificationOptions, UserHandle16, Username,
};
use webauthn_rp::request::{AsciiDomain, ExtensionInfo, PublicKeyCredentialDescriptor, RpId};
use webauthn_rp::response::register::{CompressedPubKey, DynamicState, StaticState};
use webauthn_rp::response::{AuthTransports, CredentialId};
use webauthn_rp::{
    AuthenticatedCredential, DiscoverableAuthentication16, DiscoverableAuthenticationServerState, DiscoverableCredentialRequestOptions,
    PublicKeyCredentialCreationOptions, RegisteredCredential, Registration, RegistrationServerState,
};

use super::store::Row;
use crate::Error;
use crate::users::store::User;

/// As the library keeps a public key that was stored.
type PublicKey = CompressedPubKey<[u8; 32], [u8; 32], [u8; 48], Vec<u8>>;

/// The app, as authenticators know it.
pub struct RelyingParty {
    id: RpId,
    origin: String,
}

/// A challenge: what the answer is checked against, and what the browser gets.
pub struct Challenge {
    pub state: String,
    pub options: Value,
}

/// A passkey that was just made.
#[derive(Debug)]
pub struct NewCredential {
    pub id: String,
    pub kept: String,
}

/// What is kept of a passkey, as JSON; the bytes are the library's, in base64url.
#[derive(Serialize, Deserialize)]
struct Kept {
    key: String,
    /// Its counter, and whether it is backed up.
    state: String,
    transports: u8,
}

/// An answer to a challenge to sign in.
pub struct Answer(DiscoverableAuthentication16);

impl RelyingParty {
    /// None where the public address cannot have passkeys.
    pub fn new(public_url: &str) -> Option<Self> {
        let url: Url = public_url.parse().ok()?;
        let domain = AsciiDomain::try_from(url.domain()?.to_owned()).ok()?;
        Some(Self { id: RpId::Domain(domain), origin: url.origin().ascii_serialization() })
    }

    /// Asks for a new passkey, on an authenticator that has none of the person's yet.
    pub fn ask_to_register(&self, user: &User, known: &[Row]) -> Result<Challenge, Problem> {
        let handle = handle(user.id);
        let person =
            PublicKeyCredentialUserEntity { name: username(user), id: &handle, display_name: Nickname::try_from(user.name.as_str()).ok() };
        let known = known.iter().map(descriptor).collect::<Result<_, _>>()?;
        let mut asked = PublicKeyCredentialCreationOptions::passkey(&self.id, person, known);
        // Enforced, it turns away every authenticator that does not know the extension: the keys of many telephones.
        asked.extensions.cred_protect = CredProtect::UserVerificationRequired(ExtensionInfo::AllowDontEnforceValue);
        let (state, options) = asked.start_ceremony().map_err(internal)?;
        let mut options = serde_json::to_value(options).map_err(|error| Problem::internal(&error))?;
        options["rp"]["name"] = json!("ECAR");
        Ok(Challenge { state: text(state.encode().map_err(internal)?), options: json!({ "publicKey": options }) })
    }

    /// The passkey that the browser made; `passkey-refused` when anything is not as asked.
    pub fn register(&self, state: &str, answer: &Value) -> Result<NewCredential, Error> {
        let answer = serde_json::to_vec(answer).ok().and_then(|json| Registration::from_json_relaxed(&json).ok());
        let answer = answer.ok_or(Error::PasskeyRefused)?;
        let state = RegistrationServerState::<16>::decode(&bytes(state)?).map_err(internal)?;
        let origins = [self.origin.as_str()];
        let rules = RegistrationVerificationOptions::<&str, &str> {
            allowed_origins: &origins,
            error_on_unsolicited_extensions: false,
            ..RegistrationVerificationOptions::default()
        };
        let made = state.verify(&self.id, &answer, &rules).map_err(|fault| {
            tracing::info!(%fault, "a passkey was refused");
            Error::PasskeyRefused
        })?;
        Ok(NewCredential { id: text(made.id().as_ref()), kept: kept(&made)? })
    }

    /// Asks whoever has a passkey here to sign in; it tells nothing of anybody.
    pub fn ask_to_sign_in(&self) -> Result<Challenge, Problem> {
        let asked = DiscoverableCredentialRequestOptions::passkey(&self.id).start_ceremony();
        let (state, options) = asked.map_err(internal)?;
        let options = serde_json::to_value(options).map_err(|error| Problem::internal(&error))?;
        Ok(Challenge { state: text(state.encode().map_err(internal)?), options: json!({ "publicKey": options }) })
    }

    /// What is to be kept of the passkey from now on; `passkey-refused` when the answer is not this passkey's to this challenge,
    /// or its counter went back: then there is a copy of it.
    pub fn sign_in(&self, state: &str, answer: &Answer, row: &Row) -> Result<String, Error> {
        let state = DiscoverableAuthenticationServerState::decode(&bytes(state)?).map_err(internal)?;
        let mut kept: Kept = serde_json::from_str(&row.credential).map_err(|error| Problem::internal(&error))?;
        let handle = handle(row.user_id);
        let key = StaticState::<PublicKey>::decode(&bytes(&kept.key)?).map_err(internal)?;
        let counter = bytes(&kept.state)?.try_into().map_err(internal)?;
        let counter = DynamicState::decode(counter).map_err(internal)?;
        let mut credential = AuthenticatedCredential::new(answer.0.raw_id(), &handle, key, counter).map_err(internal)?;
        let origins = [self.origin.as_str()];
        let rules = AuthenticationVerificationOptions::<&str, &str> {
            allowed_origins: &origins,
            error_on_unsolicited_extensions: false,
            ..AuthenticationVerificationOptions::default()
        };
        state.verify(&self.id, &answer.0, &mut credential, &rules).map_err(|fault| {
            tracing::info!(%fault, user.id = %row.user_id, "a sign-in with a passkey was refused");
            Error::PasskeyRefused
        })?;
        kept.state = text(credential.dynamic_state().encode().map_err(internal)?);
        serde_json::to_string(&kept).map_err(|error| Problem::internal(&error).into())
    }
}

impl Answer {
    pub fn read(answer: &Value) -> Result<Self, Error> {
        let answer = serde_json::to_vec(answer).ok().and_then(|json| DiscoverableAuthentication16::from_json_relaxed(&json).ok());
        answer.map(Self).ok_or(Error::PasskeyRefused)
    }

    /// Whose passkey it says it is, and which.
    pub fn claims(&self) -> Result<(UserId, String), Error> {
        let user = Uuid::from_slice(self.0.response().user_handle().as_ref()).map_err(|_| Error::PasskeyRefused)?;
        Ok((UserId(user), text(self.0.raw_id().as_ref())))
    }
}

fn kept(made: &RegisteredCredential<'_, 16>) -> Result<String, Problem> {
    let kept = Kept {
        key: text(made.static_state().encode().map_err(internal)?),
        state: text(made.dynamic_state().encode().map_err(internal)?),
        transports: made.transports().encode().map_err(internal)?,
    };
    serde_json::to_string(&kept).map_err(|error| Problem::internal(&error))
}

fn descriptor(row: &Row) -> Result<PublicKeyCredentialDescriptor<Vec<u8>>, Problem> {
    let kept: Kept = serde_json::from_str(&row.credential).map_err(|error| Problem::internal(&error))?;
    let id = CredentialId::decode(bytes(&row.credential_id)?).map_err(internal)?;
    Ok(PublicKeyCredentialDescriptor { id, transports: AuthTransports::decode(kept.transports).map_err(internal)? })
}

fn handle(user: UserId) -> UserHandle16 {
    let Ok(handle) = UserHandle16::decode(*user.0.as_bytes());
    handle
}

/// The address or the user name, which the authenticator shows; where it has letters that names there may not have, the id.
fn username(user: &User) -> Username<'static> {
    let named = Username::try_from(user.known_as()).or_else(|_| Username::try_from(user.id.0.to_string()));
    named.unwrap_or_else(|_| PublicKeyCredentialUserEntity::from(&handle(user.id)).name)
}

fn text(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn bytes(text: &str) -> Result<Vec<u8>, Problem> {
    URL_SAFE_NO_PAD.decode(text).map_err(|error| Problem::internal(&error))
}

/// What the library says of values that it made itself.
fn internal(error: impl std::fmt::Debug) -> Problem {
    Problem::internal(&format!("{error:?}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passkeys_need_a_host_name() {
        assert!(RelyingParty::new("https://garage.example").is_some());
        assert!(RelyingParty::new("http://127.0.0.1:8080").is_none());
        assert!(RelyingParty::new("garage").is_none());
    }

    #[test]
    fn the_origin_has_its_port_and_no_path() {
        let origin = |url| RelyingParty::new(url).unwrap().origin;
        assert_eq!(origin("http://localhost:8080/"), "http://localhost:8080");
        assert_eq!(origin("https://Garage.example:443/ecar"), "https://garage.example");
    }
}
