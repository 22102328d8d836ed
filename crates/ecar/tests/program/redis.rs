//! A Redis of our own.

use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use crate::server::free_port;

pub struct Redis {
    port: u16,
    folder: tempfile::TempDir,
    child: Child,
}

impl Redis {
    pub fn start() -> Self {
        let (port, folder) = (free_port(), tempfile::tempdir().unwrap());
        let child = Self::run(port, folder.path());
        Self { port, folder, child }
    }

    /// Begins it, and waits until it takes connections.
    fn run(port: u16, folder: &std::path::Path) -> Child {
        let mut command = Command::new("redis-server");
        command.args(["--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--port"]).arg(port.to_string());
        let mut child = command.arg("--dir").arg(folder).stdout(Stdio::null()).spawn().unwrap();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(child.try_wait().unwrap().is_none(), "redis-server stopped");
            std::thread::yield_now();
        }
        child
    }

    pub fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }

    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    pub fn come_back(&mut self) {
        self.child = Self::run(self.port, self.folder.path());
    }
}

impl Drop for Redis {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
