//! nginx with the settings of deploy/nginx.

use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use super::pooler::with_sbin;
use crate::server::free_port;

pub struct Proxy {
    pub url: String,
    child: Child,
    folder: tempfile::TempDir,
}

impl Proxy {
    /// In front of these `http://…`.
    pub fn start(upstreams: &[&str]) -> Self {
        let (folder, plain, secure) = (tempfile::tempdir().unwrap(), free_port(), free_port());
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../scripts/deploy/nginx.sh");
        let mut command = Command::new(script);
        command.arg(folder.path()).args([format!("127.0.0.1:{plain}"), format!("127.0.0.1:{secure}")]);
        let status = command.args(upstreams.iter().map(|url| url.trim_start_matches("http://"))).status().unwrap();
        assert!(status.success(), "nginx has no settings");
        let mut command = Command::new("nginx");
        command.env("PATH", with_sbin()).arg("-p").arg(folder.path()).arg("-c").arg(folder.path().join("nginx.conf"));
        let child = command.args(["-g", "daemon off;"]).stderr(Stdio::null()).spawn().expect("nginx is installed");
        let mut proxy = Self { url: format!("https://127.0.0.1:{secure}"), child, folder };
        while TcpStream::connect(("127.0.0.1", secure)).is_err() {
            assert!(proxy.child.try_wait().unwrap().is_none(), "nginx stopped");
            std::thread::yield_now();
        }
        proxy
    }

    /// What was asked so far, a line each; it ends with how the cache took part.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("access.log")).unwrap()
    }
}

impl Drop for Proxy {
    /// SIGTERM: killed, it would leave its workers behind.
    fn drop(&mut self) {
        let _ = Command::new("kill").arg(self.child.id().to_string()).status();
        let _ = self.child.wait();
    }
}
