import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { generate, schemaPath } from '../../../scripts/generate.js';

test('schema.d.ts matches openapi.json; run `npm run codegen` when this fails', async () => {
	expect(await readFile(schemaPath, 'utf8')).toBe(await generate());
});
