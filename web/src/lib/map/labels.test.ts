import { expect, test } from 'vitest';
import { fitLabel, textWidth } from './labels';

test.each([
	['Gideon', 90, 2, ['Gideon'], false],
	['Erdtree Burial Watchdogs', 90, 2, ['Erdtree Burial', 'Watchdogs'], false],
	['Perfumer Tricia and Misbegotten Warrior', 80, 2, ['Perfumer Tricia', 'and Misbegotten…'], true],
	['Deathtouched', 40, 2, ['Deathto-', 'uched'], false],
	['Deathtouched Catacombs', 40, 1, ['Deatht…'], true],
	['Giant-Conquering', 50, 2, ['Giant-', 'Conquering'], false],
	['', 90, 2, [], false]
])('"%s" in %i px', (name, width, lines, expected, cut) => {
	const label = fitLabel(name, width, lines);
	expect(label.cut).toBe(cut);
	expect(label.lines.every((line) => textWidth(line) <= width)).toBe(true);
	expect(label.lines).toEqual(expected);
});

test('accented letters have a width', () => {
	expect(textWidth('É')).toBeGreaterThan(0);
});
