//! Archives that other programs write, if they are installed.

use super::*;

#[test]
fn archives_of_other_writers() {
    let files = seed_files("top/");
    let dir = tempfile::tempdir().unwrap();
    for (name, data) in &files {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, data).unwrap();
    }
    let python_zip = "import shutil; shutil.make_archive('python', 'zip', '.', 'top')";
    let python_stream = "
import os, sys, zipfile
class Pipe:
    def __init__(self, file): self.file = file
    def write(self, data): return self.file.write(data)
    def flush(self): self.file.flush()
with open('pipe.zip', 'wb') as out, zipfile.ZipFile(Pipe(out), 'w', zipfile.ZIP_DEFLATED) as z:
    for folder, _, names in os.walk('top'):
        for name in names:
            path = os.path.join(folder, name)
            with z.open(path, 'w', force_zip64=True) as entry, open(path, 'rb') as data:
                entry.write(data.read())
";
    let commands: [(&str, &[&str]); 5] = [
        ("zip", &["-q", "-r", "plain.zip", "top"]),
        ("zip", &["-q", "-r", "-0", "-fz", "long.zip", "top"]),
        ("sh", &["-c", "zip -q -r - top | cat > streamed.zip"]),
        ("python3", &["-c", python_zip]),
        ("python3", &["-c", python_stream]),
    ];
    for (program, arguments) in commands {
        let done = Command::new(program)
            .args(arguments)
            .current_dir(dir.path())
            .output();
        drop(done);
    }
    for name in ["plain", "long", "streamed", "python", "pipe"] {
        let Ok(stored) = fs::read(dir.path().join(format!("{name}.zip"))) else {
            continue;
        };
        if stored.is_empty() {
            continue;
        }
        let mut archive = ZipArchive::new(Cursor::new(&stored)).unwrap();
        let folders =
            (0..archive.len()).map(|i| archive.by_index(i).unwrap().name().unwrap().into_owned());
        let folders: Vec<_> = folders.filter(|name| name.ends_with('/')).collect();
        let folders = folders.into_iter().filter(|name| !name.contains("logs/"));
        let mut files = files.clone();
        files.extend(folders.map(|name| (name, Vec::new())));
        let (_dir, pack) = plan(&stored);
        let bytes = read(&pack, 0..pack.len());
        let expected = expected(&files, "top/lib/speedfog_race.toml");
        assert_eq!(unpack(&bytes), expected, "{name}");
    }
}

/// A sparse archive beyond 4 GiB, so that offsets need their long form.
#[test]
fn an_archive_beyond_four_gibibytes() {
    const BIG: u64 = (4 << 30) + 4321;
    let dir = tempfile::tempdir().unwrap();
    let python = format!(
        "
import zipfile, sys
big = {BIG}
head = zipfile.ZipInfo('t/big')
head.file_size = head.compress_size = big
head.CRC = 0
with open('seed_x.zip', 'wb') as out:
    start = head.FileHeader(zip64=True)
    out.write(start)
    out.seek(len(start) + big)
    with zipfile.ZipFile(out, 'w') as z:
        z.filelist.append(head); z.NameToInfo['t/big'] = head
        head.header_offset = 0
        z.start_dir = out.tell()
        z.writestr('t/graph.json', 'secret')
        z.writestr('t/last', 'last')
"
    );
    let made = Command::new("python3")
        .args(["-c", &python])
        .current_dir(dir.path())
        .status();
    let path = dir.path().join("seed_x.zip");
    if !made.is_ok_and(|status| status.success()) || !path.exists() {
        return;
    }
    let pack = SeedPacks::new().plan(&path, CONFIG, timestamp()).unwrap();
    assert!(pack.len() > BIG);
    let tail = read(&pack, BIG..pack.len());
    assert!(contains(&tail, b"url = \"ws://new\""));
    assert!(!contains(&tail, b"secret"));

    let copy = fs::File::create(dir.path().join("pack.zip")).unwrap();
    copy.set_len(BIG).unwrap();
    let head = read(&pack, 0..1000);
    let mut whole = fs::File::options()
        .write(true)
        .open(dir.path().join("pack.zip"))
        .unwrap();
    std::io::Write::write_all(&mut whole, &head).unwrap();
    std::io::Seek::seek(&mut whole, std::io::SeekFrom::Start(BIG)).unwrap();
    std::io::Write::write_all(&mut whole, &tail).unwrap();
    let mut archive =
        ZipArchive::new(fs::File::open(dir.path().join("pack.zip")).unwrap()).unwrap();
    assert_eq!(archive.len(), 3);
    let mut last = String::new();
    let mut entry = archive.by_name("t/last").unwrap();
    entry.read_to_string(&mut last).unwrap();
    assert_eq!(last, "last");
    drop(entry);
    let mut config = String::new();
    let mut entry = archive.by_name("t/lib/speedfog_race.toml").unwrap();
    entry.read_to_string(&mut config).unwrap();
    assert_eq!(config, CONFIG);
}
