/**
 * The seed graph as the map needs it, read tolerantly: unknown kinds, missing fields, dangling and
 * doubled edges never stop the drawing. Ids are opaque and hold for one snapshot only.
 */

export type NodeKind =
	| 'start'
	| 'mini_dungeon'
	| 'boss_arena'
	| 'major_boss'
	| 'legacy_dungeon'
	| 'final_boss'
	| 'unknown';

/** A fog gate out of or into a node. */
export interface Gate {
	/** The node at the other end; null when it is not part of the graph. */
	node: string | null;
	/** Where the gate stands, in words; may be empty. */
	text: string;
}

export interface MapNode {
	id: string;
	/** Stays the same when a place becomes known and its id changes; the id where there is no other. */
	key: string;
	kind: NodeKind;
	/** Full name for people; empty while it is hidden. */
	name: string;
	/** The last part of the name, for labels. */
	label: string;
	/** True while this viewer may not know the place. */
	hidden: boolean;
	/** True for a place that this viewer does not even see: it keeps its room but is not drawn. */
	far: boolean;
	layer: number;
	/** 0 when unknown. */
	tier: number;
	/** Who is fought here, where that differs from the place; empty otherwise. */
	boss: string;
	exits: Gate[];
	entrances: Gate[];
}

export interface SeedGraph {
	nodes: MapNode[];
	byId: Map<string, MapNode>;
	/** Distinct pairs of known nodes. */
	edges: { from: string; to: string }[];
	/** Non-empty layers from the start on; nodes in the order of the document. */
	columns: MapNode[][];
	start: MapNode | null;
	/** True when nothing but the start is known yet, as before a race. */
	veiled: boolean;
}

const kinds: ReadonlySet<string> = new Set<NodeKind>([
	'start',
	'mini_dungeon',
	'boss_arena',
	'major_boss',
	'legacy_dungeon',
	'final_boss'
]);

type Fields = Record<string, unknown>;

const fields = (value: unknown): Fields | null =>
	typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const whole = (value: unknown): number =>
	typeof value === 'number' && Number.isFinite(value) ? Math.trunc(value) : 0;
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** Reads `graph_json`; null when there is nothing to draw. */
export function parseGraph(raw: unknown): SeedGraph | null {
	const document = fields(raw);
	const table = fields(document?.nodes);
	const keys = fields(document?.node_keys);
	if (document === null || table === null) return null;
	const nodes = Object.entries(table).flatMap(([id, value]) => {
		const node = fields(value);
		return node === null ? [] : [parseNode(id, text(keys?.[id]), node, table)];
	});
	if (nodes.length === 0) return null;
	// How much is known changes the order of the document, but not the keys: the drawing stays.
	if (nodes.every(({ id, key }) => key !== id || /^n\d+$/.test(id))) {
		nodes.sort((a, b) => a.key.localeCompare(b.key, 'en', { numeric: true }));
	}
	const byId = new Map(nodes.map((node) => [node.id, node]));
	const start = nodes.find(({ kind }) => kind === 'start') ?? null;
	return {
		nodes,
		byId,
		edges: parseEdges(document.edges, byId),
		columns: byLayer(nodes),
		start,
		veiled: nodes.every((node) => node.hidden || node === start)
	};
}

function parseNode(id: string, key: string, node: Fields, table: Fields): MapNode {
	const type = text(node.type);
	const full = text(node.display_name);
	const hidden = full === '' || full === '???';
	const name = hidden ? '' : full;
	return {
		id,
		key: key || text(node.key) || id,
		kind: kinds.has(type) ? (type as NodeKind) : 'unknown',
		name,
		label: name.split(' - ').at(-1) ?? '',
		hidden,
		far: false,
		layer: Math.max(whole(node.layer), 0),
		tier: Math.max(whole(node.tier), 0),
		boss: bossOf(node, name),
		exits: gates(node.exits, 'to', table),
		entrances: gates(node.entrances, 'from', table)
	};
}

function bossOf(node: Fields, name: string): string {
	const shuffled = list(node.randomized_bosses).filter((boss) => typeof boss === 'string');
	const boss = text(node.randomized_boss) || shuffled.join(' / ') || text(node.boss_name);
	return name.includes(boss) ? '' : boss;
}

function gates(raw: unknown, end: 'from' | 'to', table: Fields): Gate[] {
	return list(raw).flatMap((value) => {
		const gate = fields(value);
		if (gate === null) return [];
		const node = text(gate[end]);
		return [{ node: Object.hasOwn(table, node) ? node : null, text: text(gate.text) }];
	});
}

function parseEdges(raw: unknown, byId: Map<string, MapNode>): { from: string; to: string }[] {
	const seen = new Set<string>();
	const place = new Map([...byId.keys()].map((id, i) => [id, i]));
	const edges = list(raw).flatMap((value) => {
		const edge = fields(value);
		const [from, to] = [text(edge?.from), text(edge?.to)];
		const key = `${from}>${to}`;
		if (!byId.has(from) || !byId.has(to) || from === to || seen.has(key)) return [];
		seen.add(key);
		return [{ from, to }];
	});
	const at = (id: string) => place.get(id) ?? 0;
	return edges.sort((a, b) => at(a.from) - at(b.from) || at(a.to) - at(b.to));
}

function byLayer(nodes: MapNode[]): MapNode[][] {
	const layers = new Map<number, MapNode[]>();
	for (const node of nodes) {
		const layer = layers.get(node.layer);
		if (layer === undefined) layers.set(node.layer, [node]);
		else layer.push(node);
	}
	return [...layers].sort(([a], [b]) => a - b).map(([, layer]) => layer);
}
