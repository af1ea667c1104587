/** Simulated racers: the program that plays a race over the real sockets. */
import { spawn, type ChildProcess } from 'node:child_process';

export interface Racers {
	/** What they have printed so far. */
	output: () => string;
	stop: () => void;
}

/** Lets racers join an open race and, once it starts, race at `speed` times the pace of people. */
export const startRacers = (server: string, race: string, count: number, speed: number): Racers =>
	start(server, ['--race', race, '--racers', String(count), '--speed', String(speed)]);

/** Lets racers play alone, one session each, on seeds of the short pool. */
export const startSolos = (server: string, count: number, speed: number): Racers =>
	start(server, [
		...['--solo', '--pool', 'training_sprint'],
		...['--racers', String(count), '--speed', String(speed)]
	]);

function start(server: string, what: string[]): Racers {
	const program = process.env.RACE_SIM;
	if (program === undefined) throw new Error('RACE_SIM must name the speedfog-tools program');
	let output = '';
	const racers: ChildProcess = spawn(
		program,
		['race-sim', ...['--server', server], ...what, ...['--seed', '7']],
		{ stdio: ['ignore', 'pipe', 'pipe'] }
	);
	const listen = (chunk: Buffer) => (output += chunk.toString());
	racers.stdout?.on('data', listen);
	racers.stderr?.on('data', listen);
	return { output: () => output, stop: () => void racers.kill() };
}
