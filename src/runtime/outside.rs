//! What leaves the program: text to the clipboard, links to a browser; and why it did not.
//!
//! *Invariant:* no shell is ever asked; a link is opened only as `url` parsed and wrote it again, and
//! only http and https. *Invariant:* nothing a child says reaches the screen.

use std::io::Write as _;
use std::process::{Command, Stdio};
use std::thread;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use url::Url;

use crate::app::Lang;
use crate::term::detect::Environment;

/// The longest text that terminals take by OSC 52, in bytes before Base64 (xterm's limit is 74,994 of
/// Base64).
const MAX_COPY: usize = 56_000;

/// Why something did not leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kept {
    /// A text longer than terminals take.
    TooLong,
    /// Not a plain http or https link.
    Unfit,
    /// Nothing here could show a link: a remote shell without a display.
    NoDisplay,
    /// No browser could be started.
    NoBrowser,
}

impl Kept {
    /// The sentence for the reader.
    pub(super) fn told(self, lang: Lang) -> &'static str {
        let (arabic, english) = match self {
            Self::TooLong => ("النص أطول مما تقبله الحافظة", "the text is longer than a clipboard takes"),
            Self::Unfit => ("ليس هذا رابطًا يمكن فتحه", "this is no link that can be opened"),
            Self::NoDisplay => {
                ("لا متصفح هنا؛ انسخ الرابط بالمفتاح y", "no browser can open here; copy the link with y")
            }
            Self::NoBrowser => (
                "تعذر تشغيل المتصفح؛ انسخ الرابط بالمفتاح y",
                "no browser could be started; copy the link with y",
            ),
        };
        match lang {
            Lang::Ar => arabic,
            Lang::En => english,
        }
    }
}

/// Puts text on the clipboard; what the terminal must be sent for it, nothing where tmux did it.
pub(super) fn copy(text: &str, environment: &Environment) -> Result<Vec<u8>, Kept> {
    if environment.in_tmux() && copy_by_tmux(text) {
        return Ok(Vec::new());
    }
    clipboard_sequence(text, environment).ok_or(Kept::TooLong)
}

/// The OSC 52 sequence that puts text on the clipboard of the terminal in front, wrapped for GNU
/// screen where that stands between. Too long a text is refused.
fn clipboard_sequence(text: &str, environment: &Environment) -> Option<Vec<u8>> {
    if text.len() > MAX_COPY {
        return None;
    }
    let sequence = format!("\x1b]52;c;{}\x07", STANDARD.encode(text));
    if !environment.in_screen() || environment.in_tmux() {
        return Some(sequence.into_bytes());
    }
    // screen passes a device control string on, at most 768 bytes of it at a time.
    let pieces = sequence.as_bytes().chunks(700);
    Some(pieces.flat_map(|piece| [b"\x1bP".as_slice(), piece, b"\x1b\\"].concat()).collect())
}

/// Hands text to tmux, which keeps it as a buffer and sets the terminal's clipboard (`-w`, from 3.2
/// on). By default tmux ignores OSC 52 of the programs inside it.
fn copy_by_tmux(text: &str) -> bool {
    let mut tmux = Command::new("tmux");
    tmux.args(["load-buffer", "-w", "-"]).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let Ok(mut child) = tmux.spawn() else { return false };
    let written = child.stdin.take().is_some_and(|mut pipe| pipe.write_all(text.as_bytes()).is_ok());
    child.wait().is_ok_and(|status| status.success()) && written
}

/// A link in the only form that is ever opened.
fn safe_link(link: &str) -> Option<Url> {
    let url = Url::parse(link.trim()).ok()?;
    let plain = matches!(url.scheme(), "http" | "https") && url.has_host();
    let anonymous = url.username().is_empty() && url.password().is_none();
    (plain && anonymous).then_some(url)
}

/// Opens a link in the reader's browser and does not wait for it.
pub(super) fn open_link(link: &str, environment: &Environment) -> Result<(), Kept> {
    let url = safe_link(link).ok_or(Kept::Unfit)?;
    if !environment.display && (environment.over_ssh() || cfg!(target_os = "linux")) {
        return Err(Kept::NoDisplay);
    }
    for mut command in open::commands(url.as_str()) {
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        if let Ok(mut child) = command.spawn() {
            // Somebody must take its exit status, or it stays as a zombie.
            let _ = thread::Builder::new().name("sahifa-browser".into()).spawn(move || child.wait());
            return Ok(());
        }
    }
    Err(Kept::NoBrowser)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_web_links_are_opened() {
        let opened = |link: &str| safe_link(link).map(String::from);
        assert_eq!(
            opened(" https://example.org/خبر ").as_deref(),
            Some("https://example.org/%D8%AE%D8%A8%D8%B1")
        );
        for link in
            ["file:///etc/passwd", "javascript:alert(1)", "https://user@bank.example/", "-x", "mailto:a@b"]
        {
            assert_eq!(opened(link), None, "{link}");
        }
        assert_eq!(opened("http://x.example/\u{1b}]0;\u{7}").as_deref(), Some("http://x.example/%1B]0;"));
    }

    #[test]
    fn the_clipboard_gets_the_text_and_nothing_too_long() {
        let bare = Environment::default();
        assert_eq!(clipboard_sequence("مصر", &bare).unwrap(), b"\x1b]52;c;2YXYtdix\x07");
        assert_eq!(clipboard_sequence(&"x".repeat(100_000), &bare), None);
        let screen = Environment { hints: vec!["STY"], ..Environment::default() };
        let wrapped = clipboard_sequence(&"x".repeat(3000), &screen).unwrap();
        assert!(wrapped.starts_with(b"\x1bP\x1b]52;c;") && wrapped.ends_with(b"\x07\x1b\\"));
    }
}
