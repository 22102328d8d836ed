//! Which modules run in this process, and where the others are.

use std::collections::BTreeMap;
use std::sync::Arc;

use anyhow::{Context as _, anyhow, bail};
use kernel::clock::SystemClock;
use remote::{Network, Peer, ServiceKey};

use crate::config::Config;
use crate::modules::MODULES;
use crate::program::failed;

const GATEWAY: &str = "gateway";

/// Where every module is.
pub struct Topology {
    here: Vec<&'static str>,
    peers: BTreeMap<&'static str, Peer>,
    /// None when all modules run in this process.
    key: Option<ServiceKey>,
}

/// The modules that run in this process, in the direction of knowledge; none at the gateway.
pub fn here(config: &Config) -> anyhow::Result<Vec<&'static str>> {
    let named: Vec<_> = parts(&config.only).collect();
    if named.is_empty() {
        return Ok(MODULES.to_vec());
    }
    if named == [GATEWAY] {
        return Ok(vec![]);
    }
    if named.contains(&GATEWAY) {
        bail!("the gateway runs alone: take it out of --only, or the modules");
    }
    let mut here = named.into_iter().map(known).collect::<anyhow::Result<Vec<_>>>()?;
    here.sort_by_key(|name| MODULES.iter().position(|module| module == name));
    here.dedup();
    Ok(here)
}

impl Topology {
    /// Every module in this process.
    pub fn together() -> Self {
        Self { here: MODULES.to_vec(), peers: BTreeMap::new(), key: None }
    }

    pub fn of(config: &Config) -> anyhow::Result<Self> {
        if parts(&config.only).next().is_none() {
            if parts(&config.peers).next().is_some() {
                bail!("every module runs here, and --peer says where some are: say with --only which run here");
            }
            return Ok(Self::together());
        }
        let here = here(config)?;
        let key = ServiceKey::from_text(config.service_secret.as_deref().unwrap_or_default())
            .context("modules that run apart sign what they ask each other: set ECAR_SERVICE_SECRET_FILE to the same secret everywhere")?;
        let network = Network::new(key.clone(), Arc::new(SystemClock)).map_err(failed)?;
        let mut peers = BTreeMap::new();
        for part in parts(&config.peers) {
            let (name, address) =
                part.split_once('=').ok_or_else(|| anyhow!("{part} is no peer: it is written identity=http://host:port"))?;
            let module = known(name.trim())?;
            peers.insert(module, network.peer(module, address.trim())?);
        }
        // One list may be given to every process: of what runs here it says nothing new.
        peers.retain(|module, _| !here.contains(module));
        Ok(Self { here, peers, key: Some(key) })
    }

    pub fn here(&self) -> &[&'static str] {
        &self.here
    }

    pub fn runs(&self, module: &str) -> bool {
        self.here.contains(&module)
    }

    pub fn is_gateway(&self) -> bool {
        self.here.is_empty()
    }

    /// What knows the other processes; none when there are none.
    pub fn key(&self) -> Option<&ServiceKey> {
        self.key.as_ref()
    }

    /// Where a module is that does not run here. An error says who needs it.
    pub fn peer(&self, module: &'static str, needed_by: &str) -> anyhow::Result<Peer> {
        self.peers.get(module).cloned().ok_or_else(|| {
            anyhow!("{needed_by} needs {module}, which does not run here: say where it is with --peer {module}=http://host:port, or add it to --only")
        })
    }
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim).filter(|part| !part.is_empty())
}

fn known(name: &str) -> anyhow::Result<&'static str> {
    let module = MODULES.into_iter().find(|module| *module == name);
    module.ok_or_else(|| anyhow!("{name} is no module: there are {}, and {GATEWAY}", MODULES.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(only: &str, peers: &str) -> Config {
        let service_secret = Some("vG0zq7cT2rQxWm8pLk4sYd1nHb6uJe9f".into());
        Config { only: only.into(), peers: peers.into(), service_secret, ..Config::default() }
    }

    #[test]
    fn all_run_here_unless_it_is_said_otherwise() {
        let topology = Topology::of(&config("", "")).unwrap();
        assert!(topology.here() == MODULES && topology.key().is_none() && !topology.is_gateway());
        assert_eq!(here(&config("billing, customers,billing", "")).unwrap(), ["customers", "billing"]);
        assert!(Topology::of(&config("gateway", "")).unwrap().is_gateway());
    }

    #[test]
    fn what_cannot_be_is_an_error_at_start() {
        let wrong = [
            ("sales", ""),
            ("gateway,billing", ""),
            ("", "identity=http://host:1"),
            ("billing", "identity"),
            ("billing", "sales=http://host:1"),
            ("billing", "identity=host:1"),
            ("billing", "identity=http://host:1/path"),
            ("billing", "identity=ftp://host"),
        ];
        for (only, peers) in wrong {
            assert!(Topology::of(&config(only, peers)).is_err(), "{only} {peers}");
        }
        for secret in [None, Some("short".to_owned())] {
            let error = Topology::of(&Config { service_secret: secret, ..config("billing", "") }).err().unwrap();
            assert!(error.to_string().contains("ECAR_SERVICE_SECRET_FILE"), "{error}");
        }
    }

    #[test]
    fn a_peer_that_is_missing_is_named_with_who_needs_it() {
        let topology = Topology::of(&config("billing", "identity=http://host:1,billing=http://host:2")).unwrap();
        assert_eq!(topology.peer("identity", "billing").unwrap().module(), "identity");
        let error = topology.peer("customers", "billing").err().unwrap().to_string();
        assert!(error.contains("billing needs customers") && error.contains("--peer customers="), "{error}");
    }
}
