/**
 * Where everything on the map goes, in CSS pixels. Nothing is scaled afterwards: a long track is
 * folded into rows that run back and forth, or runs downwards on a narrow screen.
 */
import type { MapNode, SeedGraph } from './graph';
import { fitLabel, labelLine, textWidth, type Label } from './labels';
import type { Lanes, Stop } from './lanes';

export interface Point {
	x: number;
	y: number;
}

export interface PlacedNode extends Point {
	node: MapNode;
	label: Label;
	/** Where the first line of the label starts (down) or is centred (rows), at its baseline. */
	labelAt: Point;
	/** Width the label may take. */
	labelWidth: number;
	/** What lies free above the node, its middle included. */
	room: { width: number; height: number };
}

/** One piece of an edge between neighbouring columns, as a cubic Bézier curve. */
export interface Segment {
	from: Point;
	bend: Point;
	bendTo: Point;
	to: Point;
}

export interface Route {
	from: string;
	to: string;
	segments: Segment[];
}

/** The number of a layer beside its column, counted from 1. */
export interface Tick extends Point {
	layer: number;
}

export interface MapLayout {
	direction: 'rows' | 'down';
	width: number;
	height: number;
	nodes: PlacedNode[];
	byId: Map<string, PlacedNode>;
	routes: Route[];
	ticks: Tick[];
	/** Bands of the track, top and bottom, one per row. */
	bands: { top: number; bottom: number; forward: boolean }[];
}

export interface Space {
	width: number;
	/** Height that may be used before the page has to scroll; the map gets taller when it must. */
	height: number;
	/** Lays the track out in one row of which this many columns fill the width. */
	columns?: number;
}

/** Narrower than this the track runs downwards. */
export const narrowWidth = 620;

const rows = {
	/** Room for the turns at both ends. */
	side: 62,
	minPitch: 88,
	maxPitch: 128,
	minLane: 46,
	maxLane: 74,
	maxStripLane: 150,
	/** Above the first lane: layer number and markers. */
	head: 30,
	/** Below the last lane: its label. */
	foot: 33,
	labelTop: 19,
	labelLines: 2
};

const down = {
	side: 6,
	tickRoom: 14,
	top: 40,
	pitch: 78,
	foot: 40,
	maxLane: 150,
	/** From the left end of a cell to the node in it, and on to its name. */
	indent: 10,
	labelGap: 11,
	/** Kept free before the next node. */
	nodeRoom: 11
};

export function layoutMap(graph: SeedGraph, lanes: Lanes, space: Space): MapLayout {
	return space.width < narrowWidth && space.columns === undefined
		? layoutDown(graph, lanes, space.width)
		: layoutRows(graph, lanes, space);
}

/** Room for a line of discs above a node whose label stands beside it. */
const roomBesideNames = 72;

type Places = Map<string, Point & { column: number }>;

function layoutRows(graph: SeedGraph, lanes: Lanes, space: Space): MapLayout {
	const count = lanes.columns.length;
	const { columns: visible } = space;
	const usable =
		visible === undefined
			? Math.max(space.width - 2 * rows.side, rows.minPitch)
			: (space.width / visible) * Math.max(count - 1, 1);
	const fits = Math.floor(usable / rows.minPitch) + 1;
	const rowCount = visible === undefined ? Math.ceil(count / fits) : 1;
	const perRow = Math.ceil(count / rowCount);
	const widestPitch = visible === undefined ? rows.maxPitch : Number.POSITIVE_INFINITY;
	const pitch = perRow > 1 ? Math.min(usable / (perRow - 1), widestPitch) : rows.maxPitch;
	const width = visible === undefined ? space.width : pitch * count;
	const left = (width - pitch * (perRow - 1)) / 2;
	const lane =
		visible === undefined
			? laneHeight(lanes.columns, rowCount, space.height)
			: laneHeight(lanes.columns, rowCount, space.height, rows.maxStripLane);

	const places: Places = new Map();
	const ticks: Tick[] = [];
	const bands: MapLayout['bands'] = [];
	let top = 0;
	for (let row = 0; row < rowCount; row += 1) {
		const columns = lanes.columns.slice(row * perRow, (row + 1) * perRow);
		const forward = row % 2 === 0;
		const widest = Math.max(...columns.map((column) => column.length));
		const middle = top + rows.head + ((widest - 1) * lane) / 2;
		columns.forEach((column, i) => {
			const x = left + (forward ? i : perRow - 1 - i) * pitch;
			placeColumn(places, column, row * perRow + i, (offset) => ({
				x,
				// The outer lane stays the outer lane through a turn, so the turns nest.
				y: middle + (forward ? offset : -offset) * lane
			}));
			ticks.push({ x, y: top + 12, layer: layerNumber(graph, row * perRow + i) });
		});
		const bottom = middle + ((widest - 1) * lane) / 2 + rows.foot;
		bands.push({ top, bottom, forward });
		top = bottom;
	}

	const labelWidth = pitch - 8;
	const segment = (a: Point & { column: number }, b: Point & { column: number }): Segment => {
		const row = Math.floor(a.column / perRow);
		const sign = row % 2 === 0 ? 1 : -1;
		if (Math.floor(b.column / perRow) === row) {
			const reach = (sign * Math.abs(b.x - a.x)) / 2;
			return curve(a, { x: a.x + reach, y: a.y }, { x: b.x - reach, y: b.y }, b);
		}
		const reach = sign * Math.min(46 + Math.abs(b.y - a.y) * 0.09, rows.side * 1.28);
		return curve(a, { x: a.x + reach, y: a.y }, { x: b.x + reach, y: b.y }, b);
	};
	return assemble(graph, lanes, places, {
		direction: 'rows',
		width,
		height: top,
		ticks,
		bands,
		segment,
		place: (node, at) => ({
			label: fitLabel(node.label, labelWidth, rows.labelLines),
			labelAt: { x: at.x, y: at.y + rows.labelTop },
			labelWidth
		})
	});
}

/** The lane pitch that fills the height on offer, within what is legible. */
function laneHeight(
	columns: Stop[][],
	rowCount: number,
	height: number,
	most = rows.maxLane
): number {
	const widest = Math.max(...columns.map((column) => column.length), 2);
	const room = height / rowCount - rows.head - rows.foot;
	return Math.min(Math.max(room / (widest - 1), rows.minLane), most);
}

function layoutDown(graph: SeedGraph, lanes: Lanes, width: number): MapLayout {
	const widest = Math.max(...lanes.columns.map((column) => column.length));
	const room = width - 2 * down.side - down.tickRoom;
	const lane = Math.min(room / widest, down.maxLane);
	const places: Places = new Map();
	const ticks: Tick[] = [];
	const labelRoom = new Map<string, number>();
	lanes.columns.forEach((column, at) => {
		const y = down.top + at * down.pitch;
		const cell = Math.min(room / column.length, column.length === 1 ? room : down.maxLane);
		// A node stands at the left of its cell, its name to the right.
		const first = down.side + down.tickRoom + (room - cell * column.length) / 2 + down.indent;
		const indent = column.length === 1 ? room / 2 - 30 : 0;
		placeColumn(places, column, at, (offset) => ({
			x: first + indent + (offset + (column.length - 1) / 2) * cell,
			y
		}));
		for (const { id } of column) labelRoom.set(id, cell - indent - down.labelGap - down.nodeRoom);
		ticks.push({ x: down.side, y: y + 4, layer: layerNumber(graph, at) });
	});
	const height = down.top + (lanes.columns.length - 1) * down.pitch + down.foot;
	const reach = down.pitch / 2;
	return assemble(graph, lanes, places, {
		direction: 'down',
		width,
		height,
		ticks,
		bands: [{ top: 0, bottom: height, forward: true }],
		segment: (a, b) => curve(a, { x: a.x, y: a.y + reach }, { x: b.x, y: b.y - reach }, b),
		place: (node, at) => {
			const labelWidth = labelRoom.get(node.id) ?? lane;
			const label = fitLabel(node.label, labelWidth, 3);
			const rise = ((label.lines.length - 1) * labelLine) / 2;
			return { label, labelAt: { x: at.x + down.labelGap, y: at.y + 4 - rise }, labelWidth };
		}
	});
}

const layerNumber = (graph: SeedGraph, column: number): number =>
	(graph.columns[column]?.[0]?.layer ?? column) + 1;

const curve = (from: Point, bend: Point, bendTo: Point, to: Point): Segment => ({
	from: { x: from.x, y: from.y },
	bend,
	bendTo,
	to: { x: to.x, y: to.y }
});

/** Places a column's stops; `at` gets each one's distance from the middle, in lanes. */
function placeColumn(
	places: Places,
	column: Stop[],
	index: number,
	at: (offset: number) => Point
): void {
	column.forEach(({ id }, i) => {
		places.set(id, { ...at(i - (column.length - 1) / 2), column: index });
	});
}

interface Drawing extends Pick<MapLayout, 'direction' | 'width' | 'height' | 'ticks' | 'bands'> {
	segment: (a: Point & { column: number }, b: Point & { column: number }) => Segment;
	place: (node: MapNode, at: Point) => Pick<Written, 'label' | 'labelAt' | 'labelWidth'>;
}

function assemble(
	graph: SeedGraph,
	lanes: Lanes,
	places: Places,
	{ segment, place, ...frame }: Drawing
): MapLayout {
	const nodes = graph.columns.flat().flatMap((node) => {
		const at = places.get(node.id);
		return at === undefined ? [] : [{ node, x: at.x, y: at.y, ...place(node, at) }];
	});
	const labels = nodes.map((placed) => labelBox(frame.direction, placed));
	const roomy = nodes.map((placed) => ({
		...placed,
		room: roomAbove(placed, nodes, labels, frame)
	}));
	const routes = lanes.ways.map(({ from, to, stops }) => ({
		from,
		to,
		segments: stops.slice(1).flatMap((stop, i) => {
			const [a, b] = [places.get(stops[i] ?? stop), places.get(stop)];
			return a === undefined || b === undefined ? [] : [segment(a, b)];
		})
	}));
	return {
		...frame,
		nodes: roomy,
		byId: new Map(roomy.map((placed) => [placed.node.id, placed])),
		routes
	};
}

type Written = Omit<PlacedNode, 'room'>;

/** What the label of a node covers, with the height of its letters. */
export function labelBox(
	direction: MapLayout['direction'],
	{ label, labelAt }: Pick<PlacedNode, 'label' | 'labelAt'>
): { left: number; right: number; top: number; bottom: number } {
	const width = Math.max(0, ...label.lines.map(textWidth));
	const left = direction === 'rows' ? labelAt.x - width / 2 : labelAt.x;
	return {
		left,
		right: left + width,
		top: labelAt.y - 9,
		bottom: labelAt.y + (label.lines.length - 1) * labelLine + 2
	};
}

/**
 * As wide as the label below, or as the map where nothing is beside it; as high as up to the lowest
 * label or layer number within that width.
 */
function roomAbove(
	{ x, y, labelWidth }: Written,
	nodes: Written[],
	boxes: ReturnType<typeof labelBox>[],
	{ direction, ticks, width: mapWidth }: Pick<MapLayout, 'direction' | 'ticks' | 'width'>
): PlacedNode['room'] {
	const alone = direction === 'down' && !nodes.some((other) => other.y === y && other.x !== x);
	const beside = alone ? 2 * (Math.min(x, mapWidth - x) - down.tickRoom) : roomBesideNames;
	const width = direction === 'rows' ? labelWidth : beside;
	const near = (left: number, right: number) => left < x + width / 2 && right > x - width / 2;
	const labels = boxes.flatMap(({ left, right, bottom }) => (near(left, right) ? [bottom] : []));
	const numbers = ticks.flatMap((tick) => (near(tick.x - 8, tick.x + 8) ? [tick.y + 2] : []));
	const above = [...labels, ...numbers].filter((bottom) => bottom < y);
	return { width, height: y - Math.max(0, ...above) };
}

const round = (value: number) => Math.round(value * 10) / 10;
const pair = ({ x, y }: Point) => `${round(x)} ${round(y)}`;

/** SVG path of a route. */
export function pathOf(segments: Segment[]): string {
	return segments
		.map(
			({ from, bend, bendTo, to }, i) =>
				`${i === 0 ? `M${pair(from)}` : ''}C${pair(bend)} ${pair(bendTo)} ${pair(to)}`
		)
		.join('');
}
