/** A seed that people could race on, packed as a zip archive: small, but whole. */
import { randomInt } from 'node:crypto';

const loader = '[modengine]\nexternal_dlls = ["..\\\\lib\\\\speedfog_race_mod.dll"]\n';

/** The start, two places beside each other, and the end; every archive is another seed. */
function graph(): object {
	const node = (type: string, layer: number, display_name: string) => ({
		type,
		layer,
		tier: layer + 1,
		weight: 1,
		display_name,
		zones: [`zone_${layer}_${display_name.length}`],
		exits: [],
		entrances: []
	});
	const edges = [
		['start', 'cave'],
		['start', 'castle'],
		['cave', 'end'],
		['castle', 'end']
	].map(([from, to]) => ({ from, to }));
	return {
		version: '4.4',
		seed: randomInt(2 ** 31),
		total_layers: 3,
		total_nodes: 4,
		total_paths: 2,
		nodes: {
			start: node('start', 0, 'Chapel of Anticipation'),
			cave: node('mini_dungeon', 1, 'Coastal Cave'),
			castle: node('legacy_dungeon', 1, 'Stormveil Castle'),
			end: node('final_boss', 2, 'Radagon of the Golden Order')
		},
		edges,
		event_map: { 1040292800: 'cave', 1040292801: 'castle', 1040292802: 'end' },
		finish_event: 1040292803,
		starting_item_lots: [],
		care_package: []
	};
}

export function playableSeed(): Buffer {
	return zipOf({
		't/graph.json': JSON.stringify(graph()),
		't/launch_speedfog.bat': '@echo off',
		't/lib/speedfog_race_mod.dll': 'MZ mod',
		't/modengine2/config_speedfog.toml': loader,
		't/mods/fogmod/regulation.bin': 'rules'
	});
}

/** A zip archive with these files, as they are. */
function zipOf(files: Record<string, string>): Buffer {
	const bodies: Buffer[] = [];
	const directory: Buffer[] = [];
	let offset = 0;
	for (const [name, text] of Object.entries(files)) {
		const [path, content] = [Buffer.from(name), Buffer.from(text)];
		// Version 2.0, no flags, stored, 1 January 1980.
		const head = fields([
			[20, 2],
			[0, 2],
			[0, 2],
			[0, 2],
			[0x21, 2],
			[checksum(content), 4],
			[content.length, 4],
			[content.length, 4],
			[path.length, 2],
			[0, 2]
		]);
		const body = Buffer.concat([fields([[0x04034b50, 4]]), head, path, content]);
		const entry = fields([
			[0, 2],
			[0, 2],
			[0, 2],
			[0, 4],
			[offset, 4]
		]);
		directory.push(fields([[0x02014b50, 4]]), fields([[20, 2]]), head, entry, path);
		bodies.push(body);
		offset += body.length;
	}
	const index = Buffer.concat(directory);
	const count = Object.keys(files).length;
	const end = fields([
		[0x06054b50, 4],
		[0, 2],
		[0, 2],
		[count, 2],
		[count, 2],
		[index.length, 4],
		[offset, 4],
		[0, 2]
	]);
	return Buffer.concat([...bodies, index, end]);
}

/** Numbers one after the other, each with its length in bytes, the lowest byte first. */
function fields(values: [value: number, bytes: number][]): Buffer {
	return Buffer.concat(
		values.map(([value, bytes]) => {
			const field = Buffer.alloc(bytes);
			field.writeUIntLE(value, 0, bytes);
			return field;
		})
	);
}

/** CRC-32 as zip archives have it. */
function checksum(content: Buffer): number {
	let crc = 0xffffffff;
	for (const byte of content) {
		crc ^= byte;
		for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
	}
	return (crc ^ 0xffffffff) >>> 0;
}
