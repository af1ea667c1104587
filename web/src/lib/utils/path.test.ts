import { expect, test } from 'vitest';
import { safePath } from './path';

test.each([
	['/race/1?tab=map', '/race/1?tab=map'],
	['//elsewhere.example', '/'],
	['/\\elsewhere.example', '/'],
	['https://elsewhere.example', '/'],
	['race', '/'],
	['', '/'],
	[null, '/']
])('%s leads to %s', (path, safe) => expect(safePath(path)).toBe(safe));
