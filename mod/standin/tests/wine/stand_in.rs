//! A running stand-in with the mod in it.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::display::Display;
use crate::pack::Pack;
use crate::shot::Shot;
use crate::{settings, wait_for};

/// How long a game may take to end.
const END: Duration = Duration::from_secs(10);
/// Frames after which the mod has seen whatever was changed.
const SEEN: u64 = 12;

/// What draws the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Renderer {
    Dx12,
    Dx11,
    OpenGl,
}

impl Renderer {
    fn option(self) -> &'static str {
        match self {
            Self::Dx12 => "--dx12",
            Self::Dx11 => "--dx11",
            Self::OpenGl => "--opengl",
        }
    }

    /// Its name in the mod's configuration.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Dx12 => "dx12",
            Self::Dx11 => "dx11",
            Self::OpenGl => "opengl3",
        }
    }
}

/// What becomes of a message that a player has to confirm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Boxes {
    /// It is shown.
    Shown,
    /// It is only in the log.
    Logged,
}

/// A running stand-in.
pub(crate) struct StandIn {
    process: Child,
    commands: BufReader<TcpStream>,
    log: PathBuf,
    display: Display,
}

impl StandIn {
    /// Starts the stand-in with the mod of a pack.
    pub(crate) fn start(pack: &Pack, renderer: Renderer) -> Self {
        let program = settings::stand_in();
        if renderer != Renderer::Dx12 {
            return Self::start_program(&program, pack, &[renderer.option()], Boxes::Logged);
        }
        // As with the game, the mod is there long before the window. Under Wine it has to be:
        // the drivers of OpenGL, which the mod needs to find DirectX, and of Vulkan can lock each
        // other up.
        let options = [renderer.option(), "--early"];
        let mut game = Self::start_program(&program, pack, &options, Boxes::Logged);
        game.wait_for_log("the overlay is installed");
        game.tell("open");
        game
    }

    /// Starts a program with options of its own.
    pub(crate) fn start_program(
        program: &Path,
        pack: &Pack,
        options: &[&str],
        boxes: Boxes,
    ) -> Self {
        let display = Display::start();
        let library = pack.library();
        let mut command = Command::new("wine");
        command
            .arg(program)
            .arg(windows_path(&library))
            .args(options)
            .env("DISPLAY", display.name())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        if boxes == Boxes::Logged {
            command.env("SPEEDFOG_RACE_NO_DIALOG", "1");
        }
        let mut process = command.spawn().expect("Wine is installed");
        let mut output = BufReader::new(process.stdout.take().expect("it is piped"));
        let port = loop {
            let mut line = String::new();
            let read = output.read_line(&mut line).expect("text");
            assert!(read > 0, "the stand-in has ended at once");
            if let Some(port) = line.trim().strip_prefix("port ") {
                break port.parse::<u16>().expect("a port");
            }
        };
        // Somebody has to read what else it says, or it would stop.
        std::thread::spawn(move || output.lines().map_while(Result::ok).for_each(drop));
        let stream = TcpStream::connect(("127.0.0.1", port)).expect("it listens");
        Self {
            process,
            commands: BufReader::new(stream),
            log: library.with_file_name("speedfog_racing.log"),
            display,
        }
    }

    /// Gives a command; what it answers.
    #[track_caller]
    pub(crate) fn tell(&mut self, command: &str) -> String {
        writeln!(self.commands.get_mut(), "{command}").expect("the stand-in runs");
        let mut answer = String::new();
        self.commands
            .read_line(&mut answer)
            .expect("the stand-in runs");
        let value = answer.trim().strip_prefix("ok");
        value
            .unwrap_or_else(|| panic!("{command}: {answer}"))
            .trim()
            .to_owned()
    }

    /// Frames drawn so far.
    pub(crate) fn frames(&mut self) -> u64 {
        self.tell("frames").parse().expect("a number")
    }

    /// Waits until the mod must have seen the present state of the game.
    pub(crate) fn let_pass(&mut self) {
        let from = self.frames();
        wait_for("frames", || (self.frames() >= from + SEEN).then_some(()));
    }

    /// What the mod has logged.
    pub(crate) fn log(&self) -> String {
        String::from_utf8_lossy(&fs::read(&self.log).unwrap_or_default()).into_owned()
    }

    /// Waits for a text in the mod's log.
    #[track_caller]
    pub(crate) fn wait_for_log(&self, text: &str) {
        self.wait_for_log_times(text, 1);
    }

    /// Waits until a text is in the mod's log so many times.
    #[track_caller]
    pub(crate) fn wait_for_log_times(&self, text: &str, times: usize) {
        wait_for(&format!("{times} of {text:?} in the log"), || {
            (self.log().matches(text).count() >= times).then_some(())
        });
    }

    /// A picture of its screen, kept under `name`.
    pub(crate) fn shot(&self, name: &str) -> Shot {
        Shot::take(self.display.name(), name)
    }

    /// Waits for a picture that shows the overlay.
    pub(crate) fn wait_for_overlay(&self, name: &str) {
        wait_for("the overlay", || {
            (self.shot(name).covered() > 5000).then_some(())
        });
    }

    /// Waits for a picture that shows a warning.
    pub(crate) fn wait_for_warning(&self, name: &str) {
        wait_for("a warning", || (self.shot(name).red() > 20).then_some(()));
    }

    /// Presses a key and holds it until `look` shows something.
    #[track_caller]
    pub(crate) fn hold<T>(
        &mut self,
        key: &str,
        what: &str,
        look: impl Fn(&Self) -> Option<T>,
    ) -> T {
        self.type_with(&["search", "--name", "stand-in", "windowfocus", "--sync"]);
        self.type_with(&["keydown", key]);
        let seen = wait_for(what, || look(self));
        self.type_with(&["keyup", key]);
        // Pressed again at once, it would seem to be held all the time.
        self.let_pass();
        seen
    }

    fn type_with(&self, arguments: &[&str]) {
        let typed = Command::new("xdotool")
            .args(arguments)
            .env("DISPLAY", self.display.name())
            .stdout(Stdio::null())
            .status()
            .expect("xdotool is installed");
        assert!(typed.success(), "xdotool {arguments:?}");
    }

    /// Ends it in good order.
    #[track_caller]
    pub(crate) fn quit(mut self) {
        // It may be gone before it answers.
        writeln!(self.commands.get_mut(), "quit").expect("the stand-in runs");
        let status = wait_for("the end of the stand-in", || {
            self.process.try_wait().expect("it can be watched")
        });
        assert!(status.success(), "the stand-in has ended with {status}");
    }
}

impl Drop for StandIn {
    fn drop(&mut self) {
        if matches!(self.process.try_wait(), Ok(Some(_))) {
            return;
        }
        // It may be gone just now, here and below.
        let _ = writeln!(self.commands.get_mut(), "quit");
        let asked = Instant::now();
        while asked.elapsed() < END {
            if matches!(self.process.try_wait(), Ok(Some(_))) {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
        if std::thread::panicking() {
            println!("{}", self.log());
        }
    }
}

/// A path as programs under Wine see it.
fn windows_path(path: &Path) -> String {
    format!("Z:{}", path.display()).replace('/', "\\")
}
