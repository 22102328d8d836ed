//! A PostgreSQL server of a test's own, that may be stopped.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

pub struct Postgres {
    pub url: String,
    restart: String,
    child: Child,
}

/// Whether the tests have PostgreSQL at all. Says so where they don't.
pub fn is_there() -> bool {
    let there = std::env::var("ECAR_TEST_DATABASE_URL").is_ok();
    if !there {
        eprintln!("replicas share a PostgreSQL: this runs under scripts/with-postgres.sh");
    }
    there
}

impl Postgres {
    /// As scripts/with-postgres.sh begins it, with commits on disk before they are told.
    pub fn start() -> Self {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../scripts/with-postgres.sh");
        let tell = "echo \"$ECAR_TEST_DATABASE_URL\"; echo \"$ECAR_TEST_DATABASE_RESTART\"; exec cat";
        let mut command = Command::new(script);
        command.args(["--durable", "sh", "-c", tell]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut next = || lines.next().expect("PostgreSQL starts").unwrap();
        Self { url: next(), restart: next(), child }
    }

    /// Breaks all connections, and comes back when it is there again.
    pub fn restart(&self) {
        let status = Command::new(&self.restart).stdout(Stdio::null()).status().unwrap();
        assert!(status.success(), "PostgreSQL did not restart");
    }
}

impl Drop for Postgres {
    /// The script waits for the end of its input, and stops the server then.
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}
