/** A server of a test's own, which it may stop and start again. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';

export class OwnServer {
	#process: ChildProcess | null = null;

	private constructor(
		readonly address: string,
		private readonly folder: string
	) {}

	/** Starts one with a few sample seeds, on a port of its own. */
	static async start(): Promise<OwnServer> {
		const port = await freePort();
		const folder = mkdtempSync(join(tmpdir(), 'speedfog-e2e-'));
		const made = spawnSync(program('RACE_SIM'), [
			...['sample-pool', '--pool', 'sprint', '--seeds', '3', '--payload-kib', '16'],
			...['--out', join(folder, 'pools')]
		]);
		expect(made.status, made.stderr.toString()).toBe(0);
		const server = new OwnServer(`http://127.0.0.1:${port}`, folder);
		await server.begin();
		return server;
	}

	/** Runs it, with whatever it stored before. */
	async begin(): Promise<void> {
		const { host } = new URL(this.address);
		this.#process = spawn(program('SERVER'), ['serve'], {
			stdio: 'ignore',
			env: {
				LISTEN: host,
				DATA_DIR: this.folder,
				SEEDS_POOL_DIR: join(this.folder, 'pools'),
				DEV_SIGN_IN: 'true',
				RATE_LIMITS: 'off',
				BASE_URL: this.address,
				WEBSOCKET_URL: `ws://${host}`
			}
		});
		await expect
			.poll(
				() =>
					fetch(`${this.address}/health`).then(
						({ ok }) => ok,
						() => false
					),
				{
					timeout: 60_000
				}
			)
			.toBe(true);
	}

	/** Ends it at once, as a crash would. */
	async crash(): Promise<void> {
		const process = this.#process;
		if (process === null) return;
		const ended = new Promise((resolve) => process.once('exit', resolve));
		process.kill('SIGKILL');
		await ended;
		this.#process = null;
	}

	/** Ends it and removes what it stored. */
	async remove(): Promise<void> {
		await this.crash();
		rmSync(this.folder, { recursive: true, force: true });
	}
}

function program(variable: 'RACE_SIM' | 'SERVER'): string {
	const path = process.env[variable];
	if (path === undefined) throw new Error(`${variable} must name a program`);
	return path;
}

function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const probe = createServer();
		probe.once('error', reject);
		probe.listen(0, '127.0.0.1', () => {
			const { port } = probe.address() as AddressInfo;
			probe.close(() => resolve(port));
		});
	});
}
