//! The stand-in itself: sets up the objects, opens the window, loads the mod, runs the frames.

mod commands;
mod flags;
mod functions;
mod image;
mod memory;
mod options;
mod screen;
mod singletons;
mod tasks;
mod threads;
mod world;

use std::net::TcpListener;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use windows::Win32::System::LibraryLoader::LoadLibraryW;
use windows::core::HSTRING;

use options::Options;
use screen::Screen;
use world::World;

/// Between two frames.
const PERIOD: Duration = Duration::from_millis(33);

static WORLD: Mutex<Option<World>> = Mutex::new(None);
/// Set when the window may be opened.
static OPEN: AtomicBool = AtomicBool::new(false);
static QUIT: AtomicBool = AtomicBool::new(false);
static FRAMES: AtomicU32 = AtomicU32::new(0);

/// The world, which commands and frames share.
fn world() -> MutexGuard<'static, Option<World>> {
    WORLD.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Plays until the command `quit`.
pub(crate) fn run() {
    let options = Options::parse(std::env::args().skip(1));
    *world() = Some(World::build());
    let commands = TcpListener::bind(("127.0.0.1", 0)).expect("there is a free port");
    let port = commands.local_addr().expect("it has an address").port();
    println!("port {port}");
    thread::spawn(move || commands::listen(&commands));

    if options.early {
        load(&options.library);
        while !OPEN.load(Ordering::SeqCst) {
            thread::sleep(PERIOD);
        }
    }
    let mut screen = Screen::open(options.renderer);
    if !options.early {
        load(&options.library);
    }
    let mut last = Instant::now();
    while !QUIT.load(Ordering::SeqCst) && screen.pump() {
        let passed = last.elapsed();
        last = Instant::now();
        FRAMES.fetch_add(1, Ordering::SeqCst);
        let picture = world().as_mut().map(|world| world.frame(passed));
        tasks::run(passed);
        screen.draw(picture.unwrap_or_default());
        thread::sleep(PERIOD);
    }
    // As the game ends: with everybody's threads in the middle of something.
    std::process::exit(0);
}

fn load(library: &str) {
    #[expect(unsafe_code, reason = "the mod's entry point is made for this")]
    let loaded = unsafe { LoadLibraryW(&HSTRING::from(library)) };
    match loaded {
        Ok(_) => println!("loaded {library}"),
        Err(error) => println!("cannot load {library}: {error}"),
    }
}
