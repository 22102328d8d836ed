//! Who signs: a key in a file, or a command that knows the token. docs/decisions/0079-signing.md.

use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use einvoice::xades::KeyFile;
use einvoice::{SignError, Signer};
use kernel::SharedClock;

/// How long somebody may take to enter a PIN.
const PATIENCE: Duration = Duration::from_mins(1);
/// `EX_TEMPFAIL` of sysexits.h.
const TRY_LATER: i32 = 75;

/// The signer that the program is set to; none where it is set to none. `key` is PEM, `command` a program without arguments.
pub fn signer(key: Option<&str>, command: Option<&str>, clock: &SharedClock) -> Result<Option<Arc<dyn Signer>>, SignError> {
    if let Some(pem) = key {
        return Ok(Some(Arc::new(KeyFile::new(pem, clock.clone())?)));
    }
    Ok(command.map(|program| Arc::new(External(program.to_owned())) as Arc<dyn Signer>))
}

/// A program that signs what it reads.
struct External(String);

impl Signer for External {
    fn sign(&self, xml: &str) -> Result<String, SignError> {
        let start = Command::new(&self.0).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let mut child = start.map_err(|error| SignError::Unavailable(error.to_string()))?;
        let answer = talk(&mut child, xml.to_owned());
        if answer.is_err() {
            // It is gone already, or hangs: either way nobody waits for it.
            let _ = child.kill();
        }
        let status = child.wait().map_err(|error| SignError::Unavailable(error.to_string()))?;
        let (signed, told) = answer?;
        match status.code() {
            Some(0) if signed.contains("Signature") => Ok(signed),
            Some(0) => Err(SignError::Refused("it gave back no signed document".into())),
            Some(TRY_LATER) | None => Err(SignError::Unavailable(told)),
            Some(_) => Err(SignError::Refused(told)),
        }
    }
}

/// What it says on its standard output, and the first line of its complaints.
fn talk(child: &mut Child, xml: String) -> Result<(String, String), SignError> {
    let closed = || SignError::Unavailable("it has no input or output".into());
    let (mut input, mut output) = (child.stdin.take().ok_or_else(closed)?, child.stdout.take().ok_or_else(closed)?);
    let mut complaints = child.stderr.take().ok_or_else(closed)?;
    let (tell, told) = channel();
    std::thread::spawn(move || {
        let writing = std::thread::spawn(move || input.write_all(xml.as_bytes()).is_ok());
        let complaining = std::thread::spawn(move || {
            let mut text = String::new();
            complaints.read_to_string(&mut text).map(|_| text.lines().next().unwrap_or_default().chars().take(300).collect::<String>())
        });
        let mut signed = String::new();
        let read = output.read_to_string(&mut signed).map(|_| signed);
        let heard = complaining.join().ok().and_then(Result::ok).unwrap_or_default();
        let _ = writing.join();
        // Nobody may wait for it any more.
        let _ = tell.send(read.map(|signed| (signed, heard)));
    });
    match told.recv_timeout(PATIENCE) {
        Ok(Ok(answer)) => Ok(answer),
        Ok(Err(error)) => Err(SignError::Unavailable(error.to_string())),
        Err(RecvTimeoutError::Timeout) => Err(SignError::Unavailable("it did not answer within a minute".into())),
        Err(RecvTimeoutError::Disconnected) => Err(SignError::Unavailable("it did not answer".into())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(program: &str) -> Result<String, SignError> {
        External(program.to_owned()).sign("<TEIF><Signature/></TEIF>")
    }

    #[test]
    fn a_command_gets_the_document_and_gives_it_back() {
        assert_eq!(ask("cat").unwrap(), "<TEIF><Signature/></TEIF>");
        assert!(matches!(ask("false"), Err(SignError::Refused(_))), "it fails");
        assert!(matches!(ask("true"), Err(SignError::Refused(_))), "it signs nothing");
        assert!(matches!(ask("/no/such/program"), Err(SignError::Unavailable(_))), "it may be there later");
    }
}
