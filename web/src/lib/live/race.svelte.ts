import { m } from '$paraglide/messages';
import { token } from '$lib/api/token';
import type { FromSpectator, SeedInfo, ToSpectator } from '$lib/api/types';
import { baseLocale, language } from '$lib/i18n/language.svelte';
import { Recorder } from '$lib/replay/recording';
import { closeNotFound, waitBefore } from './backoff';
import { measure, type Offset } from './clock';
import { decode } from './decode';
import { happenings, inWords } from './happenings';
import { fetchMap } from './map';
import { emptyState, fold, type LiveState } from './state';

/** `gone` is final: the server knows no such race or session. */
export type Connection = 'connecting' | 'live' | 'reconnecting' | 'offline' | 'gone';

/** The server pings every 30 s; this much silence means that the line is dead. */
const silenceLimit = 45_000;
const clockPeriod = 30_000;
/** The first questions come close together, so that one of them has a quick round trip. */
const firstClockQuestions = [0, 250, 700, 1500];
/** How long after the finish a missing path is asked for by connecting again. */
const historyGrace = 3000;

/**
 * One race or solo session as it happens. Owns the socket: `open` connects and keeps connected,
 * `close` ends it for good. State changes only here, by messages of the server.
 */
export class LiveRace {
	state = $state.raw<LiveState>(emptyState);
	connection = $state<Connection>('connecting');
	/** This client's clock when the last message came, in Unix ms; null before the first. */
	lastMessageAt = $state<number | null>(null);
	/** Sentences for the polite live region, the latest ones only. */
	news = $state.raw<string[]>([]);

	/** Everybody's clock over time, by the server's clock. */
	readonly recorder = new Recorder();
	/** The server's clock when the race was seen to end, in Unix ms; null if it was over before. */
	endedAt = $state<number | null>(null);

	#offset = $state.raw<Offset | null>(null);
	#socket: WebSocket | null = null;
	#attempt = 0;
	#retry: ReturnType<typeof setTimeout> | undefined;
	#timers: ReturnType<typeof setTimeout>[] = [];
	#pulse: ReturnType<typeof setInterval> | undefined;
	#closed = false;

	/** Whether to ask for ticks: a race, of which the server has told them so far. */
	#ticks: boolean;
	/** The whole map as it was fetched last. The same object as long as it is the same map. */
	#map: { url: string; document: unknown } | null = null;
	/** Messages that wait until the map of the state before them is there. */
	#inbox: ToSpectator[] = [];
	#reading = false;

	/** @param path of the socket, such as `/ws/race/{id}` */
	constructor(
		readonly path: string,
		readonly hooks: { ticks?: boolean; snapshot?: () => void } = {}
	) {
		this.#ticks = hooks.ticks ?? false;
	}

	/** The server's clock when this client's clock reads `now`, in Unix ms. */
	serverTime(now: number): number {
		return now + (this.#offset?.offset ?? 0);
	}

	open(): void {
		this.#closed = false;
		window.addEventListener('online', this.#wake);
		window.addEventListener('offline', this.#lost);
		document.addEventListener('visibilitychange', this.#wake);
		this.#pulse = setInterval(this.#check, 5000);
		this.#connect();
	}

	close(): void {
		this.#closed = true;
		window.removeEventListener('online', this.#wake);
		window.removeEventListener('offline', this.#lost);
		document.removeEventListener('visibilitychange', this.#wake);
		clearInterval(this.#pulse);
		this.#drop();
	}

	/** Connects again at once, for instance as somebody else after signing in. */
	reconnect(): void {
		if (this.#closed || this.connection === 'gone') return;
		this.#drop();
		this.#connect();
	}

	#connect(): void {
		const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
		const socket = new WebSocket(`${scheme}://${location.host}${this.path}${this.#query()}`);
		this.#socket = socket;
		socket.onopen = () => {
			const secret = token.read();
			// Anonymous viewers say so too; the server would wait for it before the first snapshot.
			this.#send(secret === null ? { type: 'auth' } : { type: 'auth', token: secret });
			this.#timers = firstClockQuestions.map((wait) => setTimeout(this.#askClock, wait));
		};
		socket.onmessage = ({ data }) => this.#receive(data);
		socket.onclose = ({ code }) => this.#lostSocket(socket, code);
	}

	/** What the socket is asked for: the language, ticks, and to go on from the last one. */
	#query(): string {
		const wishes: Record<string, string> = {};
		// Names of places come in this language; for an account the server knows it better.
		if (language.current !== baseLocale) wishes.locale = language.current;
		const { follows } = this.state;
		if (this.#ticks) wishes.ticks = '1';
		if (this.#ticks && follows !== null) {
			wishes.epoch = follows.epoch;
			wishes.after = String(follows.seq);
		}
		const query = Object.entries(wishes).map(([wish, value]) => `${wish}=${value}`);
		return query.length === 0 ? '' : `?${query.join('&')}`;
	}

	/** Forgets the current socket; its late events are not heard any more. */
	#drop(): void {
		clearTimeout(this.#retry);
		for (const timer of this.#timers) clearTimeout(timer);
		this.#timers = [];
		this.#inbox = [];
		this.#reading = false;
		const socket = this.#socket;
		this.#socket = null;
		if (socket === null) return;
		socket.onopen = socket.onmessage = socket.onclose = null;
		socket.close(1000);
	}

	#lostSocket(socket: WebSocket, code: number): void {
		if (socket !== this.#socket) return;
		this.#drop();
		if (code === closeNotFound) {
			this.connection = 'gone';
			return;
		}
		this.#say(m.race_news_lost(), this.connection === 'live');
		this.connection = navigator.onLine ? 'reconnecting' : 'offline';
		this.#retry = setTimeout(() => this.#connect(), waitBefore(this.#attempt));
		this.#attempt += 1;
	}

	#receive(data: unknown): void {
		const now = Date.now();
		const message = decode(data);
		this.lastMessageAt = now;
		if (message === null) return;
		if (message.type === 'ping') this.#send({ type: 'pong' });
		else if (message.type === 'clock') this.#learnClock(message, now);
		else {
			this.#inbox.push(message);
			if (!this.#reading) void this.#read();
		}
	}

	/** Applies what has come, in order. A state whose map is elsewhere is applied once that is there. */
	async #read(): Promise<void> {
		const socket = this.#socket;
		this.#reading = true;
		let message = this.#inbox.shift();
		while (message !== undefined) {
			const url = message.type === 'race_state' ? message.ticks?.graph_url : null;
			if (url && this.#map?.url !== url) {
				const document = await fetchMap(url);
				if (socket !== this.#socket) return;
				if (document === null) {
					// It cannot be had that way; without ticks it comes over the socket.
					this.#ticks = false;
					this.reconnect();
					return;
				}
				this.#map = { url, document };
			}
			this.#apply(this.#withMap(message), Date.now());
			message = this.#inbox.shift();
		}
		this.#reading = false;
	}

	#withMap(message: ToSpectator): ToSpectator {
		if (message.type !== 'race_state' || !message.ticks?.graph_url) return message;
		const graph = this.#map?.document as SeedInfo['graph_json'];
		return { ...message, seed: { ...message.seed, graph_json: graph } };
	}

	#apply(message: ToSpectator, now: number): void {
		const before = this.state;
		if (message.type === 'tick' && message.seq !== (before.follows?.seq ?? 0) + 1) {
			// Never so by the order of things; a fresh state puts it right.
			this.state = { ...before, follows: null };
			this.reconnect();
			return;
		}
		this.state = fold(before, message, now);
		this.#record(before, now);
		for (const happening of happenings(before, this.state)) this.#say(inWords(happening));
		if (message.type === 'countdown') this.#estimateClock(message.server_now_ms, now);
		if (message.type === 'race_state' || message.type === 'resumed') {
			this.#say(m.race_news_back(), this.connection !== 'live' && before.race !== null);
			this.connection = 'live';
			this.#attempt = 0;
		}
		if (message.type === 'race_state') this.hooks.snapshot?.();
		if (message.type === 'race_status_change' && message.status === 'finished') {
			this.#timers.push(setTimeout(this.#completeHistories, historyGrace));
		}
	}

	#record(before: LiveState, now: number): void {
		const { race, participants } = this.state;
		if (race === null || race.started_at === null || race.status === 'setup') {
			this.recorder.forget();
			this.endedAt = null;
			return;
		}
		this.recorder.hear(participants, this.serverTime(now), Date.parse(race.started_at));
		if (before.race?.status === 'running' && race.status === 'finished') {
			this.endedAt = this.serverTime(now);
		}
	}

	#learnClock(message: { client_ms: number; server_ms: number }, now: number): void {
		const sample = { sentAt: message.client_ms, serverAt: message.server_ms, receivedAt: now };
		this.#offset = measure(this.#offset, sample);
	}

	/** Until the first answer a countdown's own stamp is the best guess; any measurement beats it. */
	#estimateClock(serverAt: number, now: number): void {
		this.#offset ??= { offset: serverAt - now, roundTrip: Number.POSITIVE_INFINITY };
	}

	#askClock = (): void => this.#send({ type: 'clock', client_ms: Date.now() });

	#send(message: FromSpectator): void {
		if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
	}

	#say(text: string, when = true): void {
		if (when) this.news = [...this.news.slice(-3), text];
	}

	#lastClockQuestion = 0;

	#check = (): void => {
		const now = Date.now();
		if (now - this.#lastClockQuestion > clockPeriod) {
			this.#lastClockQuestion = now;
			this.#askClock();
		}
		const silence = now - (this.lastMessageAt ?? now);
		if (this.connection === 'live' && silence > silenceLimit) {
			this.connection = 'reconnecting';
			this.reconnect();
		}
	};

	/** Back from sleep or from no network: waiting out the pause would only show old news. */
	#wake = (): void => {
		if (document.visibilityState === 'hidden' || this.connection === 'gone') return;
		const quiet = Date.now() - (this.lastMessageAt ?? 0) > silenceLimit;
		if (this.connection === 'live' && !quiet) return;
		this.#attempt = 0;
		this.reconnect();
	};

	#lost = (): void => {
		if (this.connection !== 'gone') this.connection = 'offline';
	};

	#completeHistories = (): void => {
		const missing = this.state.participants.some(
			({ status, zone_history }) => status === 'finished' && zone_history === null
		);
		if (missing) this.reconnect();
	};
}
