/*
 * The built client over HTTP with one made-up race behind it, so that a measurement needs no server,
 * no database and no racers, and is the same each time.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { createSecureServer } from 'node:http2';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

const build = fileURLToPath(new URL('../../build', import.meta.url));

const types = {
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript',
	'.css': 'text/css',
	'.svg': 'image/svg+xml',
	'.woff2': 'font/woff2',
	'.json': 'application/json'
};

/**
 * Serves the build. `api(path)` answers with a value for JSON or undefined for 404; `connect(send,
 * close)` hears of every WebSocket and gives back what to do when it is gone. With `secure` it speaks
 * HTTP/2 with a certificate nobody knows, as what stands before a real server does with a known one.
 */
export async function serve({ api, connect, secure = false }) {
	const answer = async (request, response) => {
		const { pathname } = new URL(request.url, 'http://site');
		if (pathname.startsWith('/api/')) {
			const found = api(pathname);
			response.writeHead(found === undefined ? 404 : 200, { 'content-type': 'application/json' });
			response.end(JSON.stringify(found ?? { detail: 'There is no such thing.' }));
			return;
		}
		const { body, type, encoded } = await file(pathname);
		response.writeHead(200, {
			'content-type': type,
			...(encoded ? { 'content-encoding': 'gzip' } : {})
		});
		response.end(body);
	};
	const server = secure
		? createSecureServer({ ...certificate(), allowHTTP1: true }, answer)
		: createServer(answer);
	const sockets = new Set();
	server.on('upgrade', (request, socket) => {
		sockets.add(socket);
		accept(request, socket);
		const close = () => socket.end(Buffer.from([0x88, 2, 1000 >> 8, 1000 & 255]));
		const gone = connect((message) => socket.write(frame(JSON.stringify(message))), close);
		// What a viewer says changes nothing here, but it has to be read.
		socket.resume();
		socket.on('error', () => socket.destroy());
		socket.on('close', () => {
			sockets.delete(socket);
			gone();
		});
	});
	await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
	return {
		origin: `${secure ? 'https' : 'http'}://127.0.0.1:${server.address().port}`,
		stop() {
			for (const socket of sockets) socket.destroy();
			server.close();
		}
	};
}

/** A key with a certificate that is good for a day. */
function certificate() {
	const pem = execFileSync(
		'openssl',
		[
			...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
			...['-subj', '/CN=bench', '-days', '1', '-keyout', '-', '-out', '-']
		],
		{ stdio: ['ignore', 'pipe', 'ignore'] }
	);
	return { key: pem, cert: pem };
}

async function file(path) {
	const asked = extname(path) === '' ? '/index.html' : path;
	const type = types[extname(asked)] ?? 'application/octet-stream';
	try {
		return { body: await readFile(`${build}${asked}.gz`), type, encoded: true };
	} catch {
		return { body: await readFile(`${build}${asked}`), type, encoded: false };
	}
}

/** The answer that turns a request into a WebSocket (RFC 6455, section 4.2.2). */
function accept({ headers }, socket) {
	const key = createHash('sha1')
		.update(`${headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
		.digest('base64');
	socket.write(
		`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${key}\r\n\r\n`
	);
}

/** One text frame (RFC 6455, section 5.2). */
function frame(text) {
	const body = Buffer.from(text);
	const head = Buffer.alloc(body.length < 126 ? 2 : body.length < 65_536 ? 4 : 10);
	head[0] = 0x81;
	if (body.length < 126) head[1] = body.length;
	else if (body.length < 65_536) {
		head[1] = 126;
		head.writeUInt16BE(body.length, 2);
	} else {
		head[1] = 127;
		head.writeBigUInt64BE(BigInt(body.length), 2);
	}
	return Buffer.concat([head, body]);
}
