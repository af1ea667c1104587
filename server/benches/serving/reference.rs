//! Sending a file with plain reads and writes: the limit that packs are compared with.

use std::{
    fs::File,
    io::{Read, Write},
    net::{SocketAddr, TcpListener},
    path::PathBuf,
    thread,
};

/// Answers every request with the file, one thread per connection, until the process ends.
pub(crate) fn serve(path: PathBuf) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let path = path.clone();
            thread::spawn(move || {
                let mut stream = stream.unwrap();
                let mut file = File::open(path).unwrap();
                let mut buffer = vec![0; 256 * 1024];
                // The request fits into one read, and what it says does not matter.
                let _ = stream.read(&mut buffer);
                let length = file.metadata().unwrap().len();
                let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n");
                stream.write_all(head.as_bytes()).unwrap();
                loop {
                    let read = file.read(&mut buffer).unwrap();
                    if read == 0 || stream.write_all(&buffer[..read]).is_err() {
                        break;
                    }
                }
            });
        }
    });
    address
}
