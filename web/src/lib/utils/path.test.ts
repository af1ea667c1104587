import { expect, test } from 'vitest';
import { safePath } from './path';

test.each([
	['/race/1?tab=map', '/race/1?tab=map'],
	['//elsewhere.example', '/dashboard'],
	['/\\elsewhere.example', '/dashboard'],
	['https://elsewhere.example', '/dashboard'],
	['race', '/dashboard'],
	['', '/dashboard'],
	[null, '/dashboard']
])('%s leads to %s', (path, safe) => expect(safePath(path)).toBe(safe));
